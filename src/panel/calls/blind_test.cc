// Who may know what: direct calls, names in blind calls, scores before the scoring is closed, conflicts,
// questions, proposals, the public pages.

#include "panel/calls/calls_world.h"
#include "panel/members/register.h"
#include "panel/members/services.h"

namespace panel::calls {
namespace {

using testing::Has;

class BlindTest : public CallWorld {
 protected:
  // What a reader gets at these addresses, put together.
  std::string Everything(const Someone& who, const std::vector<std::string>& addresses) {
    const As as(cookie_, who);
    std::string all;
    for (const std::string& address : addresses) {
      const net::Response response = Get(address);
      EXPECT_LT(response.status, 500) << address;
      all += response.body;
    }
    return all;
  }
  CallDraft Direct() {
    CallDraft draft = Draft();
    draft.kind = "direct";
    draft.title = "A secret trial";
    draft.invited = "Blue Mill Weavers\n";
    return draft;
  }
};

TEST_P(BlindTest, ADirectCallIsUnknownToThoseNotInvited) {
  const CallId call = Published(Direct());
  const std::string id = call.text();
  const CallId none = CallId::New(desk().random());
  EXPECT_EQ(calls_->Get(union_.actor, call).error().external,
            calls_->Get(union_.actor, none).error().external);
  EXPECT_EQ(calls_->Get(union_.actor, call).error().code, base::Code::kNotFound);
  EXPECT_EQ(notes_->Start(union_.actor, call).error().code, base::Code::kNotFound);
  EXPECT_EQ(calls_->Ask(union_.actor, call, "?").error().code, base::Code::kNotFound);
  EXPECT_TRUE(calls_->List(union_.actor, panel_, CallFilter::kAll, "", 10)->calls.empty());
  EXPECT_EQ(calls_->List(mill_.actor, panel_, CallFilter::kAll, "", 10)->calls.size(), 1u);
  const std::vector<std::string> surfaces = {"/",
                                             "/calls?show=open",
                                             "/calls?show=all",
                                             "/calls?show=mine",
                                             "/calls/notes",
                                             "/calls/scoring",
                                             "/calls/proposals",
                                             "/api/v1/calls",
                                             "/panel/calls",
                                             "/panel/calls/feed.atom",
                                             "/panel/calls/" + id,
                                             "/calls/" + id,
                                             "/api/v1/calls/" + id,
                                             "/calls/" + id + "/ranking"};
  EXPECT_FALSE(Has(Everything(union_, surfaces), "A secret trial"));
  EXPECT_TRUE(Has(Everything(mill_, {"/calls?show=open"}), "A secret trial"));
  EXPECT_TRUE(Has(Everything(mill_, {"/"}), "invited to hand in a concept note"));
  const As as(cookie_, union_);
  EXPECT_EQ(Get("/calls/" + id).status, 404);
  EXPECT_EQ(Get("/api/v1/calls/" + id).status, 404);
  EXPECT_EQ(Send("/calls/" + id + "/notes", "").status, 404);
  EXPECT_EQ(Send("/calls/" + id + "/reviewers", "email=delegate%40rita.example").status, 404);
  EXPECT_EQ(Get("/panel/calls/" + id).status, 404);
}

TEST_P(BlindTest, ADraftIsUnknownToAllOthersAndAMembersCallIsItsOwn) {
  CallDraft draft = Draft();
  draft.title = "Boats for rescue";
  const CallId call = calls_->Add(rob_.actor, panel_, draft).value();
  EXPECT_EQ(calls_->Get(sela_.actor, call).error().code, base::Code::kNotFound);
  ASSERT_TRUE(calls_->Move(rob_.actor, call, {.act = CallAct::kPublish}));
  EXPECT_FALSE(calls_->Get(sela_.actor, call)->access.manages);
  EXPECT_EQ(calls_->Move(sela_.actor, call, {.act = CallAct::kCancel, .reason = "x"}).error().code,
            base::Code::kForbidden);
  EXPECT_EQ(notes_->Start(rob_.actor, call).error().code, base::Code::kForbidden);
  const NoteId note = Submitted(mill_, call);
  EXPECT_EQ(notes_->Get(rob_.actor, note).error().code, base::Code::kNotFound);  // not before the deadline
  Close(call);
  EXPECT_TRUE(notes_->Get(rob_.actor, note));
  EXPECT_EQ(notes_->Get(sela_.actor, note).error().code, base::Code::kNotFound);
  EXPECT_EQ(notes_->Get(union_.actor, note).error().code, base::Code::kNotFound);
  EXPECT_TRUE(calls_->Get(sela_.actor, call)->notes.empty());
}

TEST_P(BlindTest, ReviewersLearnNothingOfTheApplicant) {
  const Reviewed world = InReview();
  const std::string review = ReviewOf(world.mill, rita_).id.text(), call = world.call.text();
  const std::vector<std::string> surfaces = {"/",
                                             "/calls?show=all",
                                             "/calls/" + call,
                                             "/calls/scoring",
                                             "/calls/scoring/" + review,
                                             "/calls/" + call + "/ranking",
                                             "/calls/notes/" + world.mill.text(),
                                             "/api/v1/calls/" + call,
                                             "/api/v1/calls",
                                             "/api/v1/call-reviews",
                                             "/api/v1/call-reviews/" + review,
                                             "/api/v1/calls/" + call + "/ranking",
                                             "/api/v1/concept-notes",
                                             "/calls/" + call + "/record",
                                             "/calls/notes/" + world.mill.text() + "/pdf"};
  const auto blind = [&](const std::string& all) {
    EXPECT_FALSE(Has(all, "Blue Mill"));
    EXPECT_FALSE(Has(all, mill_.org.text()));
    EXPECT_FALSE(Has(all, members_["mill"].text()));
    EXPECT_FALSE(Has(all, "delegate@mill"));
  };
  const std::string before = Everything(rita_, surfaces);
  EXPECT_TRUE(Has(before, "Fees back"));  // the note itself is there
  EXPECT_TRUE(Has(before, "No worker pays a fee."));
  blind(before);
  for (const Someone* one : {&rita_, &rob_}) {
    ASSERT_TRUE(Score(*one, world.mill, 5, 5));
    ASSERT_TRUE(Score(*one, world.uni, 3, 3));
  }
  const std::string after = Everything(rita_, surfaces);
  EXPECT_TRUE(Has(after, "100.00 %"));
  blind(after);
  ASSERT_TRUE(reviews_->Decide(sela_.actor, world.call, -1, CallAct::kSelect,
                               {Chosen(world.mill, true), Chosen(world.uni, false)}, ""));
  blind(Everything(rita_, surfaces));
}

TEST_P(BlindTest, AnOpenReviewShowsTheName) {
  CallDraft draft = Draft();
  draft.blind = false;
  const Reviewed world = InReview(draft);
  EXPECT_TRUE(Has(Everything(rita_, {HrefOfReview(world.mill)}), "Blue Mill Weavers"));
}

TEST_P(BlindTest, NobodySeesScoresBeforeTheScoringIsClosed) {
  const Reviewed world = InReview();
  ASSERT_TRUE(Score(rita_, world.mill, 5, 4));
  const std::string board = "/calls/" + world.call.text() + "/ranking";
  const std::vector<std::string> surfaces = {
      board, "/api/v1" + board, "/calls/" + world.call.text() + "/record", HrefOfReview(world.mill, rob_),
      "/api/v1/calls/" + world.call.text()};
  for (const Someone* one : {&rob_, &sela_}) {
    const std::string all = Everything(*one, surfaces);
    EXPECT_FALSE(Has(all, "92.00"));
    EXPECT_FALSE(Has(all, "Clear to me"));
    EXPECT_FALSE(Has(all, "Private remark"));
  }
  EXPECT_EQ(reviews_->GetBoard(rob_.actor, world.call).error().code, base::Code::kNotFound);
  EXPECT_TRUE(reviews_->GetBoard(sela_.actor, world.call)->ranking.empty());
  EXPECT_TRUE(Has(Everything(rita_, {HrefOfReview(world.mill)}), "Clear to me"));  // her own
  ASSERT_TRUE(Score(rob_, world.mill, 4, 4));
  ASSERT_TRUE(Score(rita_, world.uni, 3, 3));
  ASSERT_TRUE(Score(rob_, world.uni, 3, 3));  // the last one closes the scoring
  EXPECT_GT(Read(world.call).scoring_closed.ms, 0);
  const std::string seen = Everything(rob_, {board, "/api/v1" + board});
  EXPECT_TRUE(Has(seen, "92.00"));
  EXPECT_TRUE(Has(seen, "Clear to me"));
  EXPECT_FALSE(Has(seen, "Delegate of Rita"));
  EXPECT_FALSE(Has(seen, rita_.person.text()));
  EXPECT_EQ(reviews_->GetBoard(mill_.actor, world.call).error().code, base::Code::kNotFound);
}

TEST_P(BlindTest, ConflictsOfInterestBarAReviewer) {
  members::Services& members = members::ServicesOf(desk());
  ASSERT_TRUE(
      members.interests.Declare(rob_.actor, members_["rob"],
                                {.about = members_["mill"], .about_text = {}, .text = "It funds the mill"}));
  const CallId call = Published();
  const NoteId mill = Submitted(mill_, call), uni = Submitted(union_, call), rita = Submitted(rita_, call);
  NameReviewers(call);
  EXPECT_EQ(reviews_->AddReviewer(sela_.actor, call, "sela@example.org").error().code, base::Code::kNotFound);
  EXPECT_EQ(reviews_->AddReviewer(sela_.actor, call, "nobody@example.org").error().code,
            base::Code::kNotFound);
  EXPECT_EQ(reviews_->AddReviewer(sela_.actor, call, "delegate@rob.example").error().code,
            base::Code::kConflict);
  Close(call);
  Begin(call);
  EXPECT_EQ(ReviewOf(mill, rob_).bar, Bar::kInterest);
  EXPECT_EQ(ReviewOf(uni, rob_).bar, Bar::kNone);
  EXPECT_EQ(ReviewOf(rita, rita_).bar, Bar::kSameOrganisation);
  EXPECT_EQ(ReviewOf(uni, rita_).bar, Bar::kApplicant);
  EXPECT_EQ(reviews_->Get(rob_.actor, ReviewOf(mill, rob_).id).error().code, base::Code::kNotFound);
  EXPECT_TRUE(
      Has(Everything(sela_, {"/calls/" + call.text() + "/ranking"}), "tied by the register of interests"));
  EXPECT_FALSE(Has(Everything(rob_, {"/calls/scoring"}), CodeText(mill)));
  // An interest that is registered later stops the hand-in.
  ASSERT_TRUE(members.interests.Declare(union_.actor, members_["union"],
                                        {.about = members_["rob"], .about_text = {}, .text = "A loan"}));
  EXPECT_EQ(Score(rob_, uni, 1, 1).error().code, base::Code::kForbidden);
  ASSERT_TRUE(reviews_->Move(rob_.actor, ReviewOf(uni, rob_).id, -1, ReviewAct::kRecuse, "A loan"));
}

TEST_P(BlindTest, TheOwnNameInTheTextIsPointedAt) {
  const CallId call = Published();
  const NoteId note = Written(mill_, call);
  EXPECT_TRUE(notes_->Get(mill_.actor, note)->names.empty());
  NoteDraft words = Words("Fees back");
  words.texts[0].text = "The BLUE MILL WEAVERS pay the fees back.";
  ASSERT_TRUE(notes_->Edit(mill_.actor, note, -1, words));
  const NoteView view = notes_->Get(mill_.actor, note).value();
  ASSERT_EQ(view.names.size(), 1u);
  EXPECT_EQ(view.names[0].part, 1);
  EXPECT_TRUE(Has(Everything(mill_, {"/calls/notes/" + note.text()}), "scored blind"));
}

TEST_P(BlindTest, NobodyLearnsWhoAsked) {
  const CallId call = Published();
  const QuestionId id = calls_->Ask(mill_.actor, call, "May a mill apply?").value();
  EXPECT_TRUE(calls_->Get(union_.actor, call)->questions.empty());  // not before it is answered
  EXPECT_TRUE(calls_->Get(mill_.actor, call)->questions[0].mine);
  const std::string manager = Everything(sela_, {"/calls/" + call.text(), "/api/v1/calls/" + call.text()});
  EXPECT_TRUE(Has(manager, "May a mill apply?"));
  EXPECT_FALSE(Has(manager, members_["mill"].text()));
  EXPECT_FALSE(Has(manager, "Blue Mill"));
  EXPECT_EQ(calls_->Answer(union_.actor, id, -1, QuestionAct::kAnswer, "Yes").error().code,
            base::Code::kForbidden);
  ASSERT_TRUE(calls_->Answer(sela_.actor, id, 0, QuestionAct::kAnswer, "Yes, it may."));
  EXPECT_EQ(calls_->Answer(sela_.actor, id, 0, QuestionAct::kAnswer, "No").error().code,
            base::Code::kConflict);
  EXPECT_FALSE(calls_->Get(union_.actor, call)->questions[0].mine);
  clock_->Advance(11 * base::kDayMs);
  EXPECT_EQ(calls_->Ask(mill_.actor, call, "And now?").error().code, base::Code::kConflict);
}

TEST_P(BlindTest, AProposalIsKnownToTheTwoAlone) {
  const ProposalId id =
      proposals_
          ->Add(mill_.actor, panel_, {.title = "A school at sea", .body = "Let us.", .to = "Rob Foundation"})
          .value();
  ASSERT_TRUE(proposals_->Move(mill_.actor, id, -1, ProposalAct::kSend, ""));
  EXPECT_EQ(proposals_->Get(union_.actor, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(proposals_->Get(sela_.actor, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(proposals_->Move(rob_.actor, id, -1, ProposalAct::kDecline, "").error().code,
            base::Code::kInvalid);
  EXPECT_TRUE(Has(Everything(rob_, {"/"}), "A school at sea"));
  ASSERT_TRUE(proposals_->Move(rob_.actor, id, -1, ProposalAct::kAccept, ""));
  const CallId call = proposals_->Get(rob_.actor, id)->proposal.call;
  EXPECT_EQ(Read(call).kind, CallKind::kUnsolicited);
  CallDraft draft =
      DraftOf(Read(call), calls_->Get(rob_.actor, call)->parts, calls_->Get(rob_.actor, call)->invited);
  draft.summary = "As proposed.";
  draft.deadline = DayIn(20);
  ASSERT_TRUE(calls_->Edit(rob_.actor, call, -1, draft));
  ASSERT_TRUE(calls_->Move(rob_.actor, call, {.act = CallAct::kPublish}));
  EXPECT_EQ(calls_->Get(union_.actor, call).error().code, base::Code::kNotFound);
  const NoteId note = notes_->Start(mill_.actor, call).value();
  EXPECT_EQ(ReadNote(note).texts[0].text, "Let us.");
}

TEST_P(BlindTest, OpenCallsStandInTheWorkPlanAndResultsInTimelines) {
  CallDraft draft = Draft();
  const CallId call = calls_->Add(rob_.actor, panel_, draft).value();
  ASSERT_TRUE(calls_->Move(rob_.actor, call, {.act = CallAct::kPublish}));
  Published(Direct());
  const std::string plan = Everything(union_, {"/workplan"});
  EXPECT_TRUE(Has(plan, "Safe hiring in fisheries"));
  EXPECT_FALSE(Has(plan, "A secret trial"));
  const NoteId note = Submitted(mill_, call, "Nets that last");
  ASSERT_TRUE(reviews_->AddReviewer(rob_.actor, call, "delegate@rita.example"));
  ASSERT_TRUE(reviews_->AddReviewer(rob_.actor, call, "delegate@other.example"));
  Close(call);
  ASSERT_TRUE(reviews_->Begin(rob_.actor, call, -1));
  ASSERT_TRUE(Score(rita_, note, 5, 5));
  ASSERT_TRUE(Score(other_, note, 5, 5));
  ASSERT_TRUE(reviews_->Decide(rob_.actor, call, -1, CallAct::kSelect, {Chosen(note, true)}, ""));
  ASSERT_TRUE(notes_->Move(mill_.actor, note, {.act = NoteAct::kAccept}));
  const std::string both = "/relationships/" + members_["mill"].text() + "/" + members_["rob"].text();
  EXPECT_FALSE(Has(Everything(mill_, {both}), "Nets that last"));  // not final yet
  ASSERT_TRUE(calls_->Move(rob_.actor, call, {.act = CallAct::kFinalise}));
  EXPECT_TRUE(Has(Everything(mill_, {both}), "Nets that last"));
  EXPECT_FALSE(Has(Everything(sela_, {both}), "Nets that last"));  // it did not agree to be named
}

TEST_P(BlindTest, ThePublicSeesWhatIsPublishedAlone) {
  CallDraft draft = Draft();
  draft.is_public = true;
  draft.title = "Public call";
  const CallId shown = Drafted(draft);
  const CallId hidden = Published();
  EXPECT_EQ(GetWithoutSession("/panel/calls/" + shown.text()).status, 404);
  Do(shown, CallAct::kPublish);
  const std::string list = GetWithoutSession("/panel/calls").body;
  EXPECT_TRUE(Has(list, "Public call"));
  EXPECT_FALSE(Has(list, "Safe hiring"));
  EXPECT_EQ(GetWithoutSession("/panel/calls/" + hidden.text()).status, 404);
  EXPECT_TRUE(Has(GetWithoutSession("/panel/calls/" + shown.text()).body, "Most counts: Effect"));
  const std::string feed = GetWithoutSession("/panel/calls/feed.atom").body;
  EXPECT_TRUE(Has(feed, "<title>Public call</title>"));
  EXPECT_FALSE(Has(feed, "Safe hiring"));
  CallDraft both = Direct();
  both.is_public = true;
  EXPECT_EQ(calls_->Add(sela_.actor, panel_, both).error().code, base::Code::kInvalid);
}

MANUMIT_ON_BOTH_DATABASES(BlindTest);

}  // namespace
}  // namespace panel::calls
