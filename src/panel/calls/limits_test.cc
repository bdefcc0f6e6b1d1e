// Every limit of calls and concept notes.

#include "base/limits_panel.h"
#include "panel/calls/calls_world.h"

namespace panel::calls {
namespace {

class CallLimitsTest : public CallWorld {
 protected:
  static base::Code CodeOf(const base::Status& done) {
    return done ? base::Code::kInternal : done.error().code;
  }
  void Fill(std::int64_t rows, const std::function<base::Status(db::Transaction&, const std::string&)>& add) {
    const auto fill = [&](db::Transaction& tx) -> base::Status {
      for (std::int64_t i = 0; i < rows; ++i) TRY(add(tx, "fill-" + std::to_string(i)));
      return base::Ok();
    };
    const base::Status done = desk().database().Write(fill);
    ASSERT_TRUE(done) << done.error().internal;
  }
  static base::Status FillNote(db::Transaction& tx, const CallId& call, const std::string& id) {
    TRY(tx.Execute(
        "INSERT INTO concept_note VALUES ($1, $2, $1, '', 'void', 0, '', '', 0, 0, 0, 0, '', '', 0, "
        "NULL, 0, 1759999999999, 0, 0, 0)",
        {id, call}));
    return base::Ok();
  }
};

TEST_P(CallLimitsTest, LimitsOfACall) {
  const auto add = [&](const std::function<void(CallDraft&)>& change) {
    CallDraft draft = Draft();
    change(draft);
    const auto added = calls_->Add(sela_.actor, panel_, draft);
    return added ? base::Code::kInternal : added.error().code;
  };
  const auto invalid = base::Code::kInvalid;
  EXPECT_EQ(add([](CallDraft& d) { d.title = std::string(base::kMaxCallTitleBytes + 1, 'x'); }), invalid);
  EXPECT_EQ(add([](CallDraft& d) { d.details = std::string(base::kMaxCallTextBytes + 1, 'x'); }), invalid);
  EXPECT_EQ(add([](CallDraft& d) { d.eligibility.assign(base::kMaxCallParts + 1, {"Q", "", ""}); }), invalid);
  EXPECT_EQ(add([](CallDraft& d) { d.eligibility.assign(base::kMaxCallParts, {"Q", "", ""}); }),
            base::Code::kInternal);
  EXPECT_EQ(add([](CallDraft& d) { d.sections[0].amount = std::to_string(base::kMaxNoteWords + 1); }),
            invalid);
  EXPECT_EQ(add([](CallDraft& d) { d.scale_most = std::to_string(base::kMaxScoreScale + 1); }), invalid);
  EXPECT_EQ(add([](CallDraft& d) {
              d.countries.clear();
              for (std::size_t i = 0; i < base::kMaxCallTags + 1; ++i) d.countries += "kr ";
            }),
            invalid);
  EXPECT_EQ(add([](CallDraft& d) {
              d.kind = "direct";
              for (std::size_t i = 0; i < base::kMaxCallInvited + 1; ++i) d.invited += "Migrant Union\n";
            }),
            base::Code::kTooLarge);
  EXPECT_EQ(add([](CallDraft& d) { d.kind = "unsolicited"; }), invalid);
  EXPECT_EQ(add([](CallDraft& d) { d.sdg = "8.77"; }), invalid);
  EXPECT_EQ(add([](CallDraft& d) { d.most = "200000"; }), invalid);
}

TEST_P(CallLimitsTest, LimitsOfWhatACallGathers) {
  const CallId call = Published();
  Fill(base::kMaxCallQuestions, [&](db::Transaction& tx, const std::string& id) -> base::Status {
    TRY(tx.Execute("INSERT INTO panel_call_question VALUES ($1, $2, '', 'open', 'Q', '', 1, 0, 0)",
                   {id, call}));
    return base::Ok();
  });
  EXPECT_EQ(calls_->Ask(mill_.actor, call, "One more?").error().code, base::Code::kTooLarge);
  Fill(base::kMaxCallReviewers, [&](db::Transaction& tx, const std::string& id) -> base::Status {
    TRY(tx.Execute("INSERT INTO call_reviewer VALUES ($1, $2, $2, NULL, 1)", {call, id}));
    return base::Ok();
  });
  EXPECT_EQ(reviews_->AddReviewer(sela_.actor, call, "delegate@rita.example").error().code,
            base::Code::kTooLarge);
  Fill(base::kMaxCallNotes,
       [&](db::Transaction& tx, const std::string& id) { return FillNote(tx, call, id); });
  EXPECT_EQ(notes_->Start(mill_.actor, call).error().code, base::Code::kTooLarge);
  Fill(base::kMaxCallHistory + 1, [&](db::Transaction& tx, const std::string& id) -> base::Status {
    TRY(tx.Execute("INSERT INTO panel_call_event VALUES ($1, $2, 'extend', 'published', '', 0, 1)",
                   {call, std::stoll(id.substr(5)) + 10}));
    return base::Ok();
  });
  EXPECT_EQ(calls_->Get(sela_.actor, call)->events.size(), static_cast<std::size_t>(base::kMaxCallHistory));
}

TEST_P(CallLimitsTest, LimitsOfANote) {
  CallDraft draft = Draft();
  draft.documents = {{"Letter", "", "no"}};
  const CallId call = Published(draft);
  const NoteId note = Written(mill_, call);
  NoteDraft wordy = Words("Fees back");
  wordy.texts[0].text = std::string(base::kMaxNoteSectionBytes + 1, 'x');
  EXPECT_EQ(CodeOf(notes_->Edit(mill_.actor, note, -1, wordy)), base::Code::kInvalid);
  NoteDraft rich = Words("Fees back");
  rich.budget.assign(base::kMaxNoteBudgetLines + 1, {"A", "1"});
  EXPECT_EQ(CodeOf(notes_->Edit(mill_.actor, note, -1, rich)), base::Code::kInvalid);
  const std::string file(base::kMaxNoteDocumentBytes + 1, 'x');
  EXPECT_EQ(CodeOf(notes_->PutDocument(mill_.actor, note, 1, "a", file)), base::Code::kTooLarge);
  const As as(cookie_, mill_);
  EXPECT_EQ(Get("/api/v1/calls?limit=" + std::to_string(base::kMaxCallPage + 1)).status, 400);
  EXPECT_EQ(Get("/api/v1/calls?limit=" + std::to_string(base::kMaxCallPage)).status, 200);
}

TEST_P(CallLimitsTest, ARunSendsABoundedNumberOfReminders) {
  const Reviewed world = Selected();
  // Older decisions fill the run, so that the new ones wait for the next.
  Fill(base::kMaxCallReminders, [&](db::Transaction& tx, const std::string& id) -> base::Status {
    TRY(FillNote(tx, world.call, id));
    TRY(tx.Execute("UPDATE concept_note SET decided_ms = $2 WHERE id = $1", {id, clock_->Now().ms - 1}));
    return base::Ok();
  });
  const std::size_t before = mailer_->sent().size();
  ASSERT_TRUE(calls_->SendReminders(desk()));
  EXPECT_EQ(mailer_->sent().size(), before);
  clock_->Advance(14 * base::kDayMs - 1);
  ASSERT_TRUE(calls_->SendReminders(desk()));
  EXPECT_EQ(mailer_->sent().size(), before + 2);  // to both applicants
}

MANUMIT_ON_BOTH_DATABASES(CallLimitsTest);

}  // namespace
}  // namespace panel::calls
