// What follows a selection: the project of a note in one step; and the mail to whoever was named a reviewer.

#include "panel/calls/calls_world.h"
#include "panel/calls/note_project.h"
#include "panel/resources/services.h"

namespace panel::calls {
namespace {

using testing::Has;

class AfterCalls : public CallWorld {
 protected:
  template <typename T>
  static base::Code CodeOf(const base::Result<T>& done) {
    return done ? base::Code::kInternal : done.error().code;
  }
  std::size_t MailsTo(const std::string& address, const std::string& words) {
    std::size_t count = 0;
    for (const net::Mail& mail : mailer_->sent()) count += mail.to == address && Has(mail.subject, words);
    return count;
  }
};

TEST_P(AfterCalls, AnAcceptedNoteBecomesAProjectInOneStep) {
  const Reviewed world = Selected();
  const auto begin = [&](const Someone& who) { return ProjectFromNote(services(), who.actor, world.mill); };
  EXPECT_EQ(CodeOf(begin(mill_)), base::Code::kConflict) << "not accepted yet";
  ASSERT_TRUE(notes_->Move(mill_.actor, world.mill, {.act = NoteAct::kAccept}));
  EXPECT_EQ(CodeOf(begin(sela_)), base::Code::kForbidden) << "it is the applicant's";
  EXPECT_EQ(CodeOf(begin(union_)), base::Code::kNotFound);
  const As as(cookie_, mill_);
  const std::string note = "/calls/notes/" + world.mill.text();
  EXPECT_TRUE(Has(Get(note).body, note + "/project"));
  const std::int64_t head = desk().audit().Head()->number;
  const base::Result<ProjectId> made = begin(mill_);
  ASSERT_TRUE(made) << made.error().external << made.error().internal;
  EXPECT_EQ(desk().audit().Head()->number, head + 2) << "of the project and of the note";
  EXPECT_EQ(begin(mill_).value(), *made) << "one note, one project";
  EXPECT_EQ(desk().audit().Head()->number, head + 2);

  Projects projects(services().seams, services().panels, services().directory);
  const Project project = projects.Get(mill_.actor, *made)->project;
  EXPECT_EQ(project.title, "Fees back");
  EXPECT_EQ(project.org, mill_.org);
  EXPECT_EQ(project.state, ProjectState::kDraft);
  EXPECT_TRUE(Has(project.description, "We pay the fees."));
  EXPECT_TRUE(Has(project.description, "Approach\nNo worker pays a fee."));
  EXPECT_TRUE(Has(project.description, "Staff: USD 30000.50"));
  EXPECT_EQ(project.countries, (std::vector<Share>{{"kr", "50.00"}, {"vn", "50.00"}}));
  EXPECT_EQ(project.sdg_targets, std::vector<std::string>{"8.7"});
  EXPECT_TRUE(Has(Get(note).body, "/projects/" + made->text()));
  EXPECT_TRUE(Has(Get("/projects/" + made->text()).body, note));
  EXPECT_EQ(notes_->Get(sela_.actor, world.mill)->project, made->text()) << "the secretariat sees drafts";
  EXPECT_TRUE(OriginOf(services(), sela_.actor, *made)->has_value());
  EXPECT_FALSE(OriginOf(services(), other_.actor, *made)->has_value()) << "others do not see the note";
}

TEST_P(AfterCalls, SharesOfCountriesAddUpAndLongWordsAreLeftToTheNote) {
  Note note;
  note.title = "Fees";
  note.summary = "Short";
  note.texts = {{1, std::string(base::kMaxResourceText, 'x')}, {2, "Four people."}};
  Call call;
  call.countries = {"kh", "th", "vn"};
  call.sdg = {"8.7", "nonsense"};
  call.currency = base::Currency::FromStore("USD");
  CallPart long_part, team;
  long_part.kind = team.kind = PartKind::kSection;
  long_part.number = 1;
  team.number = 2;
  team.title = "Team";
  const Project project = DraftFrom(note, call, {long_part, team}, clock_->Now());
  EXPECT_EQ(project.countries, (std::vector<Share>{{"kh", "33.34"}, {"th", "33.33"}, {"vn", "33.33"}}));
  EXPECT_EQ(project.description, "Short\n\nTeam\nFour people.") << "kMaxResourceText";
  EXPECT_EQ(project.sdg_targets, std::vector<std::string>{"8.7"});
}

TEST_P(AfterCalls, ReviewersHearByMailOnceAndNotOfWhichCall) {
  const CallId call = Drafted(Draft());
  const std::string rita = "delegate@rita.example";
  ASSERT_TRUE(reviews_->AddReviewer(sela_.actor, call, rita));
  ASSERT_TRUE(calls_->SendReminders(desk()));
  EXPECT_EQ(MailsTo(rita, "review"), 0U) << "nobody may know of a draft";
  Do(call, CallAct::kPublish);
  ASSERT_TRUE(calls_->SendReminders(desk()));
  ASSERT_TRUE(calls_->SendReminders(desk()));
  EXPECT_EQ(MailsTo(rita, "review"), 1U);
  for (const net::Mail& mail : mailer_->sent()) {
    EXPECT_FALSE(Has(mail.subject, "Safe hiring"));
    EXPECT_FALSE(Has(mail.text, "Safe hiring"));
    EXPECT_EQ(mail.to == rita,
              Has(mail.subject, "asked to review") && Has(mail.text, "/calls/" + call.text()));
  }
  ASSERT_TRUE(reviews_->AddReviewer(sela_.actor, call, "delegate@rob.example"));
  ASSERT_TRUE(calls_->SendReminders(desk()));
  EXPECT_EQ(MailsTo(rita, "review"), 1U);
  EXPECT_EQ(MailsTo("delegate@rob.example", "review"), 1U);
}

MANUMIT_ON_BOTH_DATABASES(AfterCalls);

}  // namespace
}  // namespace panel::calls
