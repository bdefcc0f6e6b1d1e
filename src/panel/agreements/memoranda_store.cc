#include "panel/agreements/memoranda_store.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel::memoranda_store {
namespace {

constexpr std::string_view kSelect =
    "SELECT m.id, m.root_id, m.before_id, m.panel_id, m.author_org_id, m.edition, m.kind, m.title, "
    "m.language, m.state, m.starts_ms, m.expires_ms, m.notice_days, m.body_text, m.body_sha256, m.reason, "
    "m.ends_ms, m.in_force_ms, m.created_ms, m.changed_ms, m.version FROM memorandum m ";
constexpr std::string_view kOwnTitle = "…";

std::string Join(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

// The newest text of a clause in a language.
base::Result<std::optional<db::Row>> Newest(db::Transaction& tx, const PanelId& panel,
                                            const std::string& code, std::string_view language) {
  return tx.QueryOne(
      "SELECT c.id, t.text_version, t.title, t.body FROM clause c JOIN clause_text t ON t.clause_id = c.id "
      "WHERE c.panel_id = $1 AND c.code = $2 AND t.language = $3 ORDER BY t.text_version DESC LIMIT 1",
      {panel, code, language});
}

base::Status AddClause(db::Transaction& tx, const MemorandumId& id, std::int64_t number,
                       const ClauseText& clause) {
  TRY(tx.Execute(
      "INSERT INTO memorandum_clause(memorandum_id, clause_number, clause_id, text_version, title, "
      "body) VALUES ($1, $2, $3, $4, $5, $6)",
      {id, number, clause.clause, clause.version, clause.title, clause.body}));
  return base::Ok();
}

}  // namespace

std::string_view Select() {
  return kSelect;
}

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    kit::Wrongs unused;
    std::string line = kit::Tidy(unused, "", text.substr(0, end), base::kMaxAgreementTextBytes, false);
    if (!line.empty()) lines.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Memorandum FromRow(const db::Row& row) {
  Memorandum m;
  m.id = row.IdAt<MemorandumId>(0);
  m.root = row.IdAt<MemorandumId>(1);
  m.before = row.IdAt<MemorandumId>(2);
  m.panel = row.IdAt<PanelId>(3);
  m.author = row.IdAt<desk::OrgId>(4);
  m.edition = row.Int(5);
  m.kind = MemorandumKindNamed(row.Text(6)).value_or(MemorandumKind::kFirst);
  m.title = row.Text(7);
  m.language = row.Text(8);
  m.state = MemorandumStateNamed(row.Text(9)).value_or(MemorandumState::kDraft);
  m.starts = base::UtcTime{row.Int(10)};
  m.expires = base::UtcTime{row.Int(11)};
  m.notice_days = row.Int(12);
  m.text = row.Text(13);
  m.sha256 = row.Text(14);
  m.reason = row.Text(15);
  m.ends = base::UtcTime{row.Int(16)};
  m.in_force = base::UtcTime{row.Int(17)};
  m.created = base::UtcTime{row.Int(18)};
  m.changed = base::UtcTime{row.Int(19)};
  m.version = row.Int(20);
  return m;
}

base::Result<Memorandum> Get(db::Transaction& tx, const MemorandumId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE m.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such memorandum."));
  Memorandum memorandum = FromRow(*row);
  const std::string_view sql =
      "SELECT p.party_number, p.member_id, p.name, (SELECT count(*) FROM memorandum_signature s WHERE "
      "s.memorandum_id = p.memorandum_id AND s.party_number = p.party_number AND s.signed_sha256 = $2) FROM "
      "memorandum_party p WHERE p.memorandum_id = $1 ORDER BY p.party_number";
  for (const db::Row& party : TRY(tx.Query(sql, {id, memorandum.sha256})))
    memorandum.parties.push_back({party.Int(0), party.IdAt<MemberId>(1), party.Text(2),
                                  !memorandum.sha256.empty() && party.Int(3) > 0});
  return memorandum;
}

base::Status Insert(db::Transaction& tx, const Memorandum& m) {
  TRY(tx.Execute(
      "INSERT INTO memorandum(id, root_id, before_id, panel_id, author_org_id, edition, kind, "
      "title, language, state, starts_ms, expires_ms, notice_days, body_text, body_sha256, reason, "
      "ends_ms, in_force_ms, created_ms, changed_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, "
      "$8, $9, $10, $11, $12, $13, '', '', '', 0, 0, $14, $14, 0)",
      {m.id, m.root, m.before, m.panel, m.author, m.edition, MemorandumKindName(m.kind), m.title, m.language,
       MemorandumStateName(m.state), m.starts.ms, m.expires.ms, m.notice_days, m.created.ms}));
  return base::Ok();
}

base::Status Update(db::Transaction& tx, const Memorandum& m) {
  const std::int64_t changed = TRY(tx.Execute(
      "UPDATE memorandum SET title = $3, language = $4, state = $5, starts_ms = $6, "
      "expires_ms = $7, notice_days = $8, body_text = $9, body_sha256 = $10, reason = $11, "
      "ends_ms = $12, in_force_ms = $13, changed_ms = $14, version = version + 1 WHERE id = $1 "
      "AND version = $2",
      {m.id, m.version, m.title, m.language, MemorandumStateName(m.state), m.starts.ms, m.expires.ms,
       m.notice_days, m.text, m.sha256, m.reason, m.ends.ms, m.in_force.ms, m.changed.ms}));
  if (changed != 1) return kit::Overtaken();
  return base::Ok();
}

base::Status PutParties(db::Transaction& tx, const Memorandum& m) {
  TRY(tx.Execute("DELETE FROM memorandum_party WHERE memorandum_id = $1", {m.id}));
  for (const Party& party : m.parties)
    TRY(
        tx.Execute("INSERT INTO memorandum_party(memorandum_id, party_number, member_id, name, country) "
                   "VALUES ($1, $2, $3, $4, '')",
                   {m.id, party.number, party.member, party.name}));
  return base::Ok();
}

base::Status PutClauses(db::Transaction& tx, const Memorandum& m, const std::vector<std::string>& codes,
                        std::string_view own) {
  TRY(tx.Execute("DELETE FROM memorandum_clause WHERE memorandum_id = $1", {m.id}));
  std::int64_t number = 0;
  for (const std::string& code : codes) {
    std::optional<db::Row> row = TRY(Newest(tx, m.panel, code, m.language));
    if (!row) row = TRY(Newest(tx, m.panel, code, "en"));
    if (!row)
      return base::Invalid(desk::tr("One of these clauses is not in the library: look at the short names."));
    ClauseText clause;
    clause.clause = row->IdAt<ClauseId>(0);
    clause.version = row->Int(1);
    clause.title = row->Text(2);
    clause.body = row->Text(3);
    TRY(AddClause(tx, m.id, ++number, clause));
  }
  if (own.empty()) return base::Ok();
  ClauseText clause;
  clause.title = kOwnTitle;
  clause.body = own;
  return AddClause(tx, m.id, ++number, clause);
}

base::Status PutVariables(db::Transaction& tx, const MemorandumId& id, std::string_view lines) {
  TRY(tx.Execute("DELETE FROM memorandum_variable WHERE memorandum_id = $1", {id}));
  for (const std::string& line : LinesOf(lines)) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) return base::Invalid(desk::tr("Write each as: name = text"));
    kit::Wrongs unused;
    const std::string name =
        kit::Tidy(unused, "", line.substr(0, equals), base::kMaxAgreementTitleBytes, true);
    const std::string text =
        kit::Tidy(unused, "", line.substr(equals + 1), base::kMaxAgreementTextBytes, false);
    if (name.empty()) return base::Invalid(desk::tr("Write each as: name = text"));
    TRY(
        tx.Execute("INSERT INTO memorandum_variable(memorandum_id, name, content) VALUES ($1, $2, $3) ON "
                   "CONFLICT (memorandum_id, name) DO UPDATE SET content = $3",
                   {id, name, text}));
  }
  return base::Ok();
}

