#include "panel/practices/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "db/sql_text.h"
#include "desk/tr.h"

namespace panel {
namespace {

constexpr std::string_view kSelect =
    "SELECT p.id, p.panel_id, p.org_id, p.member_id, m.name, p.state, p.kind, p.title, p.language, "
    "p.revision, "
    "p.published_revision, p.edition, p.grade, p.is_public, p.replications, p.created_ms, p.changed_ms, "
    "p.published_ms, p.withdrawn_ms, p.withdrawn_reason, p.version FROM practice p LEFT JOIN panel_member m "
    "ON "
    "m.id = p.member_id ";
constexpr std::string_view kRevisionColumns =
    "SELECT revision_number, content, change_note, edition, grade, interest, created_ms, submitted_ms, "
    "published_ms FROM practice_revision ";
constexpr std::int64_t kMaxHistory = 1'000;

Practice PracticeFrom(const db::Row& row) {
  Practice practice;
  practice.id = row.IdAt<PracticeId>(0);
  practice.panel = row.IdAt<PanelId>(1);
  practice.org = row.IdAt<desk::OrgId>(2);
  practice.member = row.IdAt<MemberId>(3);
  practice.owner = row.Text(4);
  practice.state = PracticeStateNamed(row.Text(5)).value_or(PracticeState::kDraft);
  practice.kind = row.Text(6);
  practice.title = row.Text(7);
  practice.language = row.Text(8);
  practice.revision = row.Int(9);
  practice.published_revision = row.Int(10);
  practice.edition = row.Int(11);
  practice.grade = static_cast<int>(row.Int(12));
  practice.is_public = row.Bool(13);
  practice.replications = row.Int(14);
  practice.created = base::UtcTime{row.Int(15)};
  practice.changed = base::UtcTime{row.Int(16)};
  practice.published = base::UtcTime{row.Int(17)};
  practice.withdrawn = base::UtcTime{row.Int(18)};
  practice.withdrawn_reason = row.Text(19);
  practice.version = row.Int(20);
  return practice;
}

base::Result<PracticeRevision> RevisionFrom(const db::Row& row) {
  PracticeRevision revision;
  revision.number = row.Int(0);
  revision.content = TRY(StoredContent(row.Text(1)));
  revision.change_note = row.Text(2);
  revision.edition = row.Int(3);
  revision.grade = static_cast<int>(row.Int(4));
  revision.interest = row.Bool(5);
  revision.created = base::UtcTime{row.Int(6)};
  revision.submitted = base::UtcTime{row.Int(7)};
  revision.published = base::UtcTime{row.Int(8)};
  return revision;
}

std::vector<Practice> PracticesFrom(const db::Rows& rows) {
  std::vector<Practice> practices;
  practices.reserve(rows.size());
  for (const db::Row& row : rows) practices.push_back(PracticeFrom(row));
  return practices;
}

}  // namespace

base::Status MustHaveChanged(std::int64_t rows) {
  if (rows == 1) return base::Ok();
  return base::Error{
      base::Code::kConflict, desk::tr("Somebody else changed this meanwhile. Look at it again."), {}};
}

base::Status MustBeVersion(std::int64_t now, std::int64_t read) {
  return MustHaveChanged(read <= 0 || read == now ? 1 : 0);
}

base::Result<Practice> LoadPractice(db::Transaction& tx, const PracticeId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE p.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such practice."));
  return PracticeFrom(*row);
}

base::Status InsertPractice(db::Transaction& tx, const Practice& practice) {
  TRY(tx.Execute(
      "INSERT INTO practice(id, panel_id, org_id, member_id, state, kind, title, language, revision, "
      "published_revision, edition, grade, is_public, replications, created_ms, changed_ms, published_ms, "
      "withdrawn_ms, withdrawn_reason, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
      "$13, "
      "$14, $15, $16, $17, $18, $19, $20)",
      {practice.id,
       practice.panel,
       practice.org,
       practice.member,
       PracticeStateName(practice.state),
       practice.kind,
       practice.title,
       practice.language,
       practice.revision,
       practice.published_revision,
       practice.edition,
       practice.grade,
       practice.is_public,
       practice.replications,
       practice.created.ms,
       practice.changed.ms,
       practice.published.ms,
       practice.withdrawn.ms,
       practice.withdrawn_reason,
       practice.version}));
  return base::Ok();
}

base::Status SavePractice(db::Transaction& tx, Practice& practice) {
  const std::int64_t rows = TRY(tx.Execute(
      "UPDATE practice SET state = $1, kind = $2, title = $3, language = $4, revision = $5, "
      "published_revision = "
      "$6, edition = $7, grade = $8, is_public = $9, replications = $10, changed_ms = $11, published_ms = "
      "$12, "
      "withdrawn_ms = $13, withdrawn_reason = $14, version = version + 1 WHERE id = $15 AND version = $16",
      {PracticeStateName(practice.state), practice.kind, practice.title, practice.language, practice.revision,
       practice.published_revision, practice.edition, practice.grade, practice.is_public,
       practice.replications, practice.changed.ms, practice.published.ms, practice.withdrawn.ms,
       practice.withdrawn_reason, practice.id, practice.version}));
  TRY(MustHaveChanged(rows));
  ++practice.version;
  return base::Ok();
}

base::Result<std::vector<Practice>> ListPractices(db::Transaction& tx, const PracticeFilter& filter,
                                                  std::string_view after, std::size_t limit) {
  db::SqlText sql(kSelect);
  sql.Add("WHERE ");
  if (!filter.panel.empty())
    sql.Add("p.panel_id = ").Bind(std::string_view(filter.panel.text())).Add(" AND ");
  if (!filter.org.empty()) sql.Add("p.org_id = ").Bind(std::string_view(filter.org.text())).Add(" AND ");
  if (!filter.state.empty()) sql.Add("p.state = ").Bind(std::string_view(filter.state)).Add(" AND ");
  if (filter.sent_only) sql.Add("(p.state <> 'draft' OR p.edition > 0) AND ");
  const std::size_t comma = after.find(',');
  std::int64_t ms = 0;
  if (comma != std::string_view::npos &&
      std::from_chars(after.data(), after.data() + comma, ms).ec == std::errc()) {
    sql.Add("(p.changed_ms < ").Bind(ms).Add(" OR (p.changed_ms = ").Bind(ms).Add(" AND p.id > ");
    sql.Bind(after.substr(comma + 1)).Add(")) AND ");
  }
  sql.Add("1 = 1 ORDER BY p.changed_ms DESC, p.id LIMIT ").Bind(static_cast<std::int64_t>(limit));
  return PracticesFrom(TRY(tx.Query(sql.sql(), sql.params())));
}

base::Result<std::vector<Practice>> PracticesByIds(db::Transaction& tx, const std::vector<std::string>& ids) {
  if (ids.empty()) return std::vector<Practice>();
  db::SqlText sql(kSelect);
  sql.Add("WHERE p.id IN ").BindAll(ids);
  return PracticesFrom(TRY(tx.Query(sql.sql(), sql.params())));
}

base::Result<std::vector<Practice>> NewestPublic(db::Transaction& tx, std::size_t limit) {
  return PracticesFrom(TRY(tx.Query(
      std::string(kSelect) +
          "WHERE p.is_public = 1 AND p.published_revision > 0 ORDER BY p.published_ms DESC, p.id LIMIT $1",
      {static_cast<std::int64_t>(limit)})));
}

base::Result<PracticeRevision> LoadRevision(db::Transaction& tx, const PracticeId& id, std::int64_t number) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(
      std::string(kRevisionColumns) + "WHERE practice_id = $1 AND revision_number = $2", {id, number}));
  if (!row) return base::NotFound(desk::tr("There is no such version."));
  return RevisionFrom(*row);
}

