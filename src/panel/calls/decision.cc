// Marks handed in, conflicts declared, and the decision that follows.

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/calls/notes_store.h"
#include "panel/calls/reviews.h"
#include "panel/calls/reviews_store.h"

namespace panel::calls {
namespace {

using desk::tr;

base::Status CheckMarks(const Call& call, const std::vector<CallPart>& criteria, ReviewAct act,
                        const ReviewDraft& draft, Review& review) {
  kit::Wrongs wrongs;
  review.scores.clear();
  review.remark = kit::Tidy(wrongs, "remark", draft.remark, base::kMaxCallTextBytes, false);
  for (const CallPart& criterion : criteria) {
    const std::string field = "score-" + std::to_string(criterion.number);
    Score score{.criterion = criterion.number, .score = -1, .remark = {}};
    for (const Score& given : draft.scores) {
      if (given.criterion != criterion.number) continue;
      score.score = given.score;
      score.remark = kit::Tidy(wrongs, field, given.remark, base::kMaxCallTextBytes, false);
    }
    if (score.score < -1 || score.score > call.scale_most)
      wrongs.push_back({field, tr("This mark is not on the call's scale.")});
    if (score.score == -1 && act == ReviewAct::kHandIn)
      wrongs.push_back({field, tr("Every criterion needs its mark.")});
    review.scores.push_back(std::move(score));
  }
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  return base::Ok();
}

base::Status InTime(const Call& call, const Note& note) {
  if (call.state != CallState::kInReview || call.scoring_closed.ms > 0)
    return Conflict(tr("The scoring is closed."));
  if (note.state != NoteState::kInReview) return Conflict(tr("This note is not in review any more."));
  return base::Ok();
}

const Choice* ChoiceFor(const std::vector<Choice>& choices, const NoteId& note) {
  for (const Choice& choice : choices)
    if (choice.note == note) return &choice;
  return nullptr;
}

// Tidied choices, one for every note in review.
base::Result<std::vector<Choice>> Complete(const std::vector<Note>& notes, const std::vector<Choice>& choices,
                                           CallAct act) {
  std::vector<Choice> complete;
  for (const Note& note : notes) {
    if (note.state != NoteState::kInReview && note.state != NoteState::kSubmitted) continue;
    const Choice* choice = ChoiceFor(choices, note.id);
    if (choice == nullptr) return base::Invalid(tr("Decide about every note."));
    kit::Wrongs wrongs;
    Choice tidy = *choice;
    const std::string field = "reason-" + note.id.text();
    tidy.reason = kit::Tidy(wrongs, field, choice->reason, base::kMaxCallTextBytes, false);
    tidy.feedback = kit::Tidy(wrongs, field, choice->feedback, base::kMaxCallTextBytes, false);
    if (!wrongs.empty()) return kit::ErrorOf(wrongs);
    if (tidy.reason.empty() || tidy.feedback.empty())
      return base::Invalid(tr("Every note needs a reason for the record and feedback for its applicant."));
    if (act == CallAct::kNoAward && tidy.selected)
      return base::Invalid(tr("Where there is no award, no note is selected."));
    complete.push_back(std::move(tidy));
  }
  if (complete.size() != choices.size()) return base::Invalid(tr("Decide about the notes in review alone."));
  return complete;
}

base::Status DecideNote(PanelServices& services, db::Transaction& tx, const desk::Actor& actor, Note& note,
                        const Choice& choice) {
  note.reason = choice.reason;
  note.feedback = choice.feedback;
  note.decided = services.seams.clock.Now();
  return MoveNote(services, tx, actor, note, choice.selected ? NoteAct::kSelect : NoteAct::kNotSelect,
                  choice.reason);
}

std::int64_t CountStanding(const std::vector<Note>& notes) {
  return std::count_if(notes.begin(), notes.end(), [](const Note& note) {
    return note.state == NoteState::kSelected || note.state == NoteState::kAccepted;
  });
}

// Whether the notes that stand, after this choice, leave out one with a better score.
bool Deviates(const std::vector<RankedNote>& ranking, const std::vector<Note>& notes,
              const std::vector<Choice>& choices) {
  std::vector<NoteId> chosen;
  std::vector<RankedNote> still = ranking;
  for (const Note& note : notes) {
    if (note.state == NoteState::kSelected || note.state == NoteState::kAccepted) chosen.push_back(note.id);
    if (note.state == NoteState::kDeclined)
      std::erase_if(still, [&](const RankedNote& one) { return one.note == note.id; });
  }
  for (const Choice& choice : choices)
    if (choice.selected) chosen.push_back(choice.note);
  return !AgainstTheRanking(still, chosen).empty();
}

}  // namespace

base::Status Reviews::Put(const desk::Actor& actor, const ReviewId& id, std::int64_t version, ReviewAct act,
                          const ReviewDraft& draft) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    Found found = TRY(Find(tx, actor, id));
    Review& review = found.review;
    const ReviewState after =
        TRY((Next<ReviewState, ReviewAct>(ReviewSteps(), review.state, act, ReviewStateName, ReviewActName)));
    if (!found.own) return kit::MayNot(tr("Only the reviewer may do this."));
    if (version >= 0 && version != review.version) return kit::Overtaken();
    TRY(InTime(found.call.call, found.note));
    const Reviewer me{.person = review.person,
                      .org = review.org,
                      .member = found.call.viewer.member ? found.call.viewer.member->id : MemberId(),
                      .name = {},
                      .org_name = {}};
    if (TRY(BarOf(tx, found.call.call, me, found.note, false)) != Bar::kNone)
      return kit::MayNot(tr("A conflict of interest was registered meanwhile. Say so, and leave this note."));
    const std::vector<CallPart> criteria =
        store::PartsOf(TRY(store::PartsOf(tx, review.call)), PartKind::kCriterion);
    TRY(CheckMarks(found.call.call, criteria, act, draft, review));
    review.state = after;
    if (act == ReviewAct::kHandIn) review.handed_in = services_.seams.clock.Now();
    TRY(store::UpdateReview(tx, review));
    TRY(store::PutScores(tx, review));
    TRY(services_.seams.audit.Append(tx, actor, "call-review." + std::string(ReviewActName(act)),
                                     RecordOf(id)));
    if (act != ReviewAct::kHandIn) return base::Ok();
    return CloseIfAllIn(tx, actor, found.call.call);
  });
}

