// Deciding: alerts.h.

#include <fmt/format.h>

#include <algorithm>

#include "screening/queue/alert_store.h"
#include "screening/queue/alerts.h"
#include "screening/queue/settings.h"

namespace screening {
namespace {

using alert_store::NewEvent;

base::Error Conflict(std::string text) {
  return {base::Code::kConflict, std::move(text), {}};
}

std::string Record(const AlertId& id) {
  return "alert:" + id.text();
}

base::Status CheckReason(std::string_view reason, bool needed) {
  const bool blank = reason.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (needed && blank) return base::Invalid("say in a few words why; a reason is needed here");
  if (reason.size() > base::kMaxReasonBytes)
    return base::TooLarge(
        fmt::format("a reason has at most {} bytes (kMaxReasonBytes)", base::kMaxReasonBytes));
  return base::Ok();
}

base::Status CheckVersion(const QueuedAlert& alert, std::int64_t version) {
  if (version == 0 || alert.version == version) return base::Ok();
  return Conflict("this alert changed since you opened it; look at it again");
}

base::Status CheckOpenToJudge(const QueuedAlert& alert) {
  if (alert.stage == Stage::kWithdrawn)
    return Conflict(
        "this alert was withdrawn: the screening no longer finds the pair, or the party was removed");
  if (alert.stage == Stage::kSecondLook)
    return Conflict("this alert waits for a second person, who approves the decision or returns it");
  return base::Ok();
}

// Where and as whom something is done.
struct Doing {
  QueueSeams& seams;
  db::Transaction& tx;
  const desk::Actor& actor;
  const desk::OrgId& org;
};

// Writes a changed alert with its line of history, its audit entry and its signal.
base::Result<AlertChange> Save(const Doing& doing, QueuedAlert& alert, NewEvent event,
                               std::string_view action, std::string_view signal) {
  alert.changed = doing.seams.clock.Now();
  TRY(alert_store::Update(doing.tx, doing.org, alert));
  event.alert = alert.id;
  TRY(alert_store::AddEvents(doing.seams, doing.tx, doing.org, doing.actor, {&event, 1}));
  TRY(doing.seams.audit.Append(doing.tx, doing.actor, action, Record(alert.id),
                               {{"decision", std::string(DecisionName(event.decision))},
                                {"stage", std::string(StageName(alert.stage))}}));
  TRY(doing.seams.signal(doing.tx, doing.org, signal, alert_store::SignalText(alert)));
  return AlertChange{alert.id, alert.stage, alert.version + 1};
}

base::Result<AlertChange> JudgeOne(const Doing& doing, QueuedAlert alert, Decision decision,
                                   std::string_view reason, const QueueSettings& settings,
                                   std::string_view batch) {
  TRY(CheckOpenToJudge(alert));
  const bool proposal = decision != Decision::kUnsure && alert.harm >= settings.second_look_harm;
  Judgement judgement;
  judgement.id = JudgementId::New(doing.seams.random);
  judgement.decision = decision;
  judgement.reason = reason;
  judgement.decided_by = doing.actor.label;
  judgement.decided = doing.seams.clock.Now();
  TRY(alert_store::InsertJudgement(doing.tx, doing.org, alert, judgement, !proposal));
  NewEvent event;
  event.kind = proposal ? EventKind::kProposed : EventKind::kJudged;
  event.decision = decision;
  event.text = reason;
  event.batch = batch;
  event.before = alert_store::StandingText(alert);
  alert.stage = decision == Decision::kUnsure ? Stage::kUnsure
                : proposal                    ? Stage::kSecondLook
                                              : Stage::kDecided;
  alert.decision = decision;
  alert.judgement = judgement.id;
  alert.decided_by = judgement.decided_by;
  alert.decided = judgement.decided;
  alert.carried = false;
  alert.changes.clear();
  return Save(doing, alert, std::move(event), proposal ? "alert.propose" : "alert.judge",
              alert.stage == Stage::kDecided ? "alert.decided" : "alert.changed");
}

base::Result<AlertChange> UndoOne(const Doing& doing, QueuedAlert alert, const alert_store::LastEvent& last) {
  if (last.actor != doing.actor.label)
    return base::Error{base::Code::kForbidden, "only who made a decision may undo it", {}};
  if (doing.seams.clock.Now().ms >= last.time.ms + kUndoMs)
    return Conflict("a decision can be undone for ten minutes; decide again instead");
  if (last.kind == EventKind::kJudged || last.kind == EventKind::kApproved)
    TRY(alert_store::TakeBack(doing.tx, doing.org, alert.judgement));
  TRY(alert_store::SetStanding(alert, last.before));
  TRY(alert_store::MarkUndone(doing.tx, doing.org, last.id));
  NewEvent event;
  event.kind = EventKind::kUndone;
  return Save(doing, alert, std::move(event), "alert.undo", "alert.changed");
}

base::Result<std::optional<alert_store::LastEvent>> Undoable(const Doing& doing, const AlertId& id) {
  auto last = TRY(alert_store::LastChange(doing.tx, doing.org, id));
  if (last && last->before.empty()) last.reset();
  return last;
}

// Approve and Return begin alike.
base::Result<QueuedAlert> InSecondLook(const Doing& doing, const AlertId& id, std::int64_t version) {
  QueuedAlert alert = TRY(alert_store::Get(doing.tx, doing.org, id));
  TRY(CheckVersion(alert, version));
  if (alert.stage != Stage::kSecondLook) return Conflict("this alert does not wait for a second look");
  return alert;
}

base::Error OwnDecision() {
  return {base::Code::kForbidden, "nobody approves their own decision; another person must look at it", {}};
}

}  // namespace

base::Result<AlertChange> Alerts::Judge(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id,
                                        std::int64_t version, Decision decision, std::string_view reason) {
  if (decision == Decision::kNone) return base::Invalid("say same, not-same or unsure");
  TRY(CheckReason(reason, decision == Decision::kSame));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<AlertChange> {
    const QueueSettings settings = TRY(Settings(seams_).Get(tx, org));
    QueuedAlert alert = TRY(alert_store::Get(tx, org, id));
    TRY(CheckVersion(alert, version));
    return JudgeOne({seams_, tx, actor, org}, std::move(alert), decision, reason, settings, {});
  });
}

