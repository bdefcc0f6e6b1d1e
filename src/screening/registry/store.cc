#include "screening/registry/store.h"

#include "base/limits.h"
#include "match/match.h"

namespace screening::store {

namespace {

constexpr std::string_view kSelect =
    "SELECT e.id, e.dataset, e.number, e.layout, e.published, e.sha256, e.entities, e.names, e.problems, "
    "e.added, e.changed, "
    "e.removed, e.imported_ms, e.imported_by, e.source, e.kept, c.compiled, c.entry_index, k.edition "
    "FROM list_edition e LEFT JOIN list_compiled c ON c.edition = e.id AND c.engine = $1 LEFT JOIN "
    "list_current k ON k.edition = e.id ";

Edition EditionOf(const db::Row& row) {
  Edition edition;
  ListEdition& facts = edition.facts;
  facts.id = row.Text(0);
  facts.dataset = row.Text(1);
  facts.number = row.Int(2);
  facts.layout = row.Text(3);
  facts.date = row.Text(4);
  facts.sha256 = row.Text(5);
  facts.entities = row.Int(6);
  facts.names = row.Int(7);
  facts.problems = row.Int(8);
  facts.added = row.Int(9);
  facts.changed = row.Int(10);
  facts.removed = row.Int(11);
  facts.imported = {row.Int(12)};
  facts.imported_by = row.Text(13);
  facts.source = row.Text(14);
  edition.kept = row.Bool(15);
  facts.blob = row.Text(16);
  edition.entry_index = row.Text(17);
  facts.current = !row.IsNull(18);
  return edition;
}

base::Result<std::vector<Edition>> Select(db::Transaction& tx, const std::string& where,
                                          std::span<const db::Param> params) {
  std::vector<Edition> editions;
  for (const db::Row& row : TRY(tx.Query(std::string(kSelect) + where, params)))
    editions.push_back(EditionOf(row));
  return editions;
}

base::Result<std::optional<Edition>> First(base::Result<std::vector<Edition>> editions) {
  if (!editions) return editions.error();
  if (editions->empty()) return std::optional<Edition>();
  return std::optional<Edition>(std::move(editions->front()));
}

}  // namespace

base::Result<std::int64_t> Version(db::Transaction& tx) {
  const std::optional<db::Row> row = TRY(tx.QueryOne("SELECT version FROM list_version WHERE id = 1"));
  return row ? row->Int(0) : 0;
}

base::Status BumpVersion(db::Transaction& tx) {
  TRY(tx.Execute("UPDATE list_version SET version = version + 1 WHERE id = 1"));
  return base::Ok();
}

base::Result<std::vector<Edition>> Current(db::Transaction& tx) {
  const db::Param params[] = {match::kEngineVersion};
  return Select(tx, "WHERE k.edition IS NOT NULL ORDER BY e.dataset", params);
}

base::Result<std::optional<Edition>> CurrentOf(db::Transaction& tx, std::string_view dataset) {
  const db::Param params[] = {match::kEngineVersion, dataset};
  return First(Select(tx, "WHERE k.edition IS NOT NULL AND e.dataset = $2", params));
}

base::Result<std::vector<Edition>> OfDataset(db::Transaction& tx, std::string_view dataset) {
  const db::Param params[] = {match::kEngineVersion, dataset};
  return Select(tx, "WHERE e.dataset = $2 ORDER BY e.number DESC", params);
}

base::Result<std::optional<Edition>> Find(db::Transaction& tx, std::string_view id) {
  const db::Param params[] = {match::kEngineVersion, id};
  return First(Select(tx, "WHERE e.id = $2", params));
}

base::Result<std::string> AnyEntryIndex(db::Transaction& tx, std::string_view edition) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(
      "SELECT entry_index FROM list_compiled WHERE edition = $1 ORDER BY engine DESC LIMIT 1", {edition}));
  return row ? row->Text(0) : std::string();
}

base::Status Insert(db::Transaction& tx, ListEdition& facts) {
  const std::optional<db::Row> last = TRY(tx.QueryOne(
      "SELECT number FROM list_edition WHERE dataset = $1 ORDER BY number DESC LIMIT 1", {facts.dataset}));
  facts.number = last ? last->Int(0) + 1 : 1;
  TRY(
      tx.Execute("INSERT INTO list_edition(id, dataset, number, layout, published, sha256, entities, names, "
                 "problems, added, changed, "
                 "removed, imported_ms, imported_by, source, kept) VALUES "
                 "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)",
                 {facts.id, facts.dataset, facts.number, facts.layout, facts.date, facts.sha256,
                  facts.entities, facts.names, facts.problems, facts.added, facts.changed, facts.removed,
                  facts.imported.ms, facts.imported_by, facts.source}));
  return base::Ok();
}