base::Status Reviews::Move(const desk::Actor& actor, const ReviewId& id, std::int64_t version, ReviewAct act,
                           std::string_view reason) {
  kit::Wrongs wrongs;
  const std::string words = kit::Tidy(wrongs, "reason", reason, base::kMaxCallTextBytes, false);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    Found found = TRY(Find(tx, actor, id));
    Review& review = found.review;
    review.state =
        TRY((Next<ReviewState, ReviewAct>(ReviewSteps(), review.state, act, ReviewStateName, ReviewActName)));
    if (act == ReviewAct::kSave || act == ReviewAct::kHandIn || act == ReviewAct::kMiss)
      return Conflict(tr("This happens by scoring, or when the scoring is closed."));
    const bool may = act == ReviewAct::kRecuse ? found.own : found.call.manages;
    if (!may) return kit::MayNot(tr("A reviewer declares a conflict; whoever runs the call does the rest."));
    if (version >= 0 && version != review.version) return kit::Overtaken();
    TRY(InTime(found.call.call, found.note));
    if (words.empty()) return base::Invalid(tr("Say why."));
    review.reason = words;
    if (act == ReviewAct::kReturn) review.handed_in = {};
    if (act == ReviewAct::kRecuse) review.scores.clear();
    TRY(store::UpdateReview(tx, review));
    TRY(store::PutScores(tx, review));
    TRY(services_.seams.audit.Append(tx, actor, "call-review." + std::string(ReviewActName(act)),
                                     RecordOf(id)));
    if (act == ReviewAct::kReturn) return base::Ok();
    return CloseIfAllIn(tx, actor, found.call.call);
  });
}

base::Result<Board> Reviews::GetBoard(const desk::Actor& actor, const CallId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<Board> {
    Board board;
    board.access = TRY(AccessTo(services_, tx, actor, id));
    const Call& call = board.access.call;
    const bool decided = call.state == CallState::kSelected || call.state == CallState::kNoAward ||
                         call.state == CallState::kFinalised;
    if (call.state != CallState::kInReview && !decided) return UnknownCall();
    board.seen = call.scoring_closed.ms > 0;
    if (!board.access.manages && !(board.access.reviews && board.seen)) return UnknownCall();
    board.criteria = store::PartsOf(TRY(store::PartsOf(tx, id)), PartKind::kCriterion);
    board.notes = TRY(store::NotesOf(tx, id));
    const bool manages = board.access.manages;
    std::erase_if(board.notes, [manages](const Note& note) {
      return note.code == 0 && !(manages && note.state == NoteState::kIneligible);
    });
    board.reviews = TRY(store::ReviewsOf(tx, id));
    for (Review& review : board.reviews) {
      board.handed_in += review.state == ReviewState::kHandedIn ? 1 : 0;
      board.open += review.state == ReviewState::kAssigned ? 1 : 0;
      board.barred += review.state == ReviewState::kBarred ? 1 : 0;
    }
    if (board.seen) board.ranking = Rank(call, board.criteria, board.notes, board.reviews);
    for (Review& review : board.reviews) {
      review.scores.clear();
      review.remark.clear();
    }
    if (board.access.manages) {
      board.reviewers = TRY(store::ReviewersOf(tx, id));
      return board;
    }
    board.reviews.clear();
    for (Note& note : board.notes) {
      if (call.blind) note.member_name.clear();
      note.org = {};
      note.member = {};
      note.reason.clear();
      note.feedback.clear();
    }
    for (RankedNote& note : board.ranking)
      for (RankedReview& review : note.scored) review.person = {};
    return board;
  };
  return services_.seams.database.Read(read);
}

