#pragma once
// The installation's watch lists: datasets, each with its editions in the database as compiled blobs; and the snapshot every process
// screens against, mapped from local copies. Lists are installation-wide: every organisation screens against the same ones.
//
// A snapshot is immutable and shared; Current() notices within kListPollMs that another process imported an edition. Importing is
// atomic: an edition is there whole and verified, or not at all, and the former one stays current until then. Thread-safe.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "desk/desk.h"
#include "match/match.h"

namespace screening {

struct ListEdition {
  std::string id;
  std::string dataset;     // "un_sc", [a-z0-9_-]{1,64}
  std::int64_t number = 0; // counts up within the dataset
  std::string layout;
  std::string date;        // of the list itself, or empty
  std::string sha256;      // of the source
  std::string blob;        // of the compiled list
  std::int64_t entities = 0;
  std::int64_t names = 0;
  std::int64_t problems = 0;  // entries or fields that could not be read; listed in the edition's page
  std::int64_t added = 0;     // against the edition before
  std::int64_t changed = 0;
  std::int64_t removed = 0;
  base::UtcTime imported;
  std::string imported_by;  // Actor::label
  std::string source;       // file name or address
  bool current = false;
};

class ListSnapshot {
 public:
  ~ListSnapshot();
  // All compiled lists, and those of one dataset ("default": all; kNotFound otherwise).
  std::span<const match::CompiledList* const> lists() const;
  base::Result<std::vector<const match::CompiledList*>> ListsOf(std::string_view dataset) const;
  const std::vector<ListEdition>& editions() const;  // one a dataset, by name
  // "7f3a…": changes whenever any edition does; an answer's ETag and a screening's record name it.
  const std::string& version() const;
  // An entry by its id (first in dataset order), or nothing. Cost: a hash lookup.
  struct Found {
    const match::CompiledList* list = nullptr;
    std::uint32_t index = 0;
    std::string_view dataset;
  };
  std::optional<Found> FindEntry(std::string_view entry_id) const;
  std::optional<Found> FindEntry(std::string_view dataset, std::string_view entry_id) const;
  std::string_view DatasetOf(const match::CompiledList& list) const;

  struct Impl;
  explicit ListSnapshot(std::unique_ptr<Impl> impl);

 private:
  std::unique_ptr<Impl> impl_;
};

class WatchLists {
 public:
  explicit WatchLists(desk::Desk& desk);
  ~WatchLists();

  base::Result<std::shared_ptr<const ListSnapshot>> Current();

  // Reads PATH (a file or folder, or the bytes given with a file name) in any known layout and makes it the dataset's current edition.
  // The same source bytes again (by SHA-256, same engine) give the current edition back unchanged. Audited.
  base::Result<ListEdition> ImportPath(const desk::Actor& actor, std::string_view dataset, const std::string& path,
                                       const std::function<void(std::int64_t done, std::int64_t total, std::string_view)>& progress = {});
  base::Result<std::vector<ListEdition>> Editions(std::string_view dataset = {});  // newest first; empty: the current ones
  base::Status Withdraw(const desk::Actor& actor, std::string_view dataset);       // no edition of it is current any more
  // Makes an older edition current again.
  base::Status Restore(const desk::Actor& actor, std::string_view edition_id);

  // Called after the current editions changed, inside the same transaction, so that re-screening is never forgotten.
  using ChangedHook = std::function<base::Status(db::Transaction&, const desk::Actor&)>;
  void OnChange(ChangedHook hook);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace screening