base::Status CopyParts(db::Transaction& tx, const Memorandum& from, const Memorandum& to) {
  TRY(
      tx.Execute("INSERT INTO memorandum_party(memorandum_id, party_number, member_id, name, country) SELECT "
                 "$2, party_number, member_id, name, country FROM memorandum_party WHERE memorandum_id = $1",
                 {from.id, to.id}));
  TRY(tx.Execute(
      "INSERT INTO memorandum_clause(memorandum_id, clause_number, clause_id, text_version, title, "
      "body) SELECT $2, clause_number, clause_id, text_version, title, body FROM "
      "memorandum_clause WHERE memorandum_id = $1",
      {from.id, to.id}));
  TRY(tx.Execute(
      "INSERT INTO memorandum_variable(memorandum_id, name, content) SELECT $2, name, content FROM "
      "memorandum_variable WHERE memorandum_id = $1",
      {from.id, to.id}));
  return base::Ok();
}

base::Result<std::map<std::string, std::string>> Variables(db::Transaction& tx, const MemorandumId& id) {
  std::map<std::string, std::string> variables;
  for (const db::Row& row :
       TRY(tx.Query("SELECT name, content FROM memorandum_variable WHERE memorandum_id = $1", {id})))
    variables[row.Text(0)] = row.Text(1);
  return variables;
}