base::Result<BulkOutcome> Alerts::JudgeMany(const desk::Actor& actor, const desk::OrgId& org,
                                            const std::vector<BulkItem>& items, Decision decision,
                                            std::string_view reason) {
  if (decision == Decision::kNone) return base::Invalid("say same, not-same or unsure");
  TRY(CheckReason(reason, decision == Decision::kSame));
  if (items.size() > base::kMaxBulk)
    return base::TooLarge(fmt::format("at most {} alerts can be decided at once (kMaxBulk)", base::kMaxBulk));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<BulkOutcome> {
    const QueueSettings settings = TRY(Settings(seams_).Get(tx, org));
    BulkOutcome outcome;
    outcome.batch = base::NewIdText(seams_.random);
    for (const BulkItem& item : items) {
      QueuedAlert alert = TRY(alert_store::Get(tx, org, item.id));
      base::Status open = CheckVersion(alert, item.version);
      if (open) open = CheckOpenToJudge(alert);
      if (!open) {
        outcome.skipped.emplace_back(item.id, open.error().external);
        continue;
      }
      const AlertChange change = TRY(
          JudgeOne({seams_, tx, actor, org}, std::move(alert), decision, reason, settings, outcome.batch));
      ++(change.stage == Stage::kSecondLook ? outcome.second_look : outcome.decided);
    }
    return outcome;
  });
}

base::Result<AlertChange> Alerts::Undo(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<AlertChange> {
    QueuedAlert alert = TRY(alert_store::Get(tx, org, id));
    const auto last = TRY(Undoable({seams_, tx, actor, org}, id));
    if (!last) return Conflict("there is nothing to undo on this alert, or the screening changed it since");
    return UndoOne({seams_, tx, actor, org}, std::move(alert), *last);
  });
}

