#pragma once
// The inside of WatchLists: what is loaded (watch_lists.cc) and how an edition comes in
// (watch_lists_import.cc). Internal to the registry.

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "files/bytes.h"
#include "screening/registry/compile.h"
#include "screening/registry/snapshot.h"
#include "screening/registry/store.h"
#include "screening/registry/watch_lists.h"

namespace screening {

// An index with the bytes it refers to.
struct MappedIndex {
  files::MappedFile bytes;
  EntryIndex index;
};
// Nothing where there is no blob.
base::Result<std::optional<MappedIndex>> MapIndex(desk::Blobs& blobs, std::string_view blob);

struct WatchLists::Impl {
  explicit Impl(desk::Desk& d) : desk(d) {}

  desk::Desk& desk;
  std::vector<ChangedHook> hooks;

  std::mutex current_mutex;  // guards `current`
  std::shared_ptr<const ListSnapshot> current;
  std::atomic<std::int64_t> polled_ms{0};

  std::mutex load_mutex;  // one thread looks and loads; guards what follows
  std::int64_t version = -1;

  std::shared_ptr<const ListSnapshot> Get() {
    const std::lock_guard lock(current_mutex);
    return current;
  }

  base::Status Look();  // with load_mutex held
  base::Status Load();
  base::Result<std::vector<store::Edition>> CompileMissing(std::vector<store::Edition> editions);
  base::Status CompileAgain(const ListEdition& edition);

  // An import on its way: compiled, its files mapped.
  struct Import {
    CompiledDataset made;
    std::vector<files::MappedFile> mapped;  // of the files
    std::vector<store::StoredFile> files;
    ListEdition facts;
    std::string former;  // id of the edition it is compared with, or empty
    BuiltIndex index;
  };
  base::Result<Import> Prepare(std::string_view dataset, const std::string& path, const Progress& progress);
  base::Result<std::optional<ListEdition>> Compare(Import& import);
  base::Status Store(const desk::Actor& actor, Import& import);
  base::Status Changed(db::Transaction& tx, const desk::Actor& actor);
};

}  // namespace screening
