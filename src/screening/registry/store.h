#pragma once
// The registry's SQL. Every function works in the transaction it is given.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/db.h"
#include "desk/jobs/blobs.h"
#include "screening/registry/compile.h"
#include "screening/registry/entry_index.h"
#include "screening/registry/watch_lists.h"

namespace screening::store {

// An edition and, where it is compiled for this engine, the blobs of list and entry index.
struct Edition {
  ListEdition facts;
  std::string entry_index;
  bool kept = true;
};

base::Result<std::int64_t> Version(db::Transaction& tx);
base::Status BumpVersion(db::Transaction& tx);

base::Result<std::vector<Edition>> Current(db::Transaction& tx);  // by dataset
base::Result<std::optional<Edition>> CurrentOf(db::Transaction& tx, std::string_view dataset);
base::Result<std::vector<Edition>> OfDataset(db::Transaction& tx, std::string_view dataset);  // newest first
base::Result<std::optional<Edition>> Find(db::Transaction& tx, std::string_view id);
// The newest entry index of an edition, whatever engine it was made beside; empty where there is none.
base::Result<std::string> AnyEntryIndex(db::Transaction& tx, std::string_view edition);

// `facts.number` is set to the next of its dataset.
base::Status Insert(db::Transaction& tx, ListEdition& facts);
// Keeps the bytes of both for this engine; nothing where another process was first.
base::Status PutCompiled(db::Transaction& tx, desk::Blobs& blobs, std::string_view edition,
                         std::string_view compiled, std::string_view entry_index);
base::Status SetCurrent(db::Transaction& tx, std::string_view dataset, std::string_view edition);
base::Result<bool> ClearCurrent(db::Transaction& tx, std::string_view dataset);  // false where none was

struct StoredFile {
  ListFile file;
  std::string blob;
};
base::Status PutFiles(db::Transaction& tx, std::string_view edition, const std::vector<StoredFile>& files);
base::Result<std::vector<StoredFile>> Files(db::Transaction& tx, std::string_view edition);

base::Status PutProblems(db::Transaction& tx, std::string_view edition,
                         const std::vector<lists::Problem>& problems);
base::Result<std::vector<lists::Problem>> Problems(db::Transaction& tx, std::string_view edition,
                                                   std::int64_t first, std::size_t limit);
base::Status PutChanges(db::Transaction& tx, std::string_view edition,
                        const std::vector<EntryChange>& changes);
base::Result<std::vector<EntryChange>> Changes(db::Transaction& tx, std::string_view edition,
                                               std::int64_t first, std::size_t limit);

// Takes the bytes of the dataset's editions beyond the newest kMaxKeptEditions away (never the current
// one's).
base::Status Prune(db::Transaction& tx, desk::Blobs& blobs, std::string_view dataset);

// Uploaded files that wait for their import.
struct Upload {
  std::string name;
  std::string blob;
};
base::Status PutUpload(db::Transaction& tx, std::string_view id, const std::vector<Upload>& files,
                       base::UtcTime now);
base::Result<std::vector<Upload>> Uploads(db::Transaction& tx, std::string_view id);
base::Status DropUpload(db::Transaction& tx, desk::Blobs& blobs, std::string_view id);
base::Status DropUploadsBefore(db::Transaction& tx, desk::Blobs& blobs,
                               base::UtcTime time);  // whose import never ran

struct FetchState {
  std::string dataset;
  std::string url_sha256;
  std::string etag;
  std::string last_modified;
  std::string sha256;
  base::UtcTime checked;  // 0: never
  base::UtcTime due;
  std::string outcome;  // for people: "unchanged", "new edition", or what went wrong
};
base::Result<FetchState> Fetched(db::Transaction& tx,
                                 std::string_view dataset);  // of an unknown dataset: empty
base::Status PutFetched(db::Transaction& tx, const FetchState& state);

}  // namespace screening::store
