// Every step of every noun of calls, and every step that its table forbids, through the real services.

#include "panel/calls/calls_world.h"
#include "panel/common/walk_states.h"

namespace panel::calls {
namespace {

template <typename Enum>
std::vector<Enum> AllOf() {
  std::vector<Enum> all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::kCount); ++i)
    all.push_back(static_cast<Enum>(i));
  return all;
}

class CallStatesTest : public CallWorld {
 protected:
  template <typename IdType>
  static base::Status Unchanged(const IdType&) {
    return base::Error{base::Code::kConflict, "nothing changed", {}};
  }

  // ---- calls
  CallId CallIn(CallState state) {
    if (state == CallState::kDraft) return Drafted(Draft());
    if (state == CallState::kPublished) return Published();
    if (state == CallState::kCancelled) {
      const CallId id = Published();
      Do(id, CallAct::kCancel);
      return id;
    }
    if (state == CallState::kClosed || state == CallState::kNoAward) {
      const CallId id = Published();
      Submitted(mill_, id);
      NameReviewers(id);
      Close(id);
      if (state == CallState::kNoAward) {
        EXPECT_TRUE(TryCall(id, CallAct::kNoAward));
      }
      return id;
    }
    if (state == CallState::kInReview) return Scored().call;
    const CallId id = Selected().call;
    if (state == CallState::kFinalised) {
      EXPECT_TRUE(TryCall(id, CallAct::kFinalise));
    }
    return id;
  }
  // A review that still waits for a reviewer, so that the scoring can be closed.
  CallId CallFor(CallState state) { return state == CallState::kInReview ? InReview().call : CallIn(state); }
  std::vector<Choice> Choices(const CallId& call, bool select) {
    std::vector<Choice> choices;
    const std::vector<Note> all = AllNotes(call);
    for (const Note& note : all)
      if (note.state == NoteState::kInReview || note.state == NoteState::kSubmitted)
        choices.push_back(Chosen(note.id, select));
    return choices;
  }
  void AnswerSelected(const CallId& call, NoteAct act) {
    const std::vector<Note> all = AllNotes(call);
    for (const Note& note : all)
      if (note.state == NoteState::kSelected) {
        EXPECT_TRUE(notes_->Move(mill_.actor, note.id, {.act = act, .reason = "because"}));
      }
  }
  base::Status TryCall(const CallId& id, CallAct act) {
    const CallState state = Read(id).state;
    switch (act) {
      case CallAct::kExtend:
        return calls_->Move(sela_.actor, id, {.act = act, .reason = "because", .deadline = DayIn(60)});
      case CallAct::kClose:
        if (state == CallState::kPublished) clock_->Advance(30 * base::kDayMs);
        return calls_->Move(sela_.actor, id, {.act = act});
      case CallAct::kReview:
        return reviews_->Begin(sela_.actor, id, -1);
      case CallAct::kCloseScoring:
        return reviews_->CloseScoring(sela_.actor, id, -1, "because");
      case CallAct::kSelect:
        if (state == CallState::kInReview) {
          EXPECT_TRUE(reviews_->CloseScoring(sela_.actor, id, -1, "because"));
        }
        return reviews_->Decide(sela_.actor, id, -1, act, Choices(id, true), "because");
      case CallAct::kNoAward:
        return reviews_->Decide(sela_.actor, id, -1, act, Choices(id, false), "because");
      case CallAct::kReopen:
        if (state == CallState::kSelected) AnswerSelected(id, NoteAct::kDecline);
        return reviews_->Reopen(sela_.actor, id, -1, "because");
      case CallAct::kFinalise:
        if (state == CallState::kSelected) AnswerSelected(id, NoteAct::kAccept);
        return calls_->Move(sela_.actor, id, {.act = act});
      default:
        return calls_->Move(sela_.actor, id, {.act = act, .reason = "because"});
    }
  }

