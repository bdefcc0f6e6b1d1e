#pragma once
// The inside of ListSnapshot. Internal to the registry.

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/db.h"
#include "desk/jobs/blobs.h"
#include "files/bytes.h"
#include "screening/registry/entry_index.h"
#include "screening/registry/store.h"
#include "screening/registry/watch_lists.h"

namespace screening {

// One edition, mapped and verified. Immutable.
struct LoadedList {
  files::MappedFile compiled_bytes;
  files::MappedFile index_bytes;
  match::CompiledList compiled;
  EntryIndex index;
};
base::Result<std::shared_ptr<const LoadedList>> LoadList(desk::Blobs& blobs, std::string_view compiled,
                                                         std::string_view entry_index);

struct ListSnapshot::Impl {
  std::vector<ListEdition> editions;
  std::vector<std::shared_ptr<const LoadedList>> loaded;  // one an edition
  std::vector<const match::CompiledList*> lists;          // the same
  std::unordered_map<const match::CompiledList*, std::size_t> numbers;
  std::string version;
  std::optional<match::GoodsIndex> goods;  // of all lists; there once the snapshot is made

  std::size_t NumberOf(const match::CompiledList& list) const;
};

// Reuses what `before` (may be null) has loaded already.
base::Result<std::shared_ptr<const ListSnapshot>> MakeSnapshot(desk::Blobs& blobs,
                                                               const std::vector<store::Edition>& current,
                                                               const ListSnapshot::Impl* before);

}  // namespace screening
