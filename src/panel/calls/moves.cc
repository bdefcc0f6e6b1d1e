// What moves a call and its notes from one state to the next.

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/calls/calls.h"
#include "panel/calls/notes_store.h"

namespace panel::calls {
namespace {

using desk::tr;

bool NeedsReason(CallAct act) {
  return act == CallAct::kCancel || act == CallAct::kExtend;
}

// What is still open when a call is cancelled is void.
base::Status VoidNotes(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                       const Call& call, std::string_view reason) {
  for (Note& note : TRY(store::NotesOf(tx, call.id))) {
    if (!Allows(NoteSteps(), note.state, NoteAct::kVoid)) continue;
    note.feedback = reason;
    note.decided = call.changed;
    TRY(MoveNote(services, tx, actor, note, NoteAct::kVoid, reason));
  }
  return base::Ok();
}

base::Status MayCancel(db::Transaction& tx, const Call& call) {
  for (const Note& note : TRY(store::NotesOf(tx, call.id)))
    if (note.state == NoteState::kSelected || note.state == NoteState::kAccepted)
      return Conflict(tr("Notes of this call were selected already."));
  return base::Ok();
}

base::Status MayFinalise(db::Transaction& tx, Call& call) {
  call.accepted = 0;
  for (const Note& note : TRY(store::NotesOf(tx, call.id))) {
    if (note.state == NoteState::kSelected)
      return Conflict(tr("Wait until everybody who was selected has answered."));
    if (note.state == NoteState::kAccepted) ++call.accepted;
  }
  return base::Ok();
}

base::Status MayExtend(Call& call, std::string_view day, base::UtcTime now) {
  const base::UtcTime last = TRY(kit::ParseDay(day));
  const base::UtcTime deadline{last.ms + base::kDayMs};
  if (now >= call.deadline) return Conflict(tr("The deadline has passed; it cannot be moved any more."));
  if (deadline <= call.deadline) return base::Invalid(tr("A deadline only moves to a later day."));
  call.deadline = deadline;
  return base::Ok();
}

}  // namespace

std::string RecordOf(const CallId& id) {
  return "call:" + id.text();
}
std::string RecordOf(const NoteId& id) {
  return "concept-note:" + id.text();
}

base::Status MoveCall(PanelServices& services, db::Transaction& tx, const desk::Actor& actor, Call& call,
                      CallAct act, std::string_view reason) {
  const base::UtcTime now = services.seams.clock.Now();
  call.state = TRY((Next<CallState, CallAct>(CallSteps(), call.state, act, CallStateName, CallActName)));
  call.changed = now;
  if (act == CallAct::kPublish) call.published = now;
  if (act == CallAct::kCancel || act == CallAct::kFinalise) call.ended = now;
  if (act == CallAct::kCancel || act == CallAct::kNoAward) call.reason = reason;
  TRY(store::UpdateCall(tx, call));
  TRY(store::AddCallEvent(tx, call, act, reason, now));
  return services.seams.audit.Append(tx, actor, "call." + std::string(CallActName(act)), RecordOf(call.id));
}

base::Status MoveNote(PanelServices& services, db::Transaction& tx, const desk::Actor& actor, Note& note,
                      NoteAct act, std::string_view reason) {
  const base::UtcTime now = services.seams.clock.Now();
  note.state = TRY((Next<NoteState, NoteAct>(NoteSteps(), note.state, act, NoteStateName, NoteActName)));
  note.changed = now;
  if (act == NoteAct::kSubmit) note.submitted = now;
  if (act == NoteAct::kTakeBack || act == NoteAct::kRestore) {
    note.reason.clear();
    note.feedback.clear();
  }
  TRY(store::UpdateNote(tx, note));
  TRY(store::AddNoteEvent(tx, note, act, reason, now));
  return services.seams.audit.Append(tx, actor, "concept-note." + std::string(NoteActName(act)),
                                     RecordOf(note.id));
}

base::Status Calls::CloseIn(db::Transaction& tx, const desk::Actor& actor, Call& call) {
  call.received = 0;
  for (Note& note : TRY(store::NotesOf(tx, call.id))) {
    if (note.state == NoteState::kSubmitted) ++call.received;
    if (note.state == NoteState::kDraft) TRY(MoveNote(services_, tx, actor, note, NoteAct::kLapse, {}));
  }
  call.eligible = call.received;
  return MoveCall(services_, tx, actor, call, CallAct::kClose, {});
}

base::Status Calls::Apply(db::Transaction& tx, const desk::Actor& actor, CallAccess& access,
                          const CallMove& move) {
  Call& call = access.call;
  const base::UtcTime now = services_.seams.clock.Now();
  TRY((Next<CallState, CallAct>(CallSteps(), call.state, move.act, CallStateName, CallActName)));
  switch (move.act) {
    case CallAct::kPublish: {
      const std::vector<CallPart> parts = TRY(store::PartsOf(tx, call.id));
      const std::vector<store::Invited> invited = TRY(store::InvitedOf(tx, call.id));
      const std::vector<std::string> lacks = Unready(call, parts, invited, now);
      if (!lacks.empty()) return base::Invalid(lacks.front());
      break;
    }
    case CallAct::kExtend:
      TRY(MayExtend(call, move.deadline, now));
      break;
    case CallAct::kClose:
      if (now < call.deadline) return Conflict(tr("A call is not closed before its deadline."));
      return CloseIn(tx, actor, call);
    case CallAct::kCancel:
      TRY(MayCancel(tx, call));
      call.changed = now;
      TRY(VoidNotes(services_, tx, actor, call, move.reason));
      break;
    case CallAct::kFinalise:
      TRY(MayFinalise(tx, call));
      break;
    default:
      return Conflict(tr("This happens with the review of the notes."));
  }
  return MoveCall(services_, tx, actor, call, move.act, move.reason);
}

base::Status Calls::Move(const desk::Actor& actor, const CallId& id, const CallMove& move) {
  kit::Wrongs wrongs;
  CallMove tidy = move;
  tidy.reason = kit::Tidy(wrongs, "reason", move.reason, base::kMaxCallTextBytes, NeedsReason(move.act));
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    CallAccess access = TRY(MustManage(services_, tx, actor, id));
    if (move.version >= 0 && move.version != access.call.version) return kit::Overtaken();
    return Apply(tx, actor, access, tidy);
  });
}

base::Result<std::int64_t> Calls::CloseDue(const desk::Actor& clock) {
  const base::UtcTime now = services_.seams.clock.Now();
  const auto find = [&](db::Transaction& tx) -> base::Result<std::vector<CallId>> {
    std::vector<CallId> due;
    for (const db::Row& row :
         TRY(tx.Query("SELECT id FROM panel_call WHERE state = 'published' AND deadline_ms <= $1 ORDER BY "
                      "deadline_ms, id LIMIT $2",
                      {now.ms, base::kMaxCallReminders})))
      due.push_back(row.IdAt<CallId>(0));
    return due;
  };
  std::int64_t closed = 0;
  for (const CallId& id : TRY(services_.seams.database.Read(find))) {
    const auto close = [&](db::Transaction& tx) -> base::Status {
      Call call = TRY(store::GetCall(tx, id));
      if (now < call.deadline) return Conflict(tr("A call is not closed before its deadline."));
      desk::Actor actor = clock;
      actor.org = call.owner_org;
      return CloseIn(tx, actor, call);
    };
    const base::Status done = services_.seams.database.Write(close);
    if (done) ++closed;
    if (!done && done.error().code != base::Code::kConflict) return done.error();
  }
  return closed;
}

}  // namespace panel::calls
