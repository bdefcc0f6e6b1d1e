#include "panel/practices/share_store.h"

#include <boost/json.hpp>

#include "db/sql_text.h"
#include "desk/tr.h"
#include "panel/practices/review_json.h"

namespace panel {
namespace {

constexpr std::string_view kReplication =
    "SELECT r.id, r.practice_id, p.title, r.edition, r.org_id, m.name, r.state, r.claim, r.decided_by, "
    "r.decision, "
    "r.created_ms, r.decided_ms, r.version FROM practice_replication r JOIN practice p ON p.id = "
    "r.practice_id LEFT "
    "JOIN panel_member m ON m.id = r.member_id ";
constexpr std::string_view kTranslation =
    "SELECT t.id, t.practice_id, t.language, t.texts, t.of_revision, p.published_revision, t.org_id, m.name, "
    "t.state, t.created_ms, t.changed_ms, t.version FROM practice_translation t JOIN practice p ON p.id = "
    "t.practice_id LEFT JOIN panel_member m ON m.id = t.member_id ";
constexpr std::string_view kTool =
    "SELECT t.id, t.panel_id, t.org_id, m.name, t.state, t.content, t.is_public, t.decision, t.created_ms, "
    "t.changed_ms, t.version FROM practice_tool t LEFT JOIN panel_member m ON m.id = t.member_id ";
constexpr std::int64_t kMaxOfOne = 1'000;  // replications or translations of one practice

base::Result<Replication> ReplicationFrom(const db::Row& row) {
  Replication replication;
  replication.id = row.IdAt<ReplicationId>(0);
  replication.practice = row.IdAt<PracticeId>(1);
  replication.practice_title = row.Text(2);
  replication.edition = row.Int(3);
  replication.org = row.IdAt<desk::OrgId>(4);
  replication.name = row.Text(5);
  replication.state = ReplicationStateNamed(row.Text(6)).value_or(ReplicationState::kClaimed);
  replication.claim = TRY(StoredClaim(row.Text(7)));
  replication.decided_by = row.Text(8);
  replication.decision = row.Text(9);
  replication.created = base::UtcTime{row.Int(10)};
  replication.decided = base::UtcTime{row.Int(11)};
  replication.version = row.Int(12);
  return replication;
}

base::Result<PracticeTranslation> TranslationFrom(const db::Row& row) {
  PracticeTranslation translation;
  translation.id = row.IdAt<PracticeTranslationId>(0);
  translation.practice = row.IdAt<PracticeId>(1);
  translation.language = row.Text(2);
  translation.texts = TRY(StoredTexts(row.Text(3)));
  translation.of_revision = row.Int(4);
  translation.stale = translation.of_revision < row.Int(5);
  translation.org = row.IdAt<desk::OrgId>(6);
  translation.name = row.Text(7);
  translation.state = TranslationStateNamed(row.Text(8)).value_or(TranslationState::kProposed);
  translation.created = base::UtcTime{row.Int(9)};
  translation.changed = base::UtcTime{row.Int(10)};
  translation.version = row.Int(11);
  return translation;
}

base::Result<Tool> ToolFrom(const db::Row& row) {
  Tool tool;
  tool.id = row.IdAt<ToolId>(0);
  tool.panel = row.IdAt<PanelId>(1);
  tool.org = row.IdAt<desk::OrgId>(2);
  tool.name = row.Text(3);
  tool.state = ToolStateNamed(row.Text(4)).value_or(ToolState::kProposed);
  tool.content = TRY(StoredTool(row.Text(5)));
  tool.is_public = row.Bool(6);
  tool.decision = row.Text(7);
  tool.created = base::UtcTime{row.Int(8)};
  tool.changed = base::UtcTime{row.Int(9)};
  tool.version = row.Int(10);
  return tool;
}

template <typename Made, typename From>
base::Result<std::vector<Made>> All(const db::Rows& rows, const From& from) {
  std::vector<Made> all;
  all.reserve(rows.size());
  for (const db::Row& row : rows) all.push_back(TRY(from(row)));
  return all;
}

}  // namespace

base::Result<Replication> LoadReplication(db::Transaction& tx, const ReplicationId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kReplication) + "WHERE r.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such replication."));
  return ReplicationFrom(*row);
}

