#include "screening/queue/imports.h"

#include <fmt/format.h>

#include "desk/jobs/blobs.h"
#include "files/bytes.h"
#include "screening/field_values.h"
#include "screening/queue/import_mapping.h"
#include "screening/queue/import_preview.h"
#include "screening/queue/import_store.h"
#include "screening/queue/party_store.h"

namespace screening {
namespace {

std::string Record(const ImportId& id) {
  return "import:" + id.text();
}

base::Error Overtaken() {
  return {base::Code::kConflict, "somebody else changed this import; look at it again", {}};
}

base::Result<std::string> SourceName(std::string_view given, std::string_view file_name) {
  std::string source = TidyText(given);
  if (source.empty()) source = TidyText(file_name.substr(0, file_name.rfind('.')));
  if (source.empty()) source = "Parties";
  if (source.size() > base::kMaxSourceBytes)
    return base::TooLarge(fmt::format("the name of a collection has at most {} bytes (kMaxSourceBytes)",
                                      base::kMaxSourceBytes));
  return source;
}

// The import, if it still waits for its columns.
base::Result<import_store::StoredImport> Open(db::Transaction& tx, const desk::OrgId& org, const ImportId& id,
                                              std::int64_t version) {
  import_store::StoredImport stored = TRY(import_store::Get(tx, org, id));
  if (version != 0 && stored.facts.version != version) return Overtaken();
  if (stored.facts.state != ImportState::kMapping && stored.facts.state != ImportState::kFailed)
    return base::Error{base::Code::kConflict, "this import has begun already", {}};
  return stored;
}

}  // namespace

base::Result<ImportId> Imports::Upload(const desk::Actor& actor, const desk::OrgId& org,
                                       std::string_view file_name, std::string_view bytes,
                                       std::string_view source) {
  if (bytes.empty()) return base::Invalid("the file is empty; choose another one");
  if (bytes.size() > base::kMaxUploadBytes)
    return base::TooLarge(
        fmt::format("a file has at most {} MB (kMaxUploadBytes)", base::kMaxUploadBytes >> 20));
  import_store::StoredImport stored;
  Import& facts = stored.facts;
  facts.file_name = file_name.empty() ? "file" : std::string(file_name);
  facts.mapping.sheet = TRY(BestSheet(bytes, facts.file_name));
  facts.source = TRY(SourceName(source, facts.file_name));
  facts.bytes = static_cast<std::int64_t>(bytes.size());
  facts.created_by = actor.label;
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<ImportId> {
    facts.id = ImportId::New(seams_.random);
    facts.created = seams_.clock.Now();
    stored.blob = TRY(seams_.blobs.Put(tx, bytes));
    TRY(import_store::Insert(tx, org, stored));
    TRY(seams_.audit.Append(tx, actor, "import.upload", Record(facts.id),
                            {{"bytes", std::to_string(bytes.size())}}));
    return facts.id;
  });
}

base::Result<Import> Imports::Get(const desk::OrgId& org, const ImportId& id) {
  return seams_.database.Read(
      [&](db::Transaction& tx) -> base::Result<Import> { return TRY(import_store::Get(tx, org, id)).facts; });
}

base::Result<std::vector<Import>> Imports::List(const desk::OrgId& org, std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Import>> {
    std::vector<Import> imports;
    for (import_store::StoredImport& stored : TRY(import_store::List(tx, org, limit)))
      imports.push_back(std::move(stored.facts));
    return imports;
  });
}

base::Result<ImportPreview> Imports::Preview(const desk::OrgId& org, const ImportId& id) {
  const import_store::StoredImport stored =
      TRY(seams_.database.Read([&](db::Transaction& tx) { return import_store::Get(tx, org, id); }));
  const files::MappedFile file = TRY(seams_.blobs.Map(stored.blob));
  return PreviewOf(file.text(), stored.facts.file_name, stored.facts.mapping);
}

base::Status Imports::SetMapping(const desk::Actor& actor, const desk::OrgId& org, const ImportId& id,
                                 std::int64_t version, const ImportMapping& mapping,
                                 std::string_view source) {
  TRY(PlanOf(mapping));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    import_store::StoredImport stored = TRY(Open(tx, org, id, version));
    stored.facts.mapping = mapping;
    stored.facts.source = TRY(SourceName(source, stored.facts.file_name));
    stored.facts.state = ImportState::kMapping;
    stored.facts.updated = seams_.clock.Now();
    TRY(import_store::Update(tx, org, stored.facts));
    return seams_.audit.Append(tx, actor, "import.columns", Record(id));
  });
}

