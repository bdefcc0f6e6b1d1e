#include "panel/commitments/store.h"

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel::commitment_store {
namespace {

constexpr std::string_view kSelect =
    "SELECT c.id, c.panel_id, c.member_id, c.commitment_number, c.title, c.details, c.indicator, c.unit, "
    "c.baseline, c.target, c.current_value, c.sdg, c.starts_ms, c.due_ms, c.state, c.published, c.finding, "
    "c.asked_id, c.verifier_id, c.verdict, c.made_ms, c.ended_ms, c.created_ms, c.changed_ms, c.version, "
    "m.name, v.name, m.org_id FROM commitment c JOIN panel_member m ON m.id = c.member_id "
    "LEFT JOIN panel_member v ON v.id = c.verifier_id ";

std::string Joined(const std::vector<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : ",") + code;
  return text;
}

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> codes;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    codes.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return codes;
}

base::Status PutTargets(db::Transaction& tx, const Commitment& commitment) {
  TRY(tx.Execute("DELETE FROM commitment_target WHERE commitment_id = $1", {commitment.id}));
  for (const std::string& code : commitment.sdg)
    TRY(tx.Execute("INSERT INTO commitment_target(commitment_id, code) VALUES ($1, $2)",
                   {commitment.id, code}));
  return base::Ok();
}

base::Result<std::int64_t> NextOf(db::Transaction& tx, std::string_view sql, const CommitmentId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(sql, {id}));
  return row ? row->Int(0) + 1 : 1;
}

}  // namespace

std::string_view Select() {
  return kSelect;
}

Commitment FromRow(const db::Row& row) {
  Commitment c;
  c.id = row.IdAt<CommitmentId>(0);
  c.panel = row.IdAt<PanelId>(1);
  c.member = row.IdAt<MemberId>(2);
  c.number = row.Int(3);
  c.title = row.Text(4);
  c.details = row.Text(5);
  c.indicator = row.Text(6);
  c.unit = row.Text(7);
  c.baseline = row.Int(8);
  c.target = row.Int(9);
  c.current = row.Int(10);
  c.sdg = Split(row.Text(11));
  c.starts = base::UtcTime{row.Int(12)};
  c.due = base::UtcTime{row.Int(13)};
  c.state = CommitmentStateNamed(row.Text(14)).value_or(CommitmentState::kProposed);
  c.published = row.Bool(15);
  c.finding = row.Text(16);
  c.asked = row.IdAt<MemberId>(17);
  c.verifier = row.IdAt<MemberId>(18);
  c.verdict = row.Text(19);
  c.made = base::UtcTime{row.Int(20)};
  c.ended = base::UtcTime{row.Int(21)};
  c.created = base::UtcTime{row.Int(22)};
  c.changed = base::UtcTime{row.Int(23)};
  c.version = row.Int(24);
  c.member_name = row.Text(25);
  c.verifier_name = row.Text(26);
  c.member_org = row.IdAt<desk::OrgId>(27);
  return c;
}

base::Result<Commitment> Get(db::Transaction& tx, const CommitmentId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE c.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such commitment."));
  return FromRow(*row);
}

base::Status Insert(db::Transaction& tx, const Commitment& c) {
  TRY(tx.Execute(
      "INSERT INTO commitment(id, panel_id, member_id, commitment_number, title, details, "
      "indicator, unit, baseline, target, current_value, sdg, starts_ms, due_ms, state, published, "
      "finding, asked_id, verifier_id, verdict, made_ms, ended_ms, created_ms, changed_ms, "
      "version) VALUES ($1, $2, $3, NULL, $4, $5, $6, $7, $8, $9, $8, $10, $11, $12, $13, $14, "
      "$15, NULL, NULL, '', 0, 0, $16, $16, 0)",
      {c.id, c.panel, c.member, c.title, c.details, c.indicator, c.unit, c.baseline, c.target, Joined(c.sdg),
       c.starts.ms, c.due.ms, CommitmentStateName(c.state), c.published, c.finding, c.created.ms}));
  return PutTargets(tx, c);
}

base::Status Update(db::Transaction& tx, const Commitment& c) {
  const std::optional<std::int64_t> number = c.number > 0 ? std::optional(c.number) : std::nullopt;
  const std::int64_t changed =
      TRY(tx.Execute("UPDATE commitment SET commitment_number = $3, title = $4, details = $5, indicator = "
                     "$6, unit = $7, baseline = $8, target = $9, current_value = $10, sdg = $11, starts_ms = "
                     "$12, due_ms = $13, state = $14, published = $15, asked_id = $16, verifier_id = $17, "
                     "verdict = $18, made_ms = $19, ended_ms = $20, changed_ms = $21, version = version + 1 "
                     "WHERE id = $1 AND version = $2",
                     {c.id,          c.version,
                      number,        c.title,
                      c.details,     c.indicator,
                      c.unit,        c.baseline,
                      c.target,      c.current,
                      Joined(c.sdg), c.starts.ms,
                      c.due.ms,      CommitmentStateName(c.state),
                      c.published,   c.asked,
                      c.verifier,    c.verdict,
                      c.made.ms,     c.ended.ms,
                      c.changed.ms}));
  if (changed != 1) return kit::Overtaken();
  return PutTargets(tx, c);
}

