#pragma once
// Text search over the entries of the watch lists: words of names, identifiers and addresses, in any script,
// and the counts by which a client narrows what it found. Not for screening: every word must occur as it is
// written. Pure over a snapshot; thread-safe. Cost: some microseconds a word, and about 30 ns an entry found
// (counts, ranking).

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "screening/api/entry_filter.h"

namespace screening {

struct SearchRequest {
  std::string text;       // empty: every entry
  entity::Schema schema;  // entries of this schema and those that extend it
  EntryFilter filter;
  std::vector<std::string> countries;
  bool all_countries = false;  // every one of `countries`, not any
  bool fuzzy = false;          // entries with a similar name instead, best first
  bool prefix = false;         // the last word may be cut off
  enum class Order : std::uint8_t { kBest, kCaption, kFirstSeen, kLastChange } order = Order::kBest;
  bool descending = false;
  std::size_t limit = 10;
  std::size_t offset = 0;
};

struct SearchHit {
  std::uint32_t list = 0;  // among those given
  std::uint32_t entry = 0;
};

struct FacetValue {
  std::string name;
  std::size_t count = 0;
};

struct SearchFound {
  std::vector<SearchHit> page;
  std::size_t total = 0;
  // The most frequent first, at most kMaxFacetValues each.
  std::vector<FacetValue> countries;
  std::vector<FacetValue> topics;
  std::vector<FacetValue> datasets;
  std::vector<FacetValue> schemata;
};

SearchFound SearchEntries(const ListSnapshot& snapshot, const std::vector<const match::CompiledList*>& lists,
                          const SearchRequest& request);

}  // namespace screening