base::Result<std::vector<Replication>> ReplicationsOf(db::Transaction& tx, const PracticeId& practice) {
  return All<Replication>(
      TRY(tx.Query(
          std::string(kReplication) + "WHERE r.practice_id = $1 ORDER BY r.created_ms DESC, r.id LIMIT $2",
          {practice, kMaxOfOne})),
      ReplicationFrom);
}

base::Result<std::vector<Replication>> ReplicationsOfAll(db::Transaction& tx,
                                                         const std::vector<std::string>& practices) {
  if (practices.empty()) return std::vector<Replication>();
  db::SqlText sql(kReplication);
  sql.Add("WHERE r.practice_id IN ").BindAll(practices);
  sql.Add(" ORDER BY r.practice_id, r.created_ms DESC, r.id");
  return All<Replication>(TRY(sql.Query(tx)), ReplicationFrom);
}

base::Result<std::vector<Replication>> ReplicationsBy(db::Transaction& tx, const desk::OrgId& org,
                                                      std::size_t limit) {
  return All<Replication>(TRY(tx.Query(std::string(kReplication) +
                                           "WHERE r.org_id = $1 ORDER BY r.created_ms DESC, r.id LIMIT $2",
                                       {org, static_cast<std::int64_t>(limit)})),
                          ReplicationFrom);
}

base::Result<std::vector<Replication>> ClaimsFor(db::Transaction& tx, const desk::OrgId& owner,
                                                 std::size_t limit) {
  return All<Replication>(
      TRY(tx.Query(std::string(kReplication) +
                       "WHERE p.org_id = $1 AND r.state = 'claimed' ORDER BY r.created_ms, r.id LIMIT $2",
                   {owner, static_cast<std::int64_t>(limit)})),
      ReplicationFrom);
}

base::Result<std::int64_t> CountConfirmed(db::Transaction& tx, const PracticeId& practice) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(
      "SELECT COUNT(DISTINCT org_id) FROM practice_replication WHERE practice_id = $1 AND state = "
      "'confirmed'",
      {practice}));
  return row ? row->Int(0) : 0;
}

base::Status InsertReplication(db::Transaction& tx, const Replication& replication, const MemberId& member) {
  TRY(tx.Execute(
      "INSERT INTO practice_replication(id, practice_id, edition, org_id, member_id, state, claim, may_show, "
      "decided_by, decision, created_ms, decided_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', "
      "'', $9, "
      "0, 1)",
      {replication.id, replication.practice, replication.edition, replication.org, member,
       ReplicationStateName(replication.state), Stored(JsonOf(replication.claim)), replication.claim.may_show,
       replication.created.ms}));
  return base::Ok();
}

base::Status SaveReplication(db::Transaction& tx, Replication& replication) {
  const std::int64_t rows = TRY(tx.Execute(
      "UPDATE practice_replication SET edition = $1, state = $2, claim = $3, may_show = $4, decided_by = $5, "
      "decision = $6, decided_ms = $7, version = version + 1 WHERE id = $8 AND version = $9",
      {replication.edition, ReplicationStateName(replication.state), Stored(JsonOf(replication.claim)),
       replication.claim.may_show, replication.decided_by, replication.decision, replication.decided.ms,
       replication.id, replication.version}));
  TRY(MustHaveChanged(rows));
  ++replication.version;
  return base::Ok();
}

base::Result<PracticeTranslation> LoadTranslation(db::Transaction& tx, const PracticeTranslationId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kTranslation) + "WHERE t.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such translation."));
  return TranslationFrom(*row);
}