base::Result<std::vector<ClauseText>> ClausesOf(db::Transaction& tx, const MemorandumId& id) {
  std::vector<ClauseText> clauses;
  for (const db::Row& row :
       TRY(tx.Query("SELECT m.clause_id, m.text_version, m.title, m.body, c.code FROM memorandum_clause m "
                    "LEFT JOIN clause c ON c.id = m.clause_id WHERE m.memorandum_id = $1 ORDER BY "
                    "m.clause_number",
                    {id}))) {
    ClauseText clause;
    clause.clause = row.IdAt<ClauseId>(0);
    clause.version = row.Int(1);
    clause.title = row.Text(2);
    clause.body = row.Text(3);
    clause.code = row.Text(4);
    clauses.push_back(std::move(clause));
  }
  return clauses;
}

base::Result<MemorandumDraft> DraftOf(db::Transaction& tx, const Memorandum& m) {
  MemorandumDraft draft{.title = m.title,
                        .language = m.language,
                        .starts = kit::DayText(m.starts),
                        .expires = kit::DayText(m.expires),
                        .notice_days = std::to_string(m.notice_days)};
  std::vector<std::string> parties, codes, variables;
  for (const Party& party : m.parties) parties.push_back(party.name);
  for (const ClauseText& clause : TRY(ClausesOf(tx, m.id))) {
    if (clause.clause.empty()) draft.own = clause.body;
    if (!clause.clause.empty()) codes.push_back(clause.code);
  }
  for (const auto& [name, text] : TRY(Variables(tx, m.id))) variables.push_back(name + " = " + text);
  draft.parties = Join(parties);
  draft.clauses = Join(codes);
  draft.variables = Join(variables);
  return draft;
}

base::Result<std::vector<Memorandum>> Editions(db::Transaction& tx, const MemorandumId& root) {
  std::vector<Memorandum> editions;
  for (const db::Row& row :
       TRY(tx.Query(std::string(kSelect) + "WHERE m.root_id = $1 ORDER BY m.edition DESC LIMIT $2",
                    {root, base::kMaxTimelineItems})))
    editions.push_back(FromRow(row));
  return editions;
}

base::Result<std::int64_t> LastEdition(db::Transaction& tx, const MemorandumId& root) {
  const std::optional<db::Row> row =
      TRY(tx.QueryOne("SELECT max(edition) FROM memorandum WHERE root_id = $1", {root}));
  return row ? row->Int(0) : 0;
}

base::Result<std::int64_t> PutClause(db::Transaction& tx, const PanelId& panel, const ClauseId& fresh,
                                     const ClauseText& text, base::UtcTime now) {
  TRY(
      tx.Execute("INSERT INTO clause(id, panel_id, code, retired, created_ms) VALUES ($1, $2, $3, 0, $4) ON "
                 "CONFLICT (panel_id, code) DO NOTHING",
                 {fresh, panel, text.code, now.ms}));
  const std::optional<db::Row> row = TRY(tx.QueryOne(
      "SELECT c.id, (SELECT max(t.text_version) FROM clause_text t WHERE t.clause_id = c.id AND t.language = "
      "$3) FROM clause c WHERE c.panel_id = $1 AND c.code = $2",
      {panel, text.code, text.language}));
  const std::int64_t version = row->Int(1) + 1;
  TRY(
      tx.Execute("INSERT INTO clause_text(clause_id, language, text_version, title, body, created_ms) VALUES "
                 "($1, $2, $3, $4, $5, $6)",
                 {row->IdAt<ClauseId>(0), text.language, version, text.title, text.body, now.ms}));
  return version;
}