  // ---- concept notes: the note of the mill
  NoteId NoteIn(NoteState state) {
    switch (state) {
      case NoteState::kDraft:
        return Written(mill_, Published());
      case NoteState::kSubmitted:
        return Submitted(mill_, Published());
      case NoteState::kLapsed:
        return After(Written(mill_, WithAnother()), NoteAct::kLapse);
      case NoteState::kWithdrawn:
        return After(Submitted(mill_, Published()), NoteAct::kWithdraw);
      case NoteState::kIneligible:
        return After(Submitted(mill_, WithAnother()), NoteAct::kRuleOut);
      case NoteState::kInReview:
        return InReview().mill;
      case NoteState::kSelected:
        return Selected().mill;
      case NoteState::kNotSelected:
        return NotSelected();
      case NoteState::kAccepted:
        return After(Selected().mill, NoteAct::kAccept);
      case NoteState::kDeclined:
        return After(Selected().mill, NoteAct::kDecline);
      default:
        return After(Submitted(mill_, Published()), NoteAct::kVoid);
    }
  }
  // A call that can be reviewed whatever becomes of the note in question.
  CallId WithAnother() {
    const CallId call = Published();
    Submitted(union_, call);
    NameReviewers(call);
    return call;
  }
  NoteId NotSelected() {
    const Reviewed world = Scored();
    EXPECT_TRUE(reviews_->Decide(sela_.actor, world.call, -1, CallAct::kSelect,
                                 {Chosen(world.mill, false), Chosen(world.uni, true)}, "because"));
    return world.mill;
  }
  NoteId After(const NoteId& id, NoteAct act) {
    const base::Status done = TryNote(id, act);
    EXPECT_TRUE(done) << done.error().external;
    return id;
  }
  // Acts that happen with the call are done as they are done; where nothing changed, the table forbade it.
  base::Status TryNote(const NoteId& id, NoteAct act) {
    const Note before = ReadNote(id);
    const base::Status done = WithTheCall(before, act);
    if (!done) return done.error();
    if (ReadNote(id).version == before.version) return Unchanged(id);
    return base::Ok();
  }
  base::Status WithTheCall(const Note& note, NoteAct act) {
    const CallState call = Read(note.call).state;
    const bool open = call == CallState::kPublished;
    switch (act) {
      case NoteAct::kLapse:
        if (open && note.state == NoteState::kDraft) Close(note.call);
        return base::Ok();
      case NoteAct::kReview:
        if (open && note.state == NoteState::kSubmitted) {
          NameReviewers(note.call);
          Close(note.call);
        }
        return TryCall(note.call, CallAct::kReview);
      case NoteAct::kSelect:
      case NoteAct::kNotSelect: {
        if (open && note.state == NoteState::kSubmitted && act == NoteAct::kNotSelect) {
          Close(note.call);
          return TryCall(note.call, CallAct::kNoAward);
        }
        const bool review = call == CallState::kInReview;
        if (!review) return TryCall(note.call, CallAct::kSelect);
        EXPECT_TRUE(reviews_->CloseScoring(sela_.actor, note.call, -1, "because"));
        std::vector<Choice> choices = Choices(note.call, true);
        for (Choice& choice : choices)
          choice.selected = (choice.note == note.id) == (act == NoteAct::kSelect);
        return reviews_->Decide(sela_.actor, note.call, -1, CallAct::kSelect, choices, "because");
      }
      case NoteAct::kReconsider:
        if (note.state == NoteState::kNotSelected) {
          const std::vector<Note> all = AllNotes(note.call);
          for (const Note& other : all)
            if (other.state == NoteState::kSelected) {
              EXPECT_TRUE(
                  notes_->Move(union_.actor, other.id, {.act = NoteAct::kDecline, .reason = "because"}));
            }
        }
        return reviews_->Reopen(sela_.actor, note.call, -1, "because");
      case NoteAct::kVoid:
        return calls_->Move(sela_.actor, note.call, {.act = CallAct::kCancel, .reason = "because"});
      case NoteAct::kRuleOut:
      case NoteAct::kRestore:
        return AsManager(note, act);
      default:
        return notes_->Move(mill_.actor, note.id, {.act = act, .reason = "because"});
    }
  }
  // Whoever runs the call learns nothing of a note that was not handed in: for her it does not exist, which
  // here stands for forbidden.
  base::Status AsManager(const Note& note, NoteAct act) {
    if (note.state == NoteState::kSubmitted && act == NoteAct::kRuleOut) Close(note.call);
    const base::Status done = notes_->Move(sela_.actor, note.id, {.act = act, .reason = "because"});
    if (!done && done.error().code == base::Code::kNotFound) {
      EXPECT_TRUE(note.state == NoteState::kDraft || note.state == NoteState::kSubmitted ||
                  note.state == NoteState::kLapsed || note.state == NoteState::kWithdrawn ||
                  note.state == NoteState::kVoid);
      return Unchanged(note.id);
    }
    return done;
  }