base::Status PutCompiled(db::Transaction& tx, desk::Blobs& blobs, std::string_view edition,
                         std::string_view compiled, std::string_view entry_index) {
  const std::optional<db::Row> there = TRY(tx.QueryOne(
      "SELECT 1 FROM list_compiled WHERE edition = $1 AND engine = $2", {edition, match::kEngineVersion}));
  if (there) return base::Ok();
  const std::string list = TRY(blobs.Put(tx, compiled));
  const std::string index = TRY(blobs.Put(tx, entry_index));
  TRY(tx.Execute("INSERT INTO list_compiled(edition, engine, compiled, entry_index) VALUES ($1, $2, $3, $4)",
                 {edition, match::kEngineVersion, list, index}));
  return base::Ok();
}

base::Status SetCurrent(db::Transaction& tx, std::string_view dataset, std::string_view edition) {
  TRY(
      tx.Execute("INSERT INTO list_current(dataset, edition) VALUES ($1, $2) ON CONFLICT (dataset) DO UPDATE "
                 "SET edition = $2",
                 {dataset, edition}));
  return base::Ok();
}

base::Result<bool> ClearCurrent(db::Transaction& tx, std::string_view dataset) {
  return TRY(tx.Execute("DELETE FROM list_current WHERE dataset = $1", {dataset})) > 0;
}

base::Status PutFiles(db::Transaction& tx, std::string_view edition, const std::vector<StoredFile>& files) {
  std::int64_t ordinal = 0;
  for (const StoredFile& stored : files) {
    TRY(tx.Execute(
        "INSERT INTO list_file(edition, ordinal, part, layout, name, blob) VALUES ($1, $2, $3, $4, $5, $6)",
        {edition, ordinal++, stored.file.part, stored.file.layout, stored.file.name, stored.blob}));
  }
  return base::Ok();
}

base::Result<std::vector<StoredFile>> Files(db::Transaction& tx, std::string_view edition) {
  std::vector<StoredFile> files;
  for (const db::Row& row :
       TRY(tx.Query("SELECT part, layout, name, blob FROM list_file WHERE edition = $1 ORDER BY ordinal",
                    {edition}))) {
    files.push_back({{static_cast<int>(row.Int(0)), row.Text(1), row.Text(2), {}}, row.Text(3)});
  }
  return files;
}

base::Status PutProblems(db::Transaction& tx, std::string_view edition,
                         const std::vector<lists::Problem>& problems) {
  std::vector<db::Param> params;
  std::int64_t ordinal = 0;
  for (const lists::Problem& p : problems)
    params.insert(params.end(), {edition, ordinal++, p.file, p.row, p.field, p.value, p.reason});
  if (!params.empty())
    TRY(tx.InsertMany("list_problem", {"edition", "ordinal", "file", "line", "field", "written", "reason"},
                      params));
  return base::Ok();
}

base::Result<std::vector<lists::Problem>> Problems(db::Transaction& tx, std::string_view edition,
                                                   std::int64_t first, std::size_t limit) {
  std::vector<lists::Problem> problems;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT file, line, field, written, reason FROM list_problem WHERE edition = $1 AND ordinal >= $2 "
           "ORDER BY ordinal LIMIT $3",
           {edition, first, limit}))) {
    problems.push_back(
        {row.Text(0), static_cast<std::size_t>(row.Int(1)), row.Text(2), row.Text(3), row.Text(4)});
  }
  return problems;
}

base::Status PutChanges(db::Transaction& tx, std::string_view edition,
                        const std::vector<EntryChange>& changes) {
  std::vector<db::Param> params;
  std::int64_t ordinal = 0;
  for (const EntryChange& change : changes)
    params.insert(params.end(), {edition, ordinal++, ChangeKindName(change.kind), change.id, change.caption});
  if (!params.empty())
    TRY(tx.InsertMany("list_change", {"edition", "ordinal", "kind", "entry", "caption"}, params));
  return base::Ok();
}