base::Result<std::vector<ClauseText>> Clauses(db::Transaction& tx, const PanelId& panel) {
  std::vector<ClauseText> clauses;
  const std::string_view sql =
      "SELECT c.id, c.code, t.language, t.text_version, t.title, t.body FROM clause c JOIN clause_text t ON "
      "t.clause_id = c.id WHERE c.panel_id = $1 AND t.text_version = (SELECT max(n.text_version) FROM "
      "clause_text n WHERE n.clause_id = c.id AND n.language = t.language) ORDER BY c.code, t.language LIMIT "
      "1000";
  for (const db::Row& row : TRY(tx.Query(sql, {panel})))
    clauses.push_back(
        {row.IdAt<ClauseId>(0), row.Text(1), row.Text(2), row.Int(3), row.Text(4), row.Text(5)});
  return clauses;
}

base::Status AddSignature(db::Transaction& tx, base::Random& random, const MemorandumId& id,
                          const Signature& s, std::string_view recorded_by) {
  TRY(tx.Execute(
      "INSERT INTO memorandum_signature(id, memorandum_id, party_number, signer, signer_role, "
      "method, signed_ms, signed_sha256, recorded_by, recorded_ms) VALUES ($1, $2, $3, $4, $5, $6, "
      "$7, $8, $9, $10)",
      {base::NewIdText(random), id, s.party, s.signer, s.role, SigningMethodName(s.method), s.signed_on.ms,
       s.sha256, recorded_by, s.recorded.ms}));
  return base::Ok();
}

base::Result<std::vector<Signature>> Signatures(db::Transaction& tx, const MemorandumId& id) {
  std::vector<Signature> all;
  for (const db::Row& row :
       TRY(tx.Query("SELECT party_number, signer, signer_role, method, signed_ms, signed_sha256, recorded_ms "
                    "FROM memorandum_signature WHERE memorandum_id = $1 ORDER BY recorded_ms, party_number",
                    {id})))
    all.push_back({row.Int(0), row.Text(1), row.Text(2),
                   SigningMethodNamed(row.Text(3)).value_or(SigningMethod::kHere), base::UtcTime{row.Int(4)},
                   row.Text(5), base::UtcTime{row.Int(6)}});
  return all;
}

base::Status AddEvent(db::Transaction& tx, const Memorandum& m, MemorandumAct act, std::string_view party,
                      std::string_view reason, base::UtcTime now) {
  TRY(
      tx.Execute("INSERT INTO memorandum_event(memorandum_id, event_number, act, to_state, party_name, "
                 "reason, event_ms) SELECT $1, coalesce(max(event_number), 0) + 1, $2, $3, $4, $5, $6 FROM "
                 "memorandum_event WHERE memorandum_id = $1",
                 {m.id, MemorandumActName(act), MemorandumStateName(m.state), party, reason, now.ms}));
  return base::Ok();
}

base::Result<std::vector<MemorandumEvent>> Events(db::Transaction& tx, const MemorandumId& id) {
  std::vector<MemorandumEvent> events;
  for (const db::Row& row :
       TRY(tx.Query("SELECT act, to_state, party_name, reason, event_ms FROM memorandum_event WHERE "
                    "memorandum_id = $1 ORDER BY event_number DESC LIMIT $2",
                    {id, base::kMaxTimelineItems})))
    events.push_back({MemorandumActNamed(row.Text(0)).value_or(MemorandumAct::kOffer),
                      MemorandumStateNamed(row.Text(1)).value_or(MemorandumState::kDraft), row.Text(2),
                      row.Text(3), base::UtcTime{row.Int(4)}});
  return events;
}

}  // namespace panel::memoranda_store