  // ---- reviews: Rita's of the mill's note
  ReviewId ReviewIn(ReviewState state) {
    if (state == ReviewState::kBarred) return Barred();
    const Reviewed world = InReview();
    const ReviewId id = ReviewOf(world.mill, rita_).id;
    const std::map<ReviewState, ReviewAct> ways = {{ReviewState::kHandedIn, ReviewAct::kHandIn},
                                                   {ReviewState::kRecused, ReviewAct::kRecuse},
                                                   {ReviewState::kReleased, ReviewAct::kRelease},
                                                   {ReviewState::kMissed, ReviewAct::kMiss}};
    if (ways.contains(state)) {
      EXPECT_TRUE(TryReview(id, ways.at(state)));
    }
    return id;
  }
  ReviewId Barred() {
    const CallId call = Published();
    const NoteId mill = Submitted(mill_, call);
    Submitted(rita_, call, "Her own");
    NameReviewers(call);
    Close(call);
    Begin(call);
    return ReviewOf(mill, rita_).id;
  }
  Review ReadReview(const ReviewId& id) {
    return desk().database().Read([&](db::Transaction& tx) { return store::GetReview(tx, id); }).value();
  }
  base::Status TryReview(const ReviewId& id, ReviewAct act) {
    const Review before = ReadReview(id);
    const ReviewDraft marks{.scores = {{1, 3, ""}, {2, 3, ""}}, .remark = {}};
    base::Status done = base::Ok();
    if (act == ReviewAct::kSave || act == ReviewAct::kHandIn)
      done = reviews_->Put(rita_.actor, id, -1, act, marks);
    else if (act == ReviewAct::kMiss)
      done = reviews_->CloseScoring(sela_.actor, before.call, -1, "because");
    else
      done = reviews_->Move(act == ReviewAct::kRecuse ? rita_.actor : sela_.actor, id, -1, act, "because");
    // A reviewer learns nothing of a note that she may not have.
    if (!done && done.error().code == base::Code::kNotFound && before.state == ReviewState::kBarred)
      return Unchanged(id);
    if (done && ReadReview(id).version == before.version) return Unchanged(id);
    return done;
  }

