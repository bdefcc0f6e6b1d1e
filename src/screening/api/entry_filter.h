#pragma once
// Which lists and which of their entries a request is about: the arguments that POST /match and GET /search
// share with the peer. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "entity/entity.h"
#include "net/http.h"
#include "screening/registry/entry_index.h"
#include "screening/registry/watch_lists.h"

namespace screening {

struct EntryFilter {
  std::vector<std::string> include_datasets;
  std::vector<std::string> exclude_datasets;
  std::vector<entity::Schema> exclude_schemata;  // exactly these
  std::vector<std::string> topics;
  bool all_topics = false;                     // every one of `topics`, not any
  std::optional<base::UtcTime> changed_since;  // later than this
  std::vector<std::string> exclude_ids;

  // True where some entries of a list may be left out.
  bool narrows() const {
    return !exclude_schemata.empty() || !topics.empty() || changed_since || !exclude_ids.empty();
  }
};

// include_dataset, exclude_dataset, exclude_schema, topics, changed_since, exclude_entity_ids. Errors:
// kInvalid.
base::Result<EntryFilter> ReadEntryFilter(const net::Arguments& query);

// The lists of `dataset` ("default": all) that the filter leaves. Errors: kNotFound.
base::Result<std::vector<const match::CompiledList*>> ListsFor(const ListSnapshot& snapshot,
                                                               std::string_view dataset,
                                                               const EntryFilter& filter);

bool Passes(const EntryFilter& filter, const EntryIndex& index, std::uint32_t entry);

// A whole number or truth value among the arguments; `usual` where it is absent. Errors: kInvalid, naming the
// argument.
base::Result<std::size_t> NumberOf(const net::Arguments& query, std::string_view name, std::size_t usual,
                                   std::size_t most);
base::Result<double> ShareOf(const net::Arguments& query, std::string_view name, double usual);  // 0..1
base::Result<bool> TruthOf(const net::Arguments& query, std::string_view name, bool usual);

}  // namespace screening
