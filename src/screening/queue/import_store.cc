#include "screening/queue/import_store.h"

#include <array>

#include "screening/queue/import_mapping.h"

namespace screening {
namespace {

constexpr std::array<std::string_view, 5> kStates = {"mapping", "running", "done", "failed", "discarded"};

ImportState StateNamed(std::string_view name) {
  for (std::size_t i = 0; i < kStates.size(); ++i)
    if (kStates[i] == name) return static_cast<ImportState>(i);
  return ImportState::kFailed;
}

constexpr std::string_view kSelect =
    "SELECT id, file_name, source, blob_sha256, file_bytes, state, mapping, job_id, message, row_count, "
    "added, changed, unchanged, "
    "repeated, missing, rejected_rows, rejected_fields, created_by, created_ms, updated_ms, version FROM "
    "party_import ";

base::Result<import_store::StoredImport> Read(const db::Row& row) {
  import_store::StoredImport stored;
  Import& facts = stored.facts;
  facts.id = row.IdAt<ImportId>(0);
  facts.file_name = row.Text(1);
  facts.source = row.Text(2);
  stored.blob = row.Text(3);
  facts.bytes = row.Int(4);
  facts.state = StateNamed(row.Text(5));
  facts.mapping = TRY(ReadMapping(row.Text(6)));
  if (!row.IsNull(7)) facts.job = row.IdAt<desk::JobId>(7);
  facts.message = row.Text(8);
  facts.rows = row.Int(9);
  facts.added = row.Int(10);
  facts.changed = row.Int(11);
  facts.unchanged = row.Int(12);
  facts.repeated = row.Int(13);
  facts.missing = row.Int(14);
  facts.rejected_rows = row.Int(15);
  facts.rejected_fields = row.Int(16);
  facts.created_by = row.Text(17);
  facts.created.ms = row.Int(18);
  facts.updated.ms = row.Int(19);
  facts.version = row.Int(20);
  return stored;
}

}  // namespace

std::string_view ImportStateName(ImportState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

namespace import_store {

base::Status Insert(db::Transaction& tx, const desk::OrgId& org, const StoredImport& stored) {
  const Import& facts = stored.facts;
  TRY(tx.Execute(
      "INSERT INTO party_import(id, org_id, file_name, source, blob_sha256, file_bytes, state, mapping, "
      "message, row_count, added, "
      "changed, unchanged, repeated, missing, rejected_rows, rejected_fields, created_by, created_ms, "
      "updated_ms, version) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 0, 0, 0, 0, 0, 0, 0, 0, $9, $10, $10, 1)",
      {facts.id, org, facts.file_name, facts.source, stored.blob, facts.bytes, ImportStateName(facts.state),
       MappingText(facts.mapping), facts.created_by, facts.created.ms}));
  return base::Ok();
}

base::Result<StoredImport> Get(db::Transaction& tx, const desk::OrgId& org, const ImportId& id) {
  const auto row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE org_id = $1 AND id = $2", {org, id}));
  if (!row) return base::NotFound("there is no such import");
  return Read(*row);
}

base::Result<std::vector<StoredImport>> List(db::Transaction& tx, const desk::OrgId& org, std::size_t limit) {
  std::vector<StoredImport> imports;
  const db::Rows rows = TRY(
      tx.Query(std::string(kSelect) +
                   "WHERE org_id = $1 AND state <> 'discarded' ORDER BY created_ms DESC, id DESC LIMIT $2",
               {org, limit}));
  for (const db::Row& row : rows) imports.push_back(TRY(Read(row)));
  return imports;
}

base::Status Update(db::Transaction& tx, const desk::OrgId& org, const Import& facts) {
  const std::int64_t rows = TRY(tx.Execute(
      "UPDATE party_import SET source = $4, state = $5, mapping = $6, job_id = $7, message = $8, row_count = "
      "$9, added = $10, "
      "changed = $11, unchanged = $12, repeated = $13, missing = $14, rejected_rows = $15, rejected_fields = "
      "$16, updated_ms = $17, "
      "version = version + 1 WHERE org_id = $1 AND id = $2 AND version = $3",
      {org, facts.id, facts.version, facts.source, ImportStateName(facts.state), MappingText(facts.mapping),
       facts.job, facts.message, facts.rows, facts.added, facts.changed, facts.unchanged, facts.repeated,
       facts.missing, facts.rejected_rows, facts.rejected_fields, facts.updated.ms}));
  if (rows != 1)
    return base::Error{base::Code::kConflict, "somebody else changed this import; look at it again", {}};
  return base::Ok();
}

base::Status ClearRejects(db::Transaction& tx, const desk::OrgId& org, const ImportId& id) {
  TRY(tx.Execute("DELETE FROM import_reject WHERE org_id = $1 AND import_id = $2", {org, id}));
  return base::Ok();
}

base::Status AddRejects(db::Transaction& tx, const desk::OrgId& org, const ImportId& id, std::int64_t first,
                        std::span<const Reject> rejects) {
  std::vector<db::Param> rows;
  for (const Reject& reject : rejects) {
    const std::initializer_list<db::Param> row = {
        org, id, first++, reject.row, reject.column, reject.value, reject.reason, reject.whole_row};
    rows.insert(rows.end(), row.begin(), row.end());
  }
  if (!rows.empty())
    TRY(tx.InsertMany(
        "import_reject",
        {"org_id", "import_id", "reject_number", "row_number", "column_name", "cell", "reason", "whole_row"},
        rows));
  return base::Ok();
}

base::Result<bool> HasLater(db::Transaction& tx, const desk::OrgId& org, const Import& facts) {
  const auto row =
      TRY(tx.QueryOne("SELECT 1 FROM party_import WHERE org_id = $1 AND source = $2 AND id <> $3 AND state "
                      "IN ('running', 'done', 'failed') AND "
                      "updated_ms >= $4 LIMIT 1",
                      {org, facts.source, facts.id, facts.updated.ms}));
  return row.has_value();
}

base::Result<std::vector<PartyId>> Missing(db::Transaction& tx, const desk::OrgId& org, const Import& facts,
                                           std::size_t limit) {
  std::vector<PartyId> ids;
  const db::Rows rows =
      TRY(tx.Query("SELECT id FROM party WHERE org_id = $1 AND source = $2 AND removed_ms IS NULL AND "
                   "(import_id IS NULL OR import_id <> $3) "
                   "ORDER BY caption_key, id LIMIT $4",
                   {org, facts.source, facts.id, limit}));
  for (const db::Row& row : rows) ids.push_back(row.IdAt<PartyId>(0));
  return ids;
}

}  // namespace import_store
}  // namespace screening