base::Result<desk::JobId> Imports::Start(const desk::Actor& actor, const desk::OrgId& org, const ImportId& id,
                                         std::int64_t version) {
  const ImportPreview preview = TRY(Preview(org, id));
  if (!preview.problem.empty()) return base::Invalid(preview.problem);
  const auto write = [&](db::Transaction& tx) -> base::Result<desk::JobId> {
    import_store::StoredImport stored = TRY(Open(tx, org, id, version));
    stored.facts.job = TRY(seams_.enqueue(tx, actor, kImportJob, "Import of parties",
                                          fmt::format("{{\"import\":\"{}\"}}", id.text())));
    stored.facts.state = ImportState::kRunning;
    stored.facts.updated = seams_.clock.Now();
    TRY(import_store::Update(tx, org, stored.facts));
    TRY(seams_.audit.Append(tx, actor, "import.start", Record(id)));
    return stored.facts.job;
  };
  const desk::JobId job = TRY(seams_.database.Write(write));
  seams_.nudge();
  return job;
}

base::Status Imports::Discard(const desk::Actor& actor, const desk::OrgId& org, const ImportId& id) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    import_store::StoredImport stored = TRY(Open(tx, org, id, 0));
    stored.facts.state = ImportState::kDiscarded;
    stored.facts.updated = seams_.clock.Now();
    TRY(import_store::Update(tx, org, stored.facts));
    const auto other = TRY(tx.QueryOne(
        "SELECT 1 FROM party_import WHERE blob_sha256 = $1 AND state <> 'discarded' LIMIT 1", {stored.blob}));
    if (!other) TRY(seams_.blobs.Remove(tx, stored.blob));
    return seams_.audit.Append(tx, actor, "import.discard", Record(id));
  });
}

base::Result<std::vector<Imports::NumberedReject>> Imports::Rejects(const desk::OrgId& org,
                                                                    const ImportId& id, std::int64_t after,
                                                                    std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<NumberedReject>> {
    TRY(import_store::Get(tx, org, id));
    std::vector<NumberedReject> rejects;
    const db::Rows rows =
        TRY(tx.Query("SELECT reject_number, row_number, column_name, cell, reason, whole_row FROM "
                     "import_reject WHERE org_id = $1 AND import_id = $2 "
                     "AND reject_number > $3 ORDER BY reject_number LIMIT $4",
                     {org, id, after, limit}));
    for (const db::Row& row : rows)
      rejects.push_back(
          {row.Int(0),
           {static_cast<std::size_t>(row.Int(1)), row.Text(2), row.Text(3), row.Text(4), row.Bool(5)}});
    return rejects;
  });
}

base::Result<std::vector<Party>> Imports::Missing(const desk::OrgId& org, const ImportId& id,
                                                  std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Party>> {
    const import_store::StoredImport stored = TRY(import_store::Get(tx, org, id));
    std::vector<Party> parties;
    for (const PartyId& party : TRY(import_store::Missing(tx, org, stored.facts, limit)))
      parties.push_back(TRY(party_store::Get(tx, org, party)));
    return parties;
  });
}

base::Result<std::size_t> Imports::RemoveMissing(const desk::Actor& actor, const desk::OrgId& org,
                                                 const ImportId& id) {
  std::size_t removed = 0;
  for (bool more = true; more;) {
    const auto remove_some = [&](db::Transaction& tx) -> base::Result<std::size_t> {
      import_store::StoredImport stored = TRY(import_store::Get(tx, org, id));
      const bool later = TRY(import_store::HasLater(tx, org, stored.facts));
      if (stored.facts.state != ImportState::kDone || later)
        return base::Error{base::Code::kConflict,
                           "only the newest finished import of a collection says what is missing",
                           {}};
      const std::vector<PartyId> ids = TRY(import_store::Missing(tx, org, stored.facts, base::kMaxBulk));
      if (ids.empty()) return std::size_t{0};
      TRY(RemoveParties(seams_, tx, actor, ids));
      stored.facts.missing -=
          std::min<std::int64_t>(stored.facts.missing, static_cast<std::int64_t>(ids.size()));
      TRY(import_store::Update(tx, org, stored.facts));
      return ids.size();
    };
    const std::size_t some = TRY(seams_.database.Write(remove_some));
    removed += some;
    more = some == base::kMaxBulk;
  }
  return removed;
}

}  // namespace screening