base::Result<std::vector<PracticeRevision>> LoadRevisions(db::Transaction& tx, const PracticeId& id) {
  std::vector<PracticeRevision> revisions;
  const db::Rows rows = TRY(tx.Query(
      std::string(kRevisionColumns) + "WHERE practice_id = $1 ORDER BY revision_number DESC LIMIT $2",
      {id, kMaxHistory}));
  for (const db::Row& row : rows) revisions.push_back(TRY(RevisionFrom(row)));
  return revisions;
}

base::Status PutRevision(db::Transaction& tx, const PracticeId& id, const PracticeRevision& revision) {
  TRY(tx.Execute(
      "INSERT INTO practice_revision(practice_id, revision_number, content, change_note, edition, grade, "
      "interest, created_ms, submitted_ms, published_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON "
      "CONFLICT(practice_id, revision_number) DO UPDATE SET content = excluded.content, change_note = "
      "excluded.change_note, edition = excluded.edition, grade = excluded.grade, interest = "
      "excluded.interest, "
      "submitted_ms = excluded.submitted_ms, published_ms = excluded.published_ms",
      {id, revision.number, Stored(JsonOf(revision.content)), revision.change_note, revision.edition,
       revision.grade, revision.interest, revision.created.ms, revision.submitted.ms,
       revision.published.ms}));
  return base::Ok();
}

base::Result<std::vector<PublishedContent>> PublishedContents(db::Transaction& tx,
                                                              const std::vector<std::string>& ids) {
  std::vector<PublishedContent> contents;
  if (ids.empty()) return contents;
  db::SqlText sql(
      "SELECT p.id, r.content FROM practice p JOIN practice_revision r ON r.practice_id = p.id AND "
      "r.revision_number = p.published_revision WHERE p.id IN ");
  sql.BindAll(ids);
  for (const db::Row& row : TRY(tx.Query(sql.sql(), sql.params())))
    contents.push_back({row.Text(0), TRY(StoredContent(row.Text(1)))});
  return contents;
}

base::Status AddEvent(db::Transaction& tx, const Practice& practice, const desk::Actor& actor,
                      const PracticeEvent& event) {
  TRY(tx.Execute(
      "INSERT INTO practice_event(practice_id, event_number, act, actor, actor_role, note, revision_number, "
      "event_ms) SELECT $1, COALESCE(MAX(event_number), 0) + 1, $2, $3, $4, $5, $6, $7 FROM practice_event "
      "WHERE "
      "practice_id = $1",
      {practice.id, event.act, actor.label, event.role, event.note, event.revision, event.time.ms}));
  return base::Ok();
}

base::Result<std::vector<PracticeEvent>> LoadEvents(db::Transaction& tx, const PracticeId& id) {
  std::vector<PracticeEvent> events;
  const db::Rows rows =
      TRY(tx.Query("SELECT act, actor_role, note, revision_number, event_ms FROM practice_event WHERE "
                   "practice_id = $1 ORDER "
                   "BY event_number DESC LIMIT $2",
                   {id, kMaxHistory}));
  for (const db::Row& row : rows)
    events.push_back({row.Text(0), row.Text(1), row.Text(2), row.Int(3), base::UtcTime{row.Int(4)}});
  return events;
}

}  // namespace panel
