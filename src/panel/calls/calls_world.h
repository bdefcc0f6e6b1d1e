#pragma once
// For tests of calls: a panel with applicants, reviewers and the secretariat, and a call in any state.

#include <memory>
#include <string>
#include <vector>

#include "panel/calls/calls.h"
#include "panel/calls/notes.h"
#include "panel/calls/notes_store.h"
#include "panel/calls/proposals.h"
#include "panel/calls/reviews.h"
#include "panel/calls/reviews_store.h"
#include "panel/common/panel_world.h"

namespace panel::calls {

class CallWorld : public testing::PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    calls_ = std::make_unique<Calls>(services());
    notes_ = std::make_unique<Notes>(services(), desk().blobs());
    reviews_ = std::make_unique<Reviews>(services());
    proposals_ = std::make_unique<Proposals>(services());
    mill_ = AddMemberOrganisation("mill", "Blue Mill Weavers", desk::OrgType::kCompany, "kh");
    union_ = AddMemberOrganisation("union", "Migrant Union", desk::OrgType::kWorkersOrganisation, "kr");
    other_ = AddMemberOrganisation("other", "Other House", desk::OrgType::kNgo, "kr");
    rita_ = AddMemberOrganisation("rita", "Rita Institute", desk::OrgType::kAcademic, "vn");
    rob_ = AddMemberOrganisation("rob", "Rob Foundation", desk::OrgType::kFoundation, "jp");
  }
  void TearDown() override {
    calls_.reset();
    notes_.reset();
    reviews_.reset();
    proposals_.reset();
    PanelTest::TearDown();
  }

  std::string DayIn(std::int64_t days) {
    return base::FormatDay(base::UtcTime{clock_->Now().ms + days * base::kDayMs});
  }
  CallDraft Draft() {
    CallDraft draft;
    draft.title = "Safe hiring in fisheries";
    draft.summary = "Proposals that keep deckhands out of debt.";
    draft.currency = "USD";
    draft.most = "50000";
    draft.total = "100000";
    draft.questions_until = DayIn(10);
    draft.deadline = DayIn(20);
    draft.sectors = "A, 03";
    draft.countries = "kr vn";
    draft.sdg = "8.7";
    draft.criteria = {{"Effect", "What changes for workers", "60"}, {"Cost", "", "40"}};
    draft.sections = {{"Approach", "How you do it", "20"}, {"Team", "", "10"}};
    draft.eligibility = {{"Are you registered?", "", ""}};
    return draft;
  }
  CallId Drafted(const CallDraft& draft) {
    const base::Result<CallId> id = calls_->Add(sela_.actor, panel_, draft);
    EXPECT_TRUE(id) << id.error().external;
    return id.value();
  }
  void Do(const CallId& id, CallAct act, const std::string& deadline = {}) {
    const base::Status done =
        calls_->Move(sela_.actor, id, {.act = act, .reason = "because", .deadline = deadline});
    ASSERT_TRUE(done) << done.error().external << done.error().internal;
  }
  CallId Published() { return Published(Draft()); }
  CallId Published(const CallDraft& draft) {
    const CallId id = Drafted(draft);
    Do(id, CallAct::kPublish);
    return id;
  }
  NoteDraft Words(const std::string& title) {
    NoteDraft draft;
    draft.title = title;
    draft.summary = "We pay the fees.";
    draft.texts = {{1, "No worker pays a fee."}, {2, "Four people."}};
    draft.answers = {{1, "yes"}};
    draft.budget = {{"Staff", "30000.50"}, {"Travel", "999.50"}};
    return draft;
  }
  NoteId Written(const Someone& who, const CallId& call, const std::string& title = "Fees back") {
    const base::Result<NoteId> id = notes_->Start(who.actor, call);
    EXPECT_TRUE(id) << id.error().external;
    const base::Status saved = notes_->Edit(who.actor, *id, -1, Words(title));
    EXPECT_TRUE(saved) << saved.error().external;
    return *id;
  }
  NoteId Submitted(const Someone& who, const CallId& call, const std::string& title = "Fees back") {
    const NoteId id = Written(who, call, title);
    const base::Status done = notes_->Move(who.actor, id, {.act = NoteAct::kSubmit});
    EXPECT_TRUE(done) << done.error().external;
    return id;
  }
  void Close(const CallId& call) {
    const Call now = Read(call);
    if (clock_->Now() < now.deadline) clock_->Advance(now.deadline.ms - clock_->Now().ms);
    ASSERT_TRUE(calls_->CloseDue(system_));
    FreshSessions();
  }
  // Sessions end while time passes.
  void FreshSessions() {
    for (Someone* one : {&sela_, &mill_, &union_, &other_, &rita_, &rob_}) {
      one->cookie = std::string(desk::SessionCookieName(false)) + "=" + SessionOf(one->person, one->org);
    }
  }
  void NameReviewers(const CallId& call) {
    for (const char* slug : {"rita", "rob"})
      ASSERT_TRUE(reviews_->AddReviewer(sela_.actor, call, "delegate@" + std::string(slug) + ".example"));
  }
  void Begin(const CallId& call) {
    const base::Status begun = reviews_->Begin(sela_.actor, call, -1);
    ASSERT_TRUE(begun) << begun.error().external << begun.error().internal;
  }
  // The review of that note by that person, as the table has it.
  Review ReviewOf(const NoteId& note, const Someone& who) {
    const std::vector<Review> all = AllReviews(ReadNote(note).call);
    for (const Review& review : all)
      if (review.note == note && review.person == who.person) return review;
    ADD_FAILURE() << "no such review";
    return {};
  }
  std::vector<Note> AllNotes(const CallId& call) {
    return desk().database().Read([&](db::Transaction& tx) { return store::NotesOf(tx, call); }).value();
  }
  std::vector<Review> AllReviews(const CallId& call) {
    return desk().database().Read([&](db::Transaction& tx) { return store::ReviewsOf(tx, call); }).value();
  }
  std::string HrefOfReview(const NoteId& note) { return HrefOfReview(note, rita_); }
  std::string HrefOfReview(const NoteId& note, const Someone& who) {
    return "/calls/scoring/" + ReviewOf(note, who).id.text();
  }
  std::string CodeText(const NoteId& note) { return "Note 0" + std::to_string(ReadNote(note).code); }
  base::Status Score(const Someone& who, const NoteId& note, std::int64_t effect, std::int64_t cost) {
    return reviews_->Put(who.actor, ReviewOf(note, who).id, -1, ReviewAct::kHandIn,
                         {.scores = {{1, effect, "Clear to me"}, {2, cost, ""}}, .remark = "Private remark"});
  }
  Choice Chosen(const NoteId& note, bool selected) {
    return {note, selected, "by its score", "Thank you for the note."};
  }
  Call Read(const CallId& id) {
    return desk().database().Read([&](db::Transaction& tx) { return store::GetCall(tx, id); }).value();
  }
  Note ReadNote(const NoteId& id) {
    return desk().database().Read([&](db::Transaction& tx) { return store::GetNote(tx, id); }).value();
  }

  struct Reviewed {
    CallId call;
    NoteId mill, uni;
  };
  Reviewed InReview() { return InReview(Draft()); }
  Reviewed InReview(const CallDraft& draft) {
    Reviewed world{.call = Published(draft), .mill = {}, .uni = {}};
    world.mill = Submitted(mill_, world.call, "Fees back");
    world.uni = Submitted(union_, world.call, "A hotline at sea");
    NameReviewers(world.call);
    Close(world.call);
    Begin(world.call);
    return world;
  }
  Reviewed Scored() {
    const Reviewed world = InReview();
    EXPECT_TRUE(Score(rita_, world.mill, 5, 4));
    EXPECT_TRUE(Score(rob_, world.mill, 4, 4));
    EXPECT_TRUE(Score(rita_, world.uni, 3, 3));
    EXPECT_TRUE(Score(rob_, world.uni, 3, 2));
    return world;
  }
  Reviewed Selected() {
    const Reviewed world = Scored();
    const base::Status done = reviews_->Decide(sela_.actor, world.call, -1, CallAct::kSelect,
                                               {Chosen(world.mill, true), Chosen(world.uni, false)}, "");
    EXPECT_TRUE(done) << done.error().external;
    return world;
  }

  std::unique_ptr<Calls> calls_;
  std::unique_ptr<Notes> notes_;
  std::unique_ptr<Reviews> reviews_;
  std::unique_ptr<Proposals> proposals_;
  Someone mill_, union_, other_, rita_, rob_;
};

}  // namespace panel::calls