base::Result<std::vector<PracticeTranslation>> TranslationsOf(db::Transaction& tx,
                                                              const PracticeId& practice) {
  return All<PracticeTranslation>(
      TRY(tx.Query(std::string(kTranslation) + "WHERE t.practice_id = $1 ORDER BY t.language LIMIT $2",
                   {practice, kMaxOfOne})),
      TranslationFrom);
}

base::Status InsertTranslation(db::Transaction& tx, const PracticeTranslation& translation,
                               const MemberId& member) {
  TRY(
      tx.Execute("INSERT INTO practice_translation(id, practice_id, language, texts, of_revision, org_id, "
                 "member_id, state, "
                 "created_ms, changed_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
                 {translation.id, translation.practice, translation.language,
                  Stored(JsonOf(translation.texts)), translation.of_revision, translation.org, member,
                  TranslationStateName(translation.state), translation.created.ms, translation.changed.ms}));
  return base::Ok();
}

base::Status SaveTranslation(db::Transaction& tx, PracticeTranslation& translation) {
  const std::int64_t rows = TRY(tx.Execute(
      "UPDATE practice_translation SET texts = $1, of_revision = $2, state = $3, changed_ms = $4, version = "
      "version "
      "+ 1 WHERE id = $5 AND version = $6",
      {Stored(JsonOf(translation.texts)), translation.of_revision, TranslationStateName(translation.state),
       translation.changed.ms, translation.id, translation.version}));
  TRY(MustHaveChanged(rows));
  ++translation.version;
  return base::Ok();
}

base::Result<Tool> LoadTool(db::Transaction& tx, const ToolId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kTool) + "WHERE t.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such tool."));
  return ToolFrom(*row);
}

base::Result<std::vector<Tool>> ToolsByIds(db::Transaction& tx, const std::vector<std::string>& ids) {
  if (ids.empty()) return std::vector<Tool>();
  db::SqlText sql(kTool);
  sql.Add("WHERE t.id IN ").BindAll(ids);
  return All<Tool>(TRY(tx.Query(sql.sql(), sql.params())), ToolFrom);
}

base::Result<std::vector<Tool>> ToolsOf(db::Transaction& tx, const desk::OrgId& org, std::size_t limit) {
  return All<Tool>(
      TRY(tx.Query(std::string(kTool) + "WHERE t.org_id = $1 ORDER BY t.changed_ms DESC, t.id LIMIT $2",
                   {org, static_cast<std::int64_t>(limit)})),
      ToolFrom);
}

base::Result<std::vector<Tool>> ProposedTools(db::Transaction& tx, const PanelId& panel, std::size_t limit) {
  return All<Tool>(
      TRY(tx.Query(std::string(kTool) +
                       "WHERE t.panel_id = $1 AND t.state = 'proposed' ORDER BY t.changed_ms, t.id LIMIT $2",
                   {panel, static_cast<std::int64_t>(limit)})),
      ToolFrom);
}

base::Status InsertTool(db::Transaction& tx, const Tool& tool, const MemberId& member) {
  TRY(
      tx.Execute("INSERT INTO practice_tool(id, panel_id, org_id, member_id, state, content, is_public, "
                 "decision, created_ms, "
                 "changed_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, 1)",
                 {tool.id, tool.panel, tool.org, member, ToolStateName(tool.state),
                  Stored(JsonOf(tool.content)), tool.is_public, tool.created.ms, tool.changed.ms}));
  return base::Ok();
}

base::Status SaveTool(db::Transaction& tx, Tool& tool) {
  const std::int64_t rows =
      TRY(tx.Execute("UPDATE practice_tool SET state = $1, content = $2, is_public = $3, decision = $4, "
                     "changed_ms = $5, version = "
                     "version + 1 WHERE id = $6 AND version = $7",
                     {ToolStateName(tool.state), Stored(JsonOf(tool.content)), tool.is_public, tool.decision,
                      tool.changed.ms, tool.id, tool.version}));
  TRY(MustHaveChanged(rows));
  ++tool.version;
  return base::Ok();
}

}  // namespace panel
