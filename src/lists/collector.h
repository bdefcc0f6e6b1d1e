#pragma once
// Collector: what every layout's reader hands its entries to. It checks each value once (valid UTF-8, the
// limits of a name and of an entity), gives an id to entries that have none, merges entries with the same id,
// counts, and passes them on in the order of their first appearance. Belongs to one call of lists::Read.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "entity/entity.h"
#include "lists/draft.h"
#include "lists/lists.h"

namespace lists {

// The id of an entry to which its source gives none: "h-" and the first 16 hexadecimal digits of the SHA-256
// of
//   <name, squeezed, A–Z in lower case> "\n" <country>
// where country is the first value of country, jurisdiction or nationality (ISO code where known), or
// nothing.
std::string HashId(std::string_view name, std::string_view country);

class Collector {
 public:
  // What one list may hold; smaller in tests.
  struct Limits {
    std::size_t held_bytes = base::kMaxHeldListBytes;
    std::size_t entities = base::kMaxEntitiesPerList;
  };

  // The three references must outlive the collector. Counts go to `edition`.
  Collector(const Sink& sink, const ProblemSink& problems, Edition& edition);
  Collector(const Sink& sink, const ProblemSink& problems, Edition& edition, const Limits& limits);

  // Says that no id repeats except those with these Hash64 values: the other entries are passed on at once
  // and not held.
  void HoldOnly(std::unordered_set<std::uint64_t> repeated_ids);

  // Takes an entry. One without any usable name is reported and not read.
  // Errors: the sink's; kTooLarge over kMaxHeldListBytes or kMaxEntitiesPerList.
  base::Status Take(Draft&& draft);

  // Passes on what is held.
  base::Status Finish();

 private:
  struct Held {
    entity::Entity entity;
    std::string file;
    std::size_t row = 0;
  };

  // What an entry that was merged holds, so that merging many rows stays linear.
  struct Merged {
    std::unordered_set<std::uint64_t> values;
    std::size_t names = 0;
  };

  void Clean(Draft& draft) const;
  void Identify(Draft& draft) const;
  void Merge(std::size_t index, const Draft& draft);
  base::Status Emit(Held&& held);

  const Sink& sink_;
  const ProblemSink& problems_;
  Edition& edition_;
  const Limits limits_;
  bool hold_all_ = true;
  std::unordered_set<std::uint64_t> repeated_;
  std::vector<Held> held_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::unordered_map<std::size_t, Merged> merged_;  // by position in held_
  std::size_t held_bytes_ = 0;
};

}  // namespace lists
