#pragma once
// The installation's watch lists: datasets, each with its editions in the database as compiled blobs; and the
// snapshot every process screens against, mapped from local copies. Lists are installation-wide: every
// organisation screens against the same ones.
//
// A snapshot is immutable and shared; Current() notices within kListPollMs that another process imported an
// edition. Importing is atomic: an edition is there whole and verified, or not at all, and the former one
// stays current until then. The source's files are kept: where a newer program has another names engine, the
// first to need an edition compiles it again. Thread-safe.

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
#include "match/goods.h"
#include "match/match.h"

namespace lists {
struct Problem;
}

namespace screening {

class EntryIndex;
struct EntryChange;

struct ListEdition {
  std::string id;
  std::string dataset;      // "un_sc", [a-z0-9_-]{1,64}
  std::int64_t number = 0;  // counts up within the dataset
  std::string layout;
  std::string date;    // of the list itself, or empty
  std::string sha256;  // of the source
  std::string blob;    // of the compiled list; empty where it is not compiled for this engine (yet)
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
  // What the registry knows of the entries of one of these lists, by their position in it (entry_index.h),
  // and the list's edition.
  const EntryIndex& IndexOf(const match::CompiledList& list) const;
  const ListEdition& EditionOf(const match::CompiledList& list) const;
  // What lists of goods name, by country (match/goods.h).
  const match::GoodsIndex& goods() const;

  struct Impl;
  explicit ListSnapshot(std::unique_ptr<Impl> impl);
  const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

class WatchLists {
 public:
  explicit WatchLists(desk::Desk& desk);
  ~WatchLists();

  // Cost: two mutex operations; once in kListPollMs one caller reads one row. Errors: where the lists cannot
  // be loaded at all; once they are, a store that does not answer leaves the last snapshot in use.
  base::Result<std::shared_ptr<const ListSnapshot>> Current();

  // The lists as the store has them now, whatever Current saw last: for work that must not miss a change.
  // Cost: reads one row.
  base::Result<std::shared_ptr<const ListSnapshot>> Latest();

  // Earlier editions by their ids, as a snapshot; null where the bytes of one are no longer kept or this
  // engine has not compiled them. Cost: maps and verifies those that are not current.
  base::Result<std::shared_ptr<const ListSnapshot>> Earlier(std::span<const std::string> edition_ids);

  // Reads PATH (a file or folder) in any known layout and makes it the dataset's current edition. A folder of
  // several lists makes one dataset of them. `source` is what the edition says of its origin: empty, the
  // path's last name. The same source bytes again (by SHA-256) give the current edition back unchanged.
  // Audited.
  using Progress = std::function<void(std::int64_t done, std::int64_t total, std::string_view what)>;
  base::Result<ListEdition> ImportPath(const desk::Actor& actor, std::string_view dataset,
                                       const std::string& path, const Progress& progress = {},
                                       std::string_view source = {});
  base::Result<std::vector<ListEdition>> Editions(
      std::string_view dataset = {});                      // newest first; empty: the current ones
  base::Result<ListEdition> Edition(std::string_view id);  // kNotFound
  // What could not be read of an edition, and what it changed against the one before: from the `first`
  // (0-based) on, at most `limit`.
  base::Result<std::vector<lists::Problem>> Problems(std::string_view edition, std::int64_t first,
                                                     std::size_t limit);
  base::Result<std::vector<EntryChange>> Changes(std::string_view edition, std::int64_t first,
                                                 std::size_t limit);
  base::Status Withdraw(const desk::Actor& actor,
                        std::string_view dataset);  // no edition of it is current any more
  // Makes an older edition current again. kConflict where its bytes are no longer kept (kMaxKeptEditions).
  base::Status Restore(const desk::Actor& actor, std::string_view edition_id);

  // Called after the current editions changed, inside the same transaction, so that re-screening is never
  // forgotten.
  using ChangedHook = std::function<base::Status(db::Transaction&, const desk::Actor&)>;
  void OnChange(ChangedHook hook);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The WatchLists that Register (screening.h) made for this desk, with everybody's hooks: for commands, which
// get only the desk. CHECKs that there is one.
WatchLists& WatchListsOf(desk::Desk& desk);

}  // namespace screening
