#pragma once
// The imports' SQL. Every function works in the transaction it is given and names the organisation. Internal
// to the queue.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "screening/queue/imports.h"

namespace screening::import_store {

// An import with the blob of its file.
struct StoredImport {
  Import facts;
  std::string blob;
};
base::Status Insert(db::Transaction& tx, const desk::OrgId& org, const StoredImport& stored);
base::Result<StoredImport> Get(db::Transaction& tx, const desk::OrgId& org, const ImportId& id);
base::Result<std::vector<StoredImport>> List(db::Transaction& tx, const desk::OrgId& org, std::size_t limit);
// Everything but file and creation; raises the version. Errors: kConflict where it is no longer
// `facts.version`.
base::Status Update(db::Transaction& tx, const desk::OrgId& org, const Import& facts);

base::Status ClearRejects(db::Transaction& tx, const desk::OrgId& org, const ImportId& id);
// Numbered from `first` on.
base::Status AddRejects(db::Transaction& tx, const desk::OrgId& org, const ImportId& id, std::int64_t first,
                        std::span<const Reject> rejects);

// True where a later import of the same collection was started or done.
base::Result<bool> HasLater(db::Transaction& tx, const desk::OrgId& org, const Import& facts);
// Ids of parties of the import's collection that it does not name, by caption.
base::Result<std::vector<PartyId>> Missing(db::Transaction& tx, const desk::OrgId& org, const Import& facts,
                                           std::size_t limit);

}  // namespace screening::import_store