base::Result<std::int64_t> TakeNumber(db::Transaction& tx, const PanelId& panel) {
  const std::optional<db::Row> row =
      TRY(tx.QueryOne("INSERT INTO commitment_counter(panel_id, last_number) VALUES ($1, 1) ON CONFLICT "
                      "(panel_id) DO UPDATE SET last_number = commitment_counter.last_number + 1 "
                      "RETURNING last_number",
                      {panel}));
  return row->Int(0);
}

base::Status AddEvent(db::Transaction& tx, const Commitment& c, CommitmentAct act, const MemberId& who,
                      std::string_view reason, base::UtcTime now) {
  const std::int64_t number =
      TRY(NextOf(tx, "SELECT max(event_number) FROM commitment_event WHERE commitment_id = $1", c.id));
  TRY(tx.Execute(
      "INSERT INTO commitment_event(commitment_id, event_number, act, to_state, member_id, "
      "reason, due_ms, event_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {c.id, number, CommitmentActName(act), CommitmentStateName(c.state), who, reason, c.due.ms, now.ms}));
  return base::Ok();
}

base::Result<std::vector<CommitmentEvent>> Events(db::Transaction& tx, const CommitmentId& id) {
  std::vector<CommitmentEvent> events;
  for (const db::Row& row :
       TRY(tx.Query("SELECT e.act, e.to_state, m.name, e.reason, e.due_ms, e.event_ms FROM commitment_event "
                    "e LEFT JOIN panel_member m ON m.id = e.member_id WHERE e.commitment_id = $1 ORDER BY "
                    "e.event_number DESC LIMIT $2",
                    {id, base::kMaxTimelineItems})))
    events.push_back({CommitmentActNamed(row.Text(0)).value_or(CommitmentAct::kMake),
                      CommitmentStateNamed(row.Text(1)).value_or(CommitmentState::kMade), row.Text(2),
                      row.Text(3), base::UtcTime{row.Int(4)}, base::UtcTime{row.Int(5)}});
  return events;
}

base::Status AddEvidence(db::Transaction& tx, const CommitmentId& id, const Evidence& evidence) {
  TRY(
      tx.Execute("INSERT INTO commitment_evidence(id, commitment_id, kind, title, reference, blob_sha256, "
                 "file_name, file_bytes, added_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                 {evidence.id, id, EvidenceKindName(evidence.kind), evidence.title, evidence.reference,
                  evidence.sha256, evidence.file_name, evidence.bytes, evidence.added.ms}));
  return base::Ok();
}

base::Result<std::vector<Evidence>> EvidenceOf(db::Transaction& tx, const CommitmentId& id) {
  std::vector<Evidence> all;
  for (const db::Row& row :
       TRY(tx.Query("SELECT id, kind, title, reference, blob_sha256, file_name, file_bytes, added_ms FROM "
                    "commitment_evidence WHERE commitment_id = $1 ORDER BY added_ms, id LIMIT $2",
                    {id, base::kMaxCommitmentEvidence})))
    all.push_back({row.IdAt<EvidenceId>(0), EvidenceKindNamed(row.Text(1)).value_or(EvidenceKind::kLink),
                   row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Int(6),
                   base::UtcTime{row.Int(7)}});
  return all;
}

base::Result<std::int64_t> AddReport(db::Transaction& tx, const CommitmentId& id, std::int64_t value,
                                     std::string_view note, base::UtcTime now) {
  const std::int64_t number =
      TRY(NextOf(tx, "SELECT max(report_number) FROM commitment_report WHERE commitment_id = $1", id));
  if (number > static_cast<std::int64_t>(base::kMaxCommitmentReports))
    return base::TooLarge(desk::tr("This commitment has as many reports as there may be."));
  TRY(
      tx.Execute("INSERT INTO commitment_report(commitment_id, report_number, reported_value, note, "
                 "reported_ms) VALUES ($1, $2, $3, $4, $5)",
                 {id, number, value, note, now.ms}));
  return number;
}

base::Result<std::vector<CommitmentReport>> Reports(db::Transaction& tx, const CommitmentId& id) {
  std::vector<CommitmentReport> reports;
  for (const db::Row& row :
       TRY(tx.Query("SELECT report_number, reported_value, note, reported_ms FROM commitment_report WHERE "
                    "commitment_id = $1 ORDER BY report_number DESC LIMIT $2",
                    {id, base::kMaxCommitmentReports})))
    reports.push_back({row.Int(0), row.Int(1), row.Text(2), base::UtcTime{row.Int(3)}});
  return reports;
}

}  // namespace panel::commitment_store