  // ---- questions and proposals
  QuestionId QuestionIn(QuestionState state) {
    const QuestionId id = calls_->Ask(mill_.actor, Published(), "May we ask?").value();
    if (state == QuestionState::kAnswered) {
      EXPECT_TRUE(calls_->Answer(sela_.actor, id, -1, QuestionAct::kAnswer, "Yes."));
    }
    if (state == QuestionState::kSetAside) {
      EXPECT_TRUE(calls_->Answer(sela_.actor, id, -1, QuestionAct::kSetAside, "Not about this call."));
    }
    return id;
  }
  ProposalId ProposalIn(ProposalState state) {
    const ProposalId id =
        proposals_->Add(mill_.actor, panel_, {.title = "A school", .body = "Let us build it.", .to = ""})
            .value();
    if (state == ProposalState::kDraft) return id;
    if (state == ProposalState::kWithdrawn) {
      EXPECT_TRUE(TryProposal(id, ProposalAct::kWithdraw));
      return id;
    }
    EXPECT_TRUE(TryProposal(id, ProposalAct::kSend));
    if (state == ProposalState::kAccepted) {
      EXPECT_TRUE(TryProposal(id, ProposalAct::kAccept));
    }
    if (state == ProposalState::kDeclined) {
      EXPECT_TRUE(TryProposal(id, ProposalAct::kDecline));
    }
    return id;
  }
  Proposal ReadProposal(const ProposalId& id) { return proposals_->Get(mill_.actor, id)->proposal; }
  // A draft is unknown to whom it will be sent, which here stands for forbidden.
  base::Status TryProposal(const ProposalId& id, ProposalAct act) {
    const bool theirs = act == ProposalAct::kAccept || act == ProposalAct::kDecline;
    const base::Status done = proposals_->Move(theirs ? sela_.actor : mill_.actor, id, -1, act, "because");
    if (!done && done.error().code == base::Code::kNotFound && ReadProposal(id).sent.ms == 0)
      return Unchanged(id);
    return done;
  }
};

TEST_P(CallStatesTest, EveryStepOfACall) {
  const auto states = AllOf<CallState>();
  const auto acts = AllOf<CallAct>();
  testing::WalkStates<CallId, CallState, CallAct>(
      CallSteps(), states, acts, [&](CallState state) { return CallFor(state); },
      [&](const CallId& id, CallAct act) { return TryCall(id, act); },
      [&](const CallId& id) { return Read(id).state; });
}

TEST_P(CallStatesTest, EveryStepOfANote) {
  const auto states = AllOf<NoteState>();
  const auto acts = AllOf<NoteAct>();
  testing::WalkStates<NoteId, NoteState, NoteAct>(
      NoteSteps(), states, acts, [&](NoteState state) { return NoteIn(state); },
      [&](const NoteId& id, NoteAct act) { return TryNote(id, act); },
      [&](const NoteId& id) { return ReadNote(id).state; });
}

TEST_P(CallStatesTest, EveryStepOfAReview) {
  const auto states = AllOf<ReviewState>();
  const auto acts = AllOf<ReviewAct>();
  testing::WalkStates<ReviewId, ReviewState, ReviewAct>(
      ReviewSteps(), states, acts, [&](ReviewState state) { return ReviewIn(state); },
      [&](const ReviewId& id, ReviewAct act) { return TryReview(id, act); },
      [&](const ReviewId& id) { return ReadReview(id).state; });
}

TEST_P(CallStatesTest, EveryStepOfAQuestion) {
  const auto states = AllOf<QuestionState>();
  const auto acts = AllOf<QuestionAct>();
  const auto read = [&](const QuestionId& id) {
    return desk().database().Read([&](db::Transaction& tx) { return store::GetQuestion(tx, id); })->state;
  };
  testing::WalkStates<QuestionId, QuestionState, QuestionAct>(
      QuestionSteps(), states, acts, [&](QuestionState state) { return QuestionIn(state); },
      [&](const QuestionId& id, QuestionAct act) {
        return calls_->Answer(sela_.actor, id, -1, act, "Another answer.");
      },
      read);
}

TEST_P(CallStatesTest, EveryStepOfAProposal) {
  const auto states = AllOf<ProposalState>();
  const auto acts = AllOf<ProposalAct>();
  testing::WalkStates<ProposalId, ProposalState, ProposalAct>(
      ProposalSteps(), states, acts, [&](ProposalState state) { return ProposalIn(state); },
      [&](const ProposalId& id, ProposalAct act) { return TryProposal(id, act); },
      [&](const ProposalId& id) { return ReadProposal(id).state; });
}

MANUMIT_ON_BOTH_DATABASES(CallStatesTest);

}  // namespace
}  // namespace panel::calls
