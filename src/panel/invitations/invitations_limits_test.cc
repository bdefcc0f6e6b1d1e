// The limits of invitations, each hit.

#include "base/limits_invitations.h"
#include "panel/invitations/invitations_world.h"

namespace panel {
namespace {

using calendar::Answer;
using invitations::FeedScope;
using testing::ExpectCode;
using testing::Good;
using testing::Has;

class InvitationLimits : public testing::InvitationsTest {};
MANUMIT_ON_BOTH_DATABASES(InvitationLimits);

TEST_P(InvitationLimits, AMailIsAtMostSoLarge) {
  Announced();
  const calendar::Event event = To(Run(), mill_).at(0).event();
  std::string mail = MailFrom(mill_.actor.email,
                              calendar::ReplyTo(event, UriOf(mill_), Answer::kAccepted, "", clock_->Now()));
  std::string larger = mail;
  larger.append(base::kMaxInvitationMailBytes + 1 - mail.size(), '\n');
  ExpectCode(i_->answers.Receive(larger), base::Code::kTooLarge);
  larger.pop_back();
  Good(i_->answers.Receive(larger));
}

TEST_P(InvitationLimits, ACommentIsCutWithinNoCharacter) {
  const PanelSessionId id = Announced();
  const calendar::Event event = To(Run(), mill_).at(0).event();
  std::string comment(base::kMaxAnswerCommentBytes - 1, 'a');
  Good(Reply(mill_, event, Answer::kAccepted, comment + "강제"));
  EXPECT_EQ(Entry(id, mill_)->words.open, R"({"comment":")" + comment + "\"}");
}

TEST_P(InvitationLimits, SoManyProposalsWait) {
  const PanelSessionId id = Announced();
  const calendar::Event event = To(Run(), mill_).at(0).event();
  Good(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::int64_t i = 0; i < base::kMaxProposals; ++i)
      TRY(tx.Execute(
          "INSERT INTO panel_counter_proposal(id, session_id, person_id, day_ms, starts_ms, ends_ms, words, "
          "sealed_id, state, made_ms, decided_ms) VALUES ($1, $2, $3, NULL, 1, 2, '', NULL, 'open', 1, NULL)",
          {base::NewIdText(desk().random()), id, union_.person}));
    return base::Ok();
  }));
  ExpectCode(Counter(mill_, event, 1), base::Code::kTooLarge);
}

TEST_P(InvitationLimits, SoManyLinksOfOnePersonAndReadsOfOneLink) {
  std::vector<invitations::Feeds::Made> made;
  for (std::int64_t i = 0; i < base::kMaxFeedLinks; ++i)
    made.push_back(Good(i_->feeds.Make(mill_.actor, "phone", FeedScope::kMine)));
  ExpectCode(i_->feeds.Make(mill_.actor, "phone", FeedScope::kMine), base::Code::kTooLarge);
  Good(i_->feeds.Act(mill_.actor, made[0].id, invitations::FeedAct::kRevoke));
  Good(i_->feeds.Make(mill_.actor, "phone", FeedScope::kMine));
  for (int i = 0; i < base::kMaxFeedReads; ++i) Good(i_->feeds.Read(made[1].token));
  ExpectCode(i_->feeds.Read(made[1].token), base::Code::kBusy);
  Good(i_->feeds.Read(made[2].token));
  clock_->Advance(base::kHourMs);
  Good(i_->feeds.Read(made[1].token));
}

TEST_P(InvitationLimits, AFeedHoldsSoManySessions) {
  const PanelSessionId one = Announced();
  const std::int64_t more = base::kMaxFeedEvents + 1;
  Good(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::int64_t i = 0; i < more; ++i)
      TRY(tx.Execute(
          "INSERT INTO panel_session SELECT $2, panel_id, series_id, kind, 'public', state, title, words, "
          "sealed_id, zone, starts_ms, ends_ms, room_seats, online_seats, in_room, online, admission, "
          "owner_org_id, organiser_id, created_ms, version FROM panel_session WHERE id = $1",
          {one, base::NewIdText(desk().random())}));
    return base::Ok();
  }));
  const auto made = Good(i_->feeds.Make(mill_.actor, "all", FeedScope::kAll));
  const auto calendar = Good(calendar::ReadCalendar(Good(i_->feeds.Read(made.token))));
  EXPECT_EQ(std::ssize(calendar.events), base::kMaxFeedEvents);
}

// More entries than one look takes, more mails than one run sends.
TEST_P(InvitationLimits, ManyEntriesAndMails) {
  const PanelSessionId id = Make(sela_);
  Do(sela_, id, {SessionAct::kAnnounce});
  const std::int64_t people = std::max(base::kInvitationBatch, base::kInvitationMailBatch) + 1;
  Good(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::int64_t i = 0; i < people; ++i) {
      const desk::PersonId person = desk::PersonId::New(desk().random());
      TRY(
          tx.Execute("INSERT INTO person(id, email, name, locale, theme, is_operator, active, created_ms) "
                     "SELECT $2, $3, "
                     "name, locale, theme, 0, 1, created_ms FROM person WHERE id = $1",
                     {mill_.person, person, "p" + std::to_string(i) + "@mill.example"}));
      TRY(tx.Execute(
          "INSERT INTO membership SELECT org_id, $2, roles, created_ms FROM membership WHERE person_id = $1",
          {mill_.person, person}));
      TRY(
          tx.Execute("INSERT INTO panel_session_participant(session_id, person_id, org_id, role, state, "
                     "planned, present, "
                     "asked_ms, decided_ms, let_in, version) VALUES ($1, $2, $3, 'guest', 'invited', 'room', "
                     "NULL, 1, 1, 0, "
                     "0)",
                     {id, person, mill_.org}));
    }
    return base::Ok();
  }));
  const std::size_t first = Run().size();
  EXPECT_EQ(static_cast<std::int64_t>(first), base::kInvitationMailBatch);
  const std::size_t second = Run().size();
  EXPECT_EQ(static_cast<std::int64_t>(first + second), people + 1);
}

}  // namespace
}  // namespace panel