base::Status Reviews::DecideIn(db::Transaction& tx, const desk::Actor& actor, Call& call, CallAct act,
                               const std::vector<Choice>& choices, const std::string& words) {
  std::vector<Note> notes = TRY(store::NotesOf(tx, call.id));
  const std::vector<Choice> complete = TRY(Complete(notes, choices, act));
  const std::int64_t chosen =
      std::count_if(complete.begin(), complete.end(), [](const Choice& choice) { return choice.selected; });
  const std::int64_t standing = CountStanding(notes);
  if (act == CallAct::kNoAward && standing > 0)
    return Conflict(tr("Notes of this call were selected already."));
  if (act == CallAct::kNoAward && words.empty()) return base::Invalid(tr("Say why there is no award."));
  if (act == CallAct::kSelect) {
    if (call.scoring_closed.ms == 0) return Conflict(tr("Decide when the scoring is closed."));
    if (chosen + standing == 0) return base::Invalid(tr("Select a note, or say that there is no award."));
    const bool deviates = Deviates(TRY(RankingOf(tx, call, notes)), notes, complete);
    if (deviates && words.empty())
      return base::Invalid(tr("The selection differs from the ranking: say why."));
    call.deviation = deviates ? words : std::string();
  }
  for (Note& note : notes) {
    const Choice* choice = ChoiceFor(complete, note.id);
    if (choice != nullptr) TRY(DecideNote(services_, tx, actor, note, *choice));
  }
  call.selected = chosen + standing;
  call.decided = services_.seams.clock.Now();
  return MoveCall(services_, tx, actor, call, act, words);
}

base::Status Reviews::Decide(const desk::Actor& actor, const CallId& id, std::int64_t version, CallAct act,
                             const std::vector<Choice>& choices, std::string_view words) {
  kit::Wrongs wrongs;
  const std::string tidy = kit::Tidy(wrongs, "words", words, base::kMaxCallTextBytes, false);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    CallAccess access = TRY(MustManage(services_, tx, actor, id));
    if (version >= 0 && version != access.call.version) return kit::Overtaken();
    TRY((Next<CallState, CallAct>(CallSteps(), access.call.state, act, CallStateName, CallActName)));
    if (act != CallAct::kSelect && act != CallAct::kNoAward)
      return Conflict(tr("This is not a decision about the notes."));
    return DecideIn(tx, actor, access.call, act, choices, tidy);
  });
}

base::Status Reviews::Reopen(const desk::Actor& actor, const CallId& id, std::int64_t version,
                             std::string_view reason) {
  kit::Wrongs wrongs;
  const std::string words = kit::Tidy(wrongs, "reason", reason, base::kMaxCallTextBytes, true);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    CallAccess access = TRY(MustManage(services_, tx, actor, id));
    Call& call = access.call;
    if (version >= 0 && version != call.version) return kit::Overtaken();
    TRY((Next<CallState, CallAct>(CallSteps(), call.state, CallAct::kReopen, CallStateName, CallActName)));
    std::vector<Note> notes = TRY(store::NotesOf(tx, id));
    const auto declined = [](const Note& note) { return note.state == NoteState::kDeclined; };
    if (std::none_of(notes.begin(), notes.end(), declined))
      return Conflict(tr("A decision is opened again only where somebody who was selected declined."));
    for (Note& note : notes) {
      if (note.state != NoteState::kNotSelected) continue;
      note.reason.clear();
      note.feedback.clear();
      note.decided = {};
      TRY(MoveNote(services_, tx, actor, note, NoteAct::kReconsider, words));
    }
    return MoveCall(services_, tx, actor, call, CallAct::kReopen, words);
  });
}

}  // namespace panel::calls
