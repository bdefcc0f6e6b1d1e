#include "panel/calls/store.h"

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/agreements/kit.h"
#include "panel/common/directory.h"

namespace panel::calls::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT c.id, c.panel_id, c.owner_id, c.owner_org_id, coalesce(m.name, o.name, ''), c.kind, c.state, "
    "c.title, c.summary, c.details, c.blind, c.is_public, c.currency, c.most_m, c.most_u, c.total_m, "
    "c.total_u, c.scale_most, c.pass_percent, c.min_reviewers, c.questions_until_ms, c.deadline_ms, "
    "c.keep_months, c.sectors, c.countries, c.sdg, c.reason, c.deviation, c.proposal_id, c.received, "
    "c.eligible, c.selected, c.accepted, c.published_ms, c.scoring_closed_ms, c.decided_ms, c.ended_ms, "
    "c.purged_ms, c.created_ms, c.changed_ms, c.version FROM panel_call c LEFT JOIN panel_member m ON m.id = "
    "c.owner_id LEFT JOIN organisation o ON o.id = c.owner_org_id ";

std::vector<std::string> Codes(std::string_view text) {
  std::vector<std::string> codes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (end > 0) codes.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return codes;
}

// Reads one column after the other.
class Reader {
 public:
  explicit Reader(const db::Row& row) : row_(row) {}
  std::string Text() { return row_.Text(at_++); }
  std::int64_t Int() { return row_.Int(at_++); }
  bool Truth() { return Int() != 0; }
  base::UtcTime Time() { return base::UtcTime{Int()}; }
  template <typename IdType>
  IdType Id() {
    return row_.IdAt<IdType>(at_++);
  }
  base::Decimal Amount() {
    const std::int64_t millions = Int(), rest = Int();
    const base::Result<base::Decimal> amount = base::Decimal::FromColumns(millions, rest);
    return amount ? *amount : base::Decimal();
  }

 private:
  const db::Row& row_;
  std::size_t at_ = 0;
};

void ReadTerms(Reader& in, Call& call) {
  call.blind = in.Truth();
  call.is_public = in.Truth();
  call.currency = base::Currency::FromStore(in.Text());
  call.most = in.Amount();
  call.total = in.Amount();
  call.scale_most = in.Int();
  call.pass_percent = in.Int();
  call.min_reviewers = in.Int();
  call.questions_until = in.Time();
  call.deadline = in.Time();
  call.keep_months = in.Int();
  call.sectors = Codes(in.Text());
  call.countries = Codes(in.Text());
  call.sdg = Codes(in.Text());
}

}  // namespace

std::string_view SelectCall() {
  return kSelect;
}

Call CallFromRow(const db::Row& row) {
  Reader in(row);
  Call call;
  call.id = in.Id<CallId>();
  call.panel = in.Id<PanelId>();
  call.owner = in.Id<MemberId>();
  call.owner_org = in.Id<desk::OrgId>();
  call.owner_name = in.Text();
  call.kind = CallKindNamed(in.Text()).value_or(CallKind::kDirect);
  call.state = CallStateNamed(in.Text()).value_or(CallState::kDraft);
  call.title = in.Text();
  call.summary = in.Text();
  call.details = in.Text();
  ReadTerms(in, call);
  call.reason = in.Text();
  call.deviation = in.Text();
  call.proposal = in.Id<ProposalId>();
  call.received = in.Int();
  call.eligible = in.Int();
  call.selected = in.Int();
  call.accepted = in.Int();
  call.published = in.Time();
  call.scoring_closed = in.Time();
  call.decided = in.Time();
  call.ended = in.Time();
  call.purged = in.Time();
  call.created = in.Time();
  call.changed = in.Time();
  call.version = in.Int();
  return call;
}

base::Result<Call> GetCall(db::Transaction& tx, const CallId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE c.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such call."));
  return CallFromRow(*row);
}

