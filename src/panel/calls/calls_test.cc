// Calls and notes: weights, deadlines, ranking, decision, retention, overtaken edits.

#include "panel/calls/calls_world.h"

namespace panel::calls {
namespace {

using testing::Has;

class CallTest : public CallWorld {
 protected:
  base::Code CodeOf(const base::Status& done) { return done ? base::Code::kInternal : done.error().code; }
  base::Status Publish(const CallDraft& draft) {
    return calls_->Move(sela_.actor, Drafted(draft), {.act = CallAct::kPublish});
  }
  std::int64_t Count(const std::string& table, const CallId& call) {
    const auto count = [&](db::Transaction& tx) {
      return tx.QueryOne("SELECT count(*) FROM " + table + " WHERE call_id = $1", {call});
    };
    return desk().database().Read(count).value()->Int(0);
  }
};

TEST_P(CallTest, WeightsAddUpToExactlyOneHundred) {
  for (const char* second : {"39", "41"}) {
    CallDraft draft = Draft();
    draft.criteria[1].amount = second;
    EXPECT_EQ(CodeOf(Publish(draft)), base::Code::kInvalid);
  }
  EXPECT_TRUE(Publish(Draft()));
  CallDraft without = Draft();
  without.criteria.clear();
  EXPECT_EQ(CodeOf(Publish(without)), base::Code::kInvalid);
  CallDraft past = Draft();
  past.deadline = DayIn(-1);
  past.questions_until = "";
  EXPECT_EQ(CodeOf(Publish(past)), base::Code::kInvalid);
  CallDraft zero = Draft();
  zero.criteria.push_back({"Nothing", "", "0"});
  EXPECT_EQ(calls_->Add(sela_.actor, panel_, zero).error().code, base::Code::kInvalid);
}

TEST_P(CallTest, LateNotesAreRefusedAndDraftsLapse) {
  const CallId call = Published();
  const NoteId draft = Written(mill_, call);
  const NoteId sent = Submitted(union_, call);
  clock_->Advance(Read(call).deadline.ms - clock_->Now().ms);
  // The clock has not run yet; the deadline counts all the same.
  EXPECT_EQ(CodeOf(notes_->Move(mill_.actor, draft, {.act = NoteAct::kSubmit})), base::Code::kConflict);
  EXPECT_EQ(CodeOf(notes_->Edit(mill_.actor, draft, -1, Words("Too late"))), base::Code::kConflict);
  EXPECT_EQ(CodeOf(notes_->Move(union_.actor, sent, {.act = NoteAct::kTakeBack})), base::Code::kConflict);
  EXPECT_EQ(notes_->Start(other_.actor, call).error().code, base::Code::kConflict);
  EXPECT_EQ(calls_->CloseDue(system_).value(), 1);
  EXPECT_EQ(calls_->CloseDue(system_).value(), 0);
  EXPECT_EQ(ReadNote(draft).state, NoteState::kLapsed);
  EXPECT_EQ(Read(call).received, 1);
}

TEST_P(CallTest, ADeadlineMovesOnlyToLaterAndIsTold) {
  const CallId call = Published();
  Written(mill_, call);
  const auto extend = [&](const std::string& day, const std::string& reason) {
    return calls_->Move(sela_.actor, call, {.act = CallAct::kExtend, .reason = reason, .deadline = day});
  };
  EXPECT_EQ(CodeOf(extend(DayIn(19), "because")), base::Code::kInvalid);
  EXPECT_EQ(CodeOf(extend(DayIn(30), "")), base::Code::kInvalid);
  ASSERT_TRUE(extend(DayIn(30), "A storm"));
  ASSERT_TRUE(calls_->SendReminders(desk()));
  ASSERT_EQ(mailer_->sent().size(), 1u);
  EXPECT_FALSE(Has(mailer_->sent()[0].text, "Safe hiring"));
  clock_->Advance(25 * base::kDayMs);
  ASSERT_TRUE(calls_->SendReminders(desk()));
  EXPECT_EQ(mailer_->sent().size(), 2u);  // a week before the deadline
  clock_->Advance(5 * base::kDayMs);
  ASSERT_TRUE(calls_->SendReminders(desk()));
  ASSERT_TRUE(calls_->SendReminders(desk()));
  EXPECT_EQ(mailer_->sent().size(), 3u);  // and the day before, once
  clock_->Advance(2 * base::kDayMs);
  EXPECT_EQ(CodeOf(extend(DayIn(60), "because")), base::Code::kConflict);
}

TEST_P(CallTest, WhatKeepsANoteFromBeingHandedIn) {
  CallDraft draft = Draft();
  draft.documents = {{"Registration", "", "yes"}, {"Letter", "", "no"}};
  const CallId call = Published(draft);
  const NoteId note = Written(mill_, call);
  const auto submit = [&] { return CodeOf(notes_->Move(mill_.actor, note, {.act = NoteAct::kSubmit})); };
  EXPECT_EQ(submit(), base::Code::kInvalid);  // the document
  EXPECT_EQ(CodeOf(notes_->PutDocument(mill_.actor, note, 3, "a.pdf", "x")), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(notes_->PutDocument(mill_.actor, note, 1, "a.pdf", "")), base::Code::kInvalid);
  ASSERT_TRUE(notes_->PutDocument(mill_.actor, note, 1, "a.pdf", "one"));
  ASSERT_TRUE(notes_->PutDocument(mill_.actor, note, 1, "b.pdf", "two"));
  EXPECT_EQ(notes_->Document(mill_.actor, note, 1)->second, "two");
  const auto with = [&](const std::function<void(NoteDraft&)>& change) {
    NoteDraft words = Words("Fees back");
    change(words);
    EXPECT_TRUE(notes_->Edit(mill_.actor, note, -1, words));
    return submit();
  };
  EXPECT_EQ(with([](NoteDraft& d) { d.answers[0].text = "no"; }), base::Code::kInvalid);
  EXPECT_EQ(with([](NoteDraft& d) { d.answers.clear(); }), base::Code::kInvalid);
  EXPECT_EQ(with([](NoteDraft& d) { d.texts.pop_back(); }), base::Code::kInvalid);
  EXPECT_EQ(with([](NoteDraft& d) { d.texts[1].text = "a b c d e f g h i j k"; }), base::Code::kInvalid);
  EXPECT_EQ(with([](NoteDraft& d) { d.budget[0].amount = "49000.51"; }), base::Code::kInvalid);
  NoteDraft wrong = Words("Fees back");
  wrong.budget[0].amount = "1.001";
  EXPECT_EQ(CodeOf(notes_->Edit(mill_.actor, note, -1, wrong)), base::Code::kInvalid);
  EXPECT_EQ(with([](NoteDraft& d) { d.budget[0].amount = "49000.50"; }), base::Code::kInternal);
  EXPECT_EQ(ReadNote(note).asked.text(), "50000");
  EXPECT_EQ(CodeOf(notes_->DropDocument(mill_.actor, note, 1)), base::Code::kConflict);
}

TEST(CallWordsTest, WordsAreCountedInEveryScript) {
  EXPECT_EQ(CountWords(""), 0);
  EXPECT_EQ(CountWords("No worker pays a fee -- none."), 6);
  EXPECT_EQ(CountWords("  one\n\ttwo three "), 3);
  EXPECT_EQ(CountWords("아무도 비용을 내지 않는다"), 4);
  EXPECT_EQ(CountWords("劳动者不付费"), 3);
  EXPECT_EQ(CountWords("แรงงาน"), 2);
  EXPECT_EQ(CountWords("2026 ABC中文"), 3);
}

TEST_P(CallTest, TheRankingIsExact) {
  const Reviewed world = Scored();
  const Board board = reviews_->GetBoard(sela_.actor, world.call).value();
  ASSERT_TRUE(board.seen);
  ASSERT_EQ(board.ranking.size(), 2u);
  const RankedNote& best = board.ranking[0];
  EXPECT_EQ(best.note, world.mill);
  EXPECT_EQ(best.points, 60 * 5 + 40 * 4 + 60 * 4 + 40 * 4);
  EXPECT_EQ(PercentOf(best, board.access.call), "86.00");
  EXPECT_EQ(PercentOf(board.ranking[1], board.access.call), "56.00");
  EXPECT_EQ(best.rank, 1);
  EXPECT_EQ(board.ranking[1].rank, 2);
  EXPECT_FALSE(best.far_apart);
  EXPECT_TRUE(Has(SumText(board.access.call, board.criteria, best.scored[0]), " = 4"));
}

TEST(CallRankingTest, SharesRanksComparesFractionsAndFlagsSpread) {
  const Call call{.scale_most = 5, .pass_percent = 60, .min_reviewers = 2};
  const std::vector<CallPart> criteria = {{PartKind::kCriterion, 1, "A", "", 30},
                                          {PartKind::kCriterion, 2, "B", "", 70}};
  base::SeededRandom random(7);
  std::vector<Note> notes;
  std::vector<Review> reviews;
  const auto add = [&](std::int64_t code, const std::vector<std::pair<std::int64_t, std::int64_t>>& marks) {
    Note note{.id = NoteId::New(random), .state = NoteState::kInReview, .code = code};
    for (const auto& [a, b] : marks)
      reviews.push_back({.id = ReviewId::New(random),
                         .note = note.id,
                         .state = ReviewState::kHandedIn,
                         .scores = {{1, a, ""}, {2, b, ""}}});
    notes.push_back(note);
  };
  add(4, {{5, 5}, {0, 0}});          // 250 of 500: far apart, below 60 %
  add(3, {{3, 3}, {3, 3}, {3, 3}});  // 300
  add(2, {{3, 3}, {3, 3}});          // 300: the same mean
  add(1, {});                        // nobody scored it
  const std::vector<RankedNote> ranking = Rank(call, criteria, notes, reviews);
  std::vector<std::pair<std::int64_t, std::int64_t>> found;
  for (const RankedNote& one : ranking) found.emplace_back(one.code, one.rank);
  EXPECT_EQ(found, (std::vector<std::pair<std::int64_t, std::int64_t>>{{2, 1}, {3, 1}, {4, 3}, {1, 0}}));
  EXPECT_TRUE(ranking[2].far_apart);
  EXPECT_TRUE(ranking[2].below_pass);
  EXPECT_FALSE(ranking[0].below_pass);  // exactly at the threshold
  EXPECT_TRUE(ranking[3].few);
  EXPECT_EQ(AgainstTheRanking(ranking, {ranking[2].note}), std::vector<std::int64_t>{4});
  EXPECT_TRUE(AgainstTheRanking(ranking, {ranking[1].note}).empty());  // equal scores
  EXPECT_EQ(HundredthsText(1, 3), "0.33");
  EXPECT_EQ(HundredthsText(2, 3), "0.67");
  EXPECT_EQ(HundredthsText(1, 200), "0.01");  // half up
}

TEST_P(CallTest, EveryNoteNeedsReasonsAndADeviationToo) {
  const Reviewed world = Scored();
  const auto decide = [&](const std::vector<Choice>& choices, const std::string& words) {
    return CodeOf(reviews_->Decide(sela_.actor, world.call, -1, CallAct::kSelect, choices, words));
  };
  EXPECT_EQ(decide({Chosen(world.mill, true)}, ""), base::Code::kInvalid);
  Choice mute = Chosen(world.uni, false);
  mute.feedback = " ";
  EXPECT_EQ(decide({Chosen(world.mill, true), mute}, ""), base::Code::kInvalid);
  EXPECT_EQ(decide({Chosen(world.mill, false), Chosen(world.uni, false)}, ""), base::Code::kInvalid);
  const std::vector<Choice> against = {Chosen(world.mill, false), Chosen(world.uni, true)};
  EXPECT_EQ(decide(against, ""), base::Code::kInvalid);
  EXPECT_EQ(decide(against, "The mill closed"), base::Code::kInternal);
  EXPECT_EQ(Read(world.call).deviation, "The mill closed");
  EXPECT_EQ(ReadNote(world.uni).state, NoteState::kSelected);
  // The applicant reads the feedback and the own score, not the reason for the record.
  const NoteView view = notes_->Get(mill_.actor, world.mill).value();
  EXPECT_EQ(view.note().feedback, "Thank you for the note.");
  EXPECT_TRUE(view.note().reason.empty());
  EXPECT_EQ(view.percent, "86.00");
  for (const NoteEvent& event : view.events) EXPECT_NE(event.reason, "by its score");
  EXPECT_EQ(notes_->Get(sela_.actor, world.mill)->note().reason, "by its score");
  EXPECT_EQ(notes_->Get(union_.actor, world.mill).error().code, base::Code::kNotFound);
}

TEST_P(CallTest, ADecisionIsOpenedAgainWhereSomebodyDeclined) {
  const Reviewed world = Selected();
  EXPECT_EQ(CodeOf(reviews_->Reopen(sela_.actor, world.call, -1, "x")), base::Code::kConflict);
  EXPECT_EQ(CodeOf(calls_->Move(sela_.actor, world.call, {.act = CallAct::kFinalise})),
            base::Code::kConflict);
  ASSERT_TRUE(notes_->Move(mill_.actor, world.mill, {.act = NoteAct::kDecline, .reason = "No staff"}));
  ASSERT_TRUE(reviews_->Reopen(sela_.actor, world.call, -1, "The first declined"));
  // The one that declined had the better score; nothing need be said about that.
  ASSERT_TRUE(reviews_->Decide(sela_.actor, world.call, -1, CallAct::kSelect, {Chosen(world.uni, true)}, ""));
  ASSERT_TRUE(notes_->Move(union_.actor, world.uni, {.act = NoteAct::kAccept, .shown = true}));
  ASSERT_TRUE(calls_->Move(sela_.actor, world.call, {.act = CallAct::kFinalise}));
  EXPECT_EQ(Read(world.call).accepted, 1);
  EXPECT_EQ(calls_->Get(other_.actor, world.call)->named, std::vector<std::string>{"Migrant Union"});
  EXPECT_TRUE(notes_->DraftMemorandum(sela_.actor, world.uni));
  EXPECT_EQ(notes_->DraftMemorandum(sela_.actor, world.uni).value(), ReadNote(world.uni).memorandum);
  EXPECT_EQ(notes_->DraftMemorandum(union_.actor, world.uni).error().code, base::Code::kForbidden);
}

TEST_P(CallTest, FewReviewsNeedAReasonAndAreNeverClosedUnseen) {
  const Reviewed world = InReview();
  ASSERT_TRUE(Score(rita_, world.mill, 5, 4));
  EXPECT_EQ(CodeOf(reviews_->CloseScoring(sela_.actor, world.call, -1, "")), base::Code::kInvalid);
  for (const NoteId& note : {world.mill, world.uni}) {
    ASSERT_TRUE(reviews_->Move(rob_.actor, ReviewOf(note, rob_).id, -1, ReviewAct::kRecuse, "My cousin"));
  }
  ASSERT_TRUE(Score(rita_, world.uni, 1, 1));
  EXPECT_EQ(Read(world.call).scoring_closed.ms, 0);  // all are in, but each note has one review only
  ASSERT_TRUE(reviews_->CloseScoring(sela_.actor, world.call, -1, "Nobody else knows the field"));
  EXPECT_TRUE(reviews_->GetBoard(sela_.actor, world.call)->ranking[0].few);
}

TEST_P(CallTest, WhatIsKeptNoLongerGoesAndCountsStay) {
  CallDraft draft = Draft();
  draft.keep_months = "6";
  draft.documents = {{"Letter", "", "no"}};
  const CallId call = Published(draft);
  const NoteId mill = Written(mill_, call);
  ASSERT_TRUE(notes_->PutDocument(mill_.actor, mill, 1, "a.pdf", "bytes of the letter"));
  ASSERT_TRUE(notes_->Move(mill_.actor, mill, {.act = NoteAct::kSubmit}));
  const NoteId uni = Submitted(union_, call);
  NameReviewers(call);
  Close(call);
  Begin(call);
  for (const Someone* one : {&rita_, &rob_}) {
    ASSERT_TRUE(Score(*one, mill, 1, 1));
    ASSERT_TRUE(Score(*one, uni, 4, 4));
  }
  ASSERT_TRUE(reviews_->Decide(sela_.actor, call, -1, CallAct::kSelect,
                               {Chosen(mill, false), Chosen(uni, true)}, ""));
  ASSERT_TRUE(notes_->Move(union_.actor, uni, {.act = NoteAct::kAccept}));
  ASSERT_TRUE(calls_->Move(sela_.actor, call, {.act = CallAct::kFinalise}));
  clock_->Advance(180 * base::kDayMs);
  EXPECT_EQ(calls_->Purge(system_, desk().blobs()).value(), 0);
  clock_->Advance(5 * base::kDayMs);
  EXPECT_EQ(calls_->Purge(system_, desk().blobs()).value(), 1);
  EXPECT_EQ(calls_->Purge(system_, desk().blobs()).value(), 0);
  EXPECT_EQ(Count("concept_note", call), 1);
  EXPECT_EQ(Count("call_review", call), 0);
  EXPECT_EQ(Count("call_reviewer", call), 0);
  EXPECT_EQ(notes_->Get(mill_.actor, mill).error().code, base::Code::kNotFound);
  const auto rest = [&](db::Transaction& tx) -> base::Result<std::int64_t> {
    std::int64_t rows = 0;
    for (const char* table : {"call_score", "concept_note_document", "stored_blob"})
      rows += TRY(tx.QueryOne("SELECT count(*) FROM " + std::string(table)))->Int(0);
    return rows;
  };
  EXPECT_EQ(desk().database().Read(rest).value(), 0);
  EXPECT_EQ(Read(call).received, 2);
  EXPECT_EQ(Read(call).eligible, 2);
  EXPECT_EQ(Read(call).accepted, 1);
}

TEST_P(CallTest, AnEditThatWasOvertakenIsRefused) {
  const CallId call = Drafted(Draft());
  ASSERT_TRUE(calls_->Edit(sela_.actor, call, 0, Draft()));
  EXPECT_EQ(CodeOf(calls_->Edit(sela_.actor, call, 0, Draft())), base::Code::kConflict);
  EXPECT_EQ(CodeOf(calls_->Move(sela_.actor, call, {.act = CallAct::kPublish, .version = 0})),
            base::Code::kConflict);
  ASSERT_TRUE(calls_->Move(sela_.actor, call, {.act = CallAct::kPublish, .version = 1}));
  EXPECT_EQ(CodeOf(calls_->Edit(sela_.actor, call, 2, Draft())), base::Code::kConflict);  // published
  const NoteId note = Written(mill_, call);
  const std::int64_t version = ReadNote(note).version;
  ASSERT_TRUE(notes_->Edit(mill_.actor, note, version, Words("One")));
  EXPECT_EQ(CodeOf(notes_->Edit(mill_.actor, note, version, Words("Two"))), base::Code::kConflict);
  EXPECT_EQ(CodeOf(notes_->Move(mill_.actor, note, {.act = NoteAct::kSubmit, .version = version})),
            base::Code::kConflict);
  EXPECT_EQ(ReadNote(note).title, "One");
  const Reviewed world = InReview();
  const Review review = ReviewOf(world.mill, rita_);
  const ReviewDraft marks{.scores = {{1, 2, ""}}, .remark = {}};
  ASSERT_TRUE(reviews_->Put(rita_.actor, review.id, review.version, ReviewAct::kSave, marks));
  EXPECT_EQ(CodeOf(reviews_->Put(rita_.actor, review.id, review.version, ReviewAct::kSave, marks)),
            base::Code::kConflict);
  EXPECT_EQ(CodeOf(reviews_->CloseScoring(sela_.actor, world.call, 0, "x")), base::Code::kConflict);
}

TEST_P(CallTest, MarksStayOnTheScaleAndNoneIsMissing) {
  const Reviewed world = InReview();
  const ReviewId review = ReviewOf(world.mill, rita_).id;
  const auto hand_in = [&](const std::vector<calls::Score>& scores) {
    return CodeOf(
        reviews_->Put(rita_.actor, review, -1, ReviewAct::kHandIn, {.scores = scores, .remark = {}}));
  };
  EXPECT_EQ(hand_in({{1, 6, ""}, {2, 1, ""}}), base::Code::kInvalid);
  EXPECT_EQ(hand_in({{1, -2, ""}, {2, 1, ""}}), base::Code::kInvalid);
  EXPECT_EQ(hand_in({{1, 5, ""}}), base::Code::kInvalid);
  EXPECT_EQ(hand_in({{1, 5, ""}, {2, 0, ""}}), base::Code::kInternal);
  EXPECT_EQ(CodeOf(reviews_->Put(rob_.actor, review, -1, ReviewAct::kSave, {})), base::Code::kNotFound);
}

MANUMIT_ON_BOTH_DATABASES(CallTest);

}  // namespace
}  // namespace panel::calls
