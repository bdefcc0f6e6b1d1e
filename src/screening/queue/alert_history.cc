// The history and the judgements of alerts: the second half of alert_store.h.

#include <algorithm>
#include <deque>
#include <map>

#include "screening/queue/alert_store.h"

namespace screening::alert_store {
namespace {

base::Result<std::map<std::string, std::int64_t>> LastNumbers(db::Transaction& tx, const desk::OrgId& org,
                                                              std::span<const NewEvent> events) {
  std::map<std::string, std::int64_t> last;
  for (const NewEvent& event : events) last.emplace(event.alert.text(), 0);
  std::vector<std::string> ids;
  const auto ask = [&]() -> base::Status {
    if (ids.empty()) return base::Ok();
    db::SqlText sql("SELECT alert_id, max(event_number) FROM alert_event WHERE org_id = ");
    sql.Bind(org.text()).Add(" AND alert_id IN ").BindAll(ids).Add(" GROUP BY alert_id");
    for (const db::Row& row : TRY(tx.Query(sql.sql(), sql.params()))) last[row.Text(0)] = row.Int(1);
    ids.clear();
    return base::Ok();
  };
  for (const auto& [id, number] : last) {
    ids.push_back(id);
    if (ids.size() + 1 == base::kMaxStatementParams) TRY(ask());
  }
  TRY(ask());
  return last;
}

}  // namespace

base::Status AddEvents(QueueSeams& seams, db::Transaction& tx, const desk::OrgId& org,
                       const desk::Actor& actor, std::span<const NewEvent> events) {
  if (events.empty()) return base::Ok();
  std::map<std::string, std::int64_t> last = TRY(LastNumbers(tx, org, events));
  const std::int64_t now_ms = seams.clock.Now().ms;
  std::deque<EventId> ids;
  std::vector<db::Param> rows;
  for (const NewEvent& event : events) {
    const std::initializer_list<db::Param> row = {ids.emplace_back(EventId::New(seams.random)),
                                                  org,
                                                  event.alert,
                                                  ++last[event.alert.text()],
                                                  EventKindName(event.kind),
                                                  now_ms,
                                                  actor.label,
                                                  DecisionName(event.decision),
                                                  event.text,
                                                  std::string_view(event.about.text()),
                                                  event.batch,
                                                  event.before,
                                                  0};
    rows.insert(rows.end(), row.begin(), row.end());
  }
  TRY(tx.InsertMany("alert_event",
                    {"id", "org_id", "alert_id", "event_number", "kind", "event_ms", "actor", "decision",
                     "event_text", "about", "batch", "before_state", "undone"},
                    rows));
  return base::Ok();
}

base::Result<std::vector<AlertEvent>> Events(db::Transaction& tx, const desk::OrgId& org,
                                             const AlertId& alert, std::size_t limit) {
  std::vector<AlertEvent> events;
  const db::Rows rows =
      TRY(tx.Query("SELECT id, kind, event_ms, actor, decision, event_text, about, undone FROM alert_event "
                   "WHERE org_id = $1 AND alert_id = $2 "
                   "ORDER BY event_number DESC LIMIT $3",
                   {org, alert, limit}));
  for (const db::Row& row : rows) {
    AlertEvent event;
    event.id = row.IdAt<EventId>(0);
    event.kind = EventKindNamed(row.Text(1)).value_or(EventKind::kNote);
    event.time.ms = row.Int(2);
    event.actor = row.Text(3);
    event.decision = DecisionNamed(row.Text(4)).value_or(Decision::kNone);
    event.text = row.Text(5);
    event.about = row.IdAt<desk::PersonId>(6);
    event.undone = row.Bool(7);
    events.push_back(std::move(event));
  }
  return events;
}

base::Result<std::optional<LastEvent>> LastChange(db::Transaction& tx, const desk::OrgId& org,
                                                  const AlertId& alert) {
  const auto row =
      TRY(tx.QueryOne("SELECT id, kind, event_ms, actor, before_state FROM alert_event WHERE org_id = $1 AND "
                      "alert_id = $2 AND undone = 0 AND "
                      "kind NOT IN ('note', 'assigned', 'undone') ORDER BY event_number DESC LIMIT 1",
                      {org, alert}));
  if (!row) return std::optional<LastEvent>();
  return std::optional(LastEvent{row->IdAt<EventId>(0),
                                 EventKindNamed(row->Text(1)).value_or(EventKind::kNote),
                                 {row->Int(2)},
                                 row->Text(3),
                                 row->Text(4)});
}

base::Status MarkUndone(db::Transaction& tx, const desk::OrgId& org, const EventId& event) {
  TRY(tx.Execute("UPDATE alert_event SET undone = 1 WHERE org_id = $1 AND id = $2", {org, event}));
  return base::Ok();
}

namespace {

Judgement ReadJudgement(const db::Row& row, std::size_t first) {
  Judgement judgement;
  judgement.id = row.IdAt<JudgementId>(first);
  judgement.decision = DecisionNamed(row.Text(first + 1)).value_or(Decision::kNone);
  judgement.reason = row.Text(first + 2);
  judgement.decided_by = row.Text(first + 3);
  judgement.decided.ms = row.Int(first + 4);
  judgement.approved_by = row.Text(first + 5);
  judgement.approved.ms = row.Int(first + 6);
  return judgement;
}

base::Status Supersede(db::Transaction& tx, const desk::OrgId& org, const QueuedAlert& alert,
                       const JudgementId& by) {
  TRY(
      tx.Execute("UPDATE judgement SET superseded_by = $4 WHERE org_id = $1 AND party_hash = $2 AND "
                 "entry_hash = $3 AND in_force = 1 "
                 "AND superseded_by = '' AND id <> $4",
                 {org, alert.party_hash, alert.entry_hash, by}));
  return base::Ok();
}

}  // namespace

base::Result<std::optional<Judgement>> GetJudgement(db::Transaction& tx, const desk::OrgId& org,
                                                    const JudgementId& id) {
  if (id.empty()) return std::optional<Judgement>();
  const auto row =
      TRY(tx.QueryOne("SELECT id, decision, reason, decided_by, decided_ms, approved_by, approved_ms FROM "
                      "judgement WHERE org_id = $1 AND "
                      "id = $2",
                      {org, id}));
  if (!row) return base::Corrupt("the decision on this alert is missing");
  return std::optional(ReadJudgement(*row, 0));
}

base::Status InsertJudgement(db::Transaction& tx, const desk::OrgId& org, const QueuedAlert& alert,
                             const Judgement& judgement, bool in_force) {
  if (in_force) TRY(Supersede(tx, org, alert, judgement.id));
  TRY(tx.Execute(
      "INSERT INTO judgement(id, org_id, alert_id, party_hash, entry_hash, decision, reason, decided_by, "
      "decided_ms, approved_by, "
      "approved_ms, in_force, superseded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 0, $10, '')",
      {judgement.id, org, alert.id, alert.party_hash, alert.entry_hash, DecisionName(judgement.decision),
       judgement.reason, judgement.decided_by, judgement.decided.ms, in_force}));
  return base::Ok();
}

base::Status Approve(db::Transaction& tx, const desk::OrgId& org, const QueuedAlert& alert,
                     std::string_view approver, base::UtcTime when) {
  TRY(Supersede(tx, org, alert, alert.judgement));
  TRY(tx.Execute(
      "UPDATE judgement SET in_force = 1, approved_by = $3, approved_ms = $4 WHERE org_id = $1 AND id = $2",
      {org, alert.judgement, approver, when.ms}));
  return base::Ok();
}

base::Status TakeBack(db::Transaction& tx, const desk::OrgId& org, const JudgementId& id) {
  TRY(tx.Execute(
      "UPDATE judgement SET in_force = 0, approved_by = '', approved_ms = 0 WHERE org_id = $1 AND id = $2",
      {org, id}));
  TRY(tx.Execute("UPDATE judgement SET superseded_by = '' WHERE org_id = $1 AND superseded_by = $2",
                 {org, id}));
  return base::Ok();
}

base::Result<std::vector<Remembered>> RememberedOf(db::Transaction& tx, const desk::OrgId& org,
                                                   const std::vector<std::string>& party_hashes) {
  std::vector<Remembered> remembered;
  if (party_hashes.empty()) return remembered;
  db::SqlText sql(
      "SELECT party_hash, entry_hash, id, decision, reason, decided_by, decided_ms, approved_by, approved_ms "
      "FROM judgement WHERE "
      "org_id = ");
  sql.Bind(org.text())
      .Add(" AND party_hash IN ")
      .BindAll(party_hashes)
      .Add(" AND in_force = 1 AND superseded_by = ''");
  for (const db::Row& row : TRY(tx.Query(sql.sql(), sql.params())))
    remembered.push_back({row.Text(0), row.Text(1), ReadJudgement(row, 2)});
  return remembered;
}

base::Result<std::int64_t> WithdrawParties(QueueSeams& seams, db::Transaction& tx, const desk::Actor& actor,
                                           const std::vector<PartyId>& parties) {
  std::vector<NewEvent> events;
  for (std::size_t from = 0; from < parties.size(); from += base::kMaxBulk) {
    const std::size_t to = std::min(parties.size(), from + base::kMaxBulk);
    const std::vector<PartyId> some(parties.begin() + static_cast<std::ptrdiff_t>(from),
                                    parties.begin() + static_cast<std::ptrdiff_t>(to));
    for (QueuedAlert& alert : TRY(OfParties(tx, actor.org, some))) {
      if (alert.stage == Stage::kWithdrawn) continue;
      alert.stage = Stage::kWithdrawn;
      alert.changed = seams.clock.Now();
      TRY(Update(tx, actor.org, alert));
      TRY(seams.signal(tx, actor.org, "alert.withdrawn", SignalText(alert)));
      events.push_back({.alert = alert.id, .kind = EventKind::kWithdrawn});
    }
  }
  TRY(AddEvents(seams, tx, actor.org, actor, events));
  return static_cast<std::int64_t>(events.size());
}

}  // namespace screening::alert_store