base::Result<std::size_t> Alerts::UndoBatch(const desk::Actor& actor, const desk::OrgId& org,
                                            std::string_view batch) {
  if (!base::IsIdText(batch)) return base::NotFound("there is no such decision");
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<std::size_t> {
    const db::Rows rows =
        TRY(tx.Query("SELECT id, alert_id FROM alert_event WHERE org_id = $1 AND batch = $2", {org, batch}));
    if (rows.empty()) return base::NotFound("there is no such decision");
    std::size_t undone = 0;
    for (const db::Row& row : rows) {
      const AlertId id = row.IdAt<AlertId>(1);
      const auto last = TRY(Undoable({seams_, tx, actor, org}, id));
      // What somebody decided since stays.
      if (!last || last->id.text() != row.Text(0)) continue;
      QueuedAlert alert = TRY(alert_store::Get(tx, org, id));
      TRY(UndoOne({seams_, tx, actor, org}, std::move(alert), *last));
      ++undone;
    }
    return undone;
  });
}

base::Result<std::size_t> Alerts::Assign(const desk::Actor& actor, const desk::OrgId& org,
                                         const std::vector<AlertId>& ids, const desk::PersonId& person) {
  if (ids.size() > base::kMaxBulk)
    return base::TooLarge(
        fmt::format("at most {} alerts can be assigned at once (kMaxBulk)", base::kMaxBulk));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<std::size_t> {
    std::size_t assigned = 0;
    for (const AlertId& id : ids) {
      QueuedAlert alert = TRY(alert_store::Get(tx, org, id));
      if (alert.assigned_to == person) continue;
      alert.assigned_to = person;
      TRY(alert_store::Update(tx, org, alert));
      NewEvent event;
      event.alert = id;
      event.kind = EventKind::kAssigned;
      event.about = person;
      TRY(alert_store::AddEvents(seams_, tx, org, actor, {&event, 1}));
      TRY(seams_.audit.Append(tx, actor, "alert.assign", Record(id),
                              {{"to", person.empty() ? "" : "person:" + person.text()}}));
      ++assigned;
    }
    return assigned;
  });
}

base::Status Alerts::AddNote(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id,
                             std::string_view text) {
  TRY(CheckReason(text, true));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(alert_store::Get(tx, org, id));
    NewEvent event;
    event.alert = id;
    event.kind = EventKind::kNote;
    event.text = text;
    TRY(alert_store::AddEvents(seams_, tx, org, actor, {&event, 1}));
    return seams_.audit.Append(tx, actor, "alert.note", Record(id));
  });
}

base::Result<AlertChange> Alerts::Approve(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id,
                                          std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<AlertChange> {
    const Doing doing{seams_, tx, actor, org};
    QueuedAlert alert = TRY(InSecondLook(doing, id, version));
    if (alert.decided_by == actor.label) return OwnDecision();
    TRY(alert_store::Approve(tx, org, alert, actor.label, seams_.clock.Now()));
    NewEvent event;
    event.kind = EventKind::kApproved;
    event.decision = alert.decision;
    event.before = alert_store::StandingText(alert);
    alert.stage = Stage::kDecided;
    return Save(doing, alert, std::move(event), "alert.approve", "alert.decided");
  });
}

base::Result<AlertChange> Alerts::Return(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id,
                                         std::int64_t version, std::string_view reason) {
  TRY(CheckReason(reason, true));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<AlertChange> {
    const Doing doing{seams_, tx, actor, org};
    QueuedAlert alert = TRY(InSecondLook(doing, id, version));
    if (alert.decided_by == actor.label) return OwnDecision();
    NewEvent event;
    event.kind = EventKind::kReturned;
    event.decision = alert.decision;
    event.text = reason;
    event.before = alert_store::StandingText(alert);
    alert.stage = Stage::kWaiting;
    alert.decision = Decision::kNone;
    return Save(doing, alert, std::move(event), "alert.return", "alert.changed");
  });
}

}  // namespace screening