base::Status InsertCall(db::Transaction& tx, const Call& c) {
  TRY(
      tx.Execute("INSERT INTO panel_call(id, panel_id, owner_id, owner_org_id, kind, state, title, summary, "
                 "details, blind, is_public, currency, most_m, most_u, total_m, total_u, scale_most, "
                 "pass_percent, min_reviewers, questions_until_ms, deadline_ms, keep_months, sectors, "
                 "countries, sdg, reason, deviation, proposal_id, received, eligible, selected, accepted, "
                 "published_ms, scoring_closed_ms, decided_ms, ended_ms, purged_ms, created_ms, changed_ms, "
                 "version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "
                 "$17, $18, $19, $20, $21, $22, $23, $24, $25, '', '', $26, 0, 0, 0, 0, 0, 0, 0, 0, 0, $27, "
                 "$27, 0)",
                 {c.id,
                  c.panel,
                  c.owner,
                  c.owner_org,
                  CallKindName(c.kind),
                  CallStateName(c.state),
                  c.title,
                  c.summary,
                  c.details,
                  c.blind,
                  c.is_public,
                  c.currency.code(),
                  c.most.millions(),
                  c.most.rest(),
                  c.total.millions(),
                  c.total.rest(),
                  c.scale_most,
                  c.pass_percent,
                  c.min_reviewers,
                  c.questions_until.ms,
                  c.deadline.ms,
                  c.keep_months,
                  SectorsText(c.sectors),
                  SectorsText(c.countries),
                  SectorsText(c.sdg),
                  c.proposal,
                  c.created.ms}));
  return base::Ok();
}

base::Status UpdateCall(db::Transaction& tx, Call& c) {
  const std::int64_t changed = TRY(
      tx.Execute("UPDATE panel_call SET kind = $3, state = $4, title = $5, summary = $6, details = $7, blind "
                 "= $8, is_public = $9, currency = $10, most_m = $11, most_u = $12, total_m = $13, total_u = "
                 "$14, scale_most = $15, pass_percent = $16, min_reviewers = $17, questions_until_ms = $18, "
                 "deadline_ms = $19, keep_months = $20, sectors = $21, countries = $22, sdg = $23, reason = "
                 "$24, deviation = $25, received = $26, eligible = $27, selected = $28, accepted = $29, "
                 "published_ms = $30, scoring_closed_ms = $31, decided_ms = $32, ended_ms = $33, purged_ms = "
                 "$34, changed_ms = $35, version = version + 1 WHERE id = $1 AND version = $2",
                 {c.id,
                  c.version,
                  CallKindName(c.kind),
                  CallStateName(c.state),
                  c.title,
                  c.summary,
                  c.details,
                  c.blind,
                  c.is_public,
                  c.currency.code(),
                  c.most.millions(),
                  c.most.rest(),
                  c.total.millions(),
                  c.total.rest(),
                  c.scale_most,
                  c.pass_percent,
                  c.min_reviewers,
                  c.questions_until.ms,
                  c.deadline.ms,
                  c.keep_months,
                  SectorsText(c.sectors),
                  SectorsText(c.countries),
                  SectorsText(c.sdg),
                  c.reason,
                  c.deviation,
                  c.received,
                  c.eligible,
                  c.selected,
                  c.accepted,
                  c.published.ms,
                  c.scoring_closed.ms,
                  c.decided.ms,
                  c.ended.ms,
                  c.purged.ms,
                  c.changed.ms}));
  if (changed != 1) return kit::Overtaken();
  ++c.version;
  return base::Ok();
}

base::Result<std::vector<CallPart>> PartsOf(db::Transaction& tx, const CallId& id) {
  std::vector<CallPart> parts;
  for (const db::Row& row :
       TRY(tx.Query("SELECT kind, part_number, title, guidance, amount FROM panel_call_part WHERE call_id = "
                    "$1 ORDER BY kind, part_number",
                    {id})))
    parts.push_back({PartKindNamed(row.Text(0)).value_or(PartKind::kSection), row.Int(1), row.Text(2),
                     row.Text(3), row.Int(4)});
  return parts;
}

base::Status PutParts(db::Transaction& tx, const CallId& id, const std::vector<CallPart>& parts) {
  TRY(tx.Execute("DELETE FROM panel_call_part WHERE call_id = $1", {id}));
  for (const CallPart& part : parts)
    TRY(
        tx.Execute("INSERT INTO panel_call_part(call_id, kind, part_number, title, guidance, amount) VALUES "
                   "($1, $2, $3, $4, $5, $6)",
                   {id, PartKindName(part.kind), part.number, part.title, part.guidance, part.amount}));
  return base::Ok();
}

base::Result<std::vector<Invited>> InvitedOf(db::Transaction& tx, const CallId& id) {
  std::vector<Invited> invited;
  for (const db::Row& row :
       TRY(tx.Query("SELECT i.member_id, m.name FROM panel_call_invited i JOIN panel_member m ON m.id = "
                    "i.member_id WHERE i.call_id = $1 ORDER BY m.name_key, m.id",
                    {id})))
    invited.push_back({row.IdAt<MemberId>(0), row.Text(1)});
  return invited;
}