base::Result<std::vector<EntryChange>> Changes(db::Transaction& tx, std::string_view edition,
                                               std::int64_t first, std::size_t limit) {
  std::vector<EntryChange> changes;
  for (const db::Row& row :
       TRY(tx.Query("SELECT kind, entry, caption FROM list_change WHERE edition = $1 AND ordinal >= $2 "
                    "ORDER BY ordinal LIMIT $3",
                    {edition, first, limit}))) {
    ChangeKind kind = ChangeKind::kRemoved;
    for (const ChangeKind known : {ChangeKind::kAdded, ChangeKind::kChanged})
      if (row.Text(0) == ChangeKindName(known)) kind = known;
    changes.push_back({kind, row.Text(1), row.Text(2)});
  }
  return changes;
}

base::Status Prune(db::Transaction& tx, desk::Blobs& blobs, std::string_view dataset) {
  std::size_t kept = 0;
  const std::vector<Edition> editions = TRY(OfDataset(tx, dataset));
  for (const Edition& edition : editions) {
    if (!edition.kept || edition.facts.current || ++kept < base::kMaxKeptEditions) continue;
    const std::string& id = edition.facts.id;
    const db::Rows rows = TRY(
        tx.Query("SELECT blob FROM list_file WHERE edition = $1 UNION ALL SELECT compiled FROM list_compiled "
                 "WHERE edition = $1 UNION ALL SELECT entry_index FROM list_compiled WHERE edition = $1",
                 {id}));
    for (const db::Row& row : rows) TRY(blobs.Remove(tx, row.Text(0)));
    for (const std::string_view table : {"list_file", "list_compiled", "list_problem", "list_change"})
      TRY(tx.Execute("DELETE FROM " + std::string(table) + " WHERE edition = $1", {id}));
    TRY(tx.Execute("UPDATE list_edition SET kept = 0 WHERE id = $1", {id}));
  }
  return base::Ok();
}

base::Status PutUpload(db::Transaction& tx, std::string_view id, const std::vector<Upload>& files,
                       base::UtcTime now) {
  std::int64_t ordinal = 0;
  for (const Upload& file : files) {
    TRY(tx.Execute("INSERT INTO list_upload(id, ordinal, name, blob, created_ms) VALUES ($1, $2, $3, $4, $5)",
                   {id, ordinal++, file.name, file.blob, now.ms}));
  }
  return base::Ok();
}

base::Result<std::vector<Upload>> Uploads(db::Transaction& tx, std::string_view id) {
  std::vector<Upload> files;
  for (const db::Row& row :
       TRY(tx.Query("SELECT name, blob FROM list_upload WHERE id = $1 ORDER BY ordinal", {id})))
    files.push_back({row.Text(0), row.Text(1)});
  return files;
}

base::Status DropUpload(db::Transaction& tx, desk::Blobs& blobs, std::string_view id) {
  const std::vector<Upload> files = TRY(Uploads(tx, id));
  for (const Upload& file : files) TRY(blobs.Remove(tx, file.blob));
  TRY(tx.Execute("DELETE FROM list_upload WHERE id = $1", {id}));
  return base::Ok();
}

base::Status DropUploadsBefore(db::Transaction& tx, desk::Blobs& blobs, base::UtcTime time) {
  const db::Rows rows = TRY(tx.Query("SELECT DISTINCT id FROM list_upload WHERE created_ms < $1", {time.ms}));
  for (const db::Row& row : rows) TRY(DropUpload(tx, blobs, row.Text(0)));
  return base::Ok();
}

base::Result<FetchState> Fetched(db::Transaction& tx, std::string_view dataset) {
  FetchState state;
  state.dataset = dataset;
  const std::optional<db::Row> row =
      TRY(tx.QueryOne("SELECT url_sha256, etag, last_modified, sha256, checked_ms, due_ms, outcome FROM "
                      "list_fetch WHERE dataset = $1",
                      {dataset}));
  if (!row) return state;
  state.url_sha256 = row->Text(0);
  state.etag = row->Text(1);
  state.last_modified = row->Text(2);
  state.sha256 = row->Text(3);
  state.checked = {row->Int(4)};
  state.due = {row->Int(5)};
  state.outcome = row->Text(6);
  return state;
}

base::Status PutFetched(db::Transaction& tx, const FetchState& state) {
  TRY(
      tx.Execute("INSERT INTO list_fetch(dataset, url_sha256, etag, last_modified, sha256, checked_ms, "
                 "due_ms, outcome) VALUES "
                 "($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (dataset) DO UPDATE SET url_sha256 = $2, etag "
                 "= $3, last_modified = $4, "
                 "sha256 = $5, checked_ms = $6, due_ms = $7, outcome = $8",
                 {state.dataset, state.url_sha256, state.etag, state.last_modified, state.sha256,
                  state.checked.ms, state.due.ms, state.outcome}));
  return base::Ok();
}

}  // namespace screening::store