base::Status PutInvited(db::Transaction& tx, const CallId& id, const std::vector<MemberId>& members) {
  TRY(tx.Execute("DELETE FROM panel_call_invited WHERE call_id = $1", {id}));
  for (const MemberId& member : members)
    TRY(tx.Execute(
        "INSERT INTO panel_call_invited(call_id, member_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        {id, member}));
  return base::Ok();
}

base::Result<bool> IsInvited(db::Transaction& tx, const CallId& id, const MemberId& member) {
  return TRY(tx.QueryOne("SELECT member_id FROM panel_call_invited WHERE call_id = $1 AND member_id = $2",
                         {id, member}))
      .has_value();
}

base::Status AddCallEvent(db::Transaction& tx, const Call& call, CallAct act, std::string_view reason,
                          base::UtcTime now) {
  TRY(
      tx.Execute("INSERT INTO panel_call_event(call_id, event_number, act, to_state, reason, deadline_ms, "
                 "event_ms) SELECT $1, coalesce(max(event_number), 0) + 1, $2, $3, $4, $5, $6 FROM "
                 "panel_call_event WHERE call_id = $1",
                 {call.id, CallActName(act), CallStateName(call.state), reason, call.deadline.ms, now.ms}));
  return base::Ok();
}

base::Result<std::vector<CallEvent>> CallEvents(db::Transaction& tx, const CallId& id) {
  std::vector<CallEvent> events;
  for (const db::Row& row :
       TRY(tx.Query("SELECT act, to_state, reason, deadline_ms, event_ms FROM panel_call_event WHERE call_id "
                    "= $1 ORDER BY event_number DESC LIMIT $2",
                    {id, base::kMaxCallHistory})))
    events.push_back({CallActNamed(row.Text(0)).value_or(CallAct::kPublish),
                      CallStateNamed(row.Text(1)).value_or(CallState::kDraft), row.Text(2),
                      base::UtcTime{row.Int(3)}, base::UtcTime{row.Int(4)}});
  return events;
}

namespace {

Question QuestionFromRow(const db::Row& row, const MemberId& reader) {
  Question q;
  q.id = row.IdAt<QuestionId>(0);
  q.call = row.IdAt<CallId>(1);
  q.mine = !reader.empty() && row.IdAt<MemberId>(2) == reader;
  q.state = QuestionStateNamed(row.Text(3)).value_or(QuestionState::kOpen);
  q.question = row.Text(4);
  q.answer = row.Text(5);
  q.asked = base::UtcTime{row.Int(6)};
  q.answered = base::UtcTime{row.Int(7)};
  q.version = row.Int(8);
  return q;
}

constexpr std::string_view kQuestion =
    "SELECT id, call_id, member_id, state, question, answer, asked_ms, answered_ms, version FROM "
    "panel_call_question ";

}  // namespace

base::Result<std::vector<Question>> QuestionsOf(db::Transaction& tx, const CallId& id,
                                                const MemberId& reader) {
  std::vector<Question> questions;
  for (const db::Row& row :
       TRY(tx.Query(std::string(kQuestion) + "WHERE call_id = $1 ORDER BY asked_ms, id LIMIT $2",
                    {id, base::kMaxCallQuestions})))
    questions.push_back(QuestionFromRow(row, reader));
  return questions;
}

base::Result<Question> GetQuestion(db::Transaction& tx, const QuestionId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kQuestion) + "WHERE id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such question."));
  return QuestionFromRow(*row, {});
}

base::Status InsertQuestion(db::Transaction& tx, const Question& q, const MemberId& asker) {
  TRY(
      tx.Execute("INSERT INTO panel_call_question(id, call_id, member_id, state, question, answer, asked_ms, "
                 "answered_ms, version) VALUES ($1, $2, $3, $4, $5, '', $6, 0, 0)",
                 {q.id, q.call, asker, QuestionStateName(q.state), q.question, q.asked.ms}));
  return base::Ok();
}

base::Status UpdateQuestion(db::Transaction& tx, const Question& q) {
  const std::int64_t changed =
      TRY(tx.Execute("UPDATE panel_call_question SET state = $3, answer = $4, answered_ms = $5, version = "
                     "version + 1 WHERE id = $1 AND version = $2",
                     {q.id, q.version, QuestionStateName(q.state), q.answer, q.answered.ms}));
  if (changed != 1) return kit::Overtaken();
  return base::Ok();
}

std::vector<CallPart> PartsOf(const std::vector<CallPart>& parts, PartKind kind) {
  std::vector<CallPart> some;
  for (const CallPart& part : parts)
    if (part.kind == kind) some.push_back(part);
  return some;
}

}  // namespace panel::calls::store
