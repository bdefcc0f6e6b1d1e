#pragma once
// The work of POST /match and of reconciliation: one party against the lists that a request is about.
// Thread-safe; one call on one thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "match/match.h"
#include "screening/api/entry_filter.h"
#include "screening/api/match_body.h"

namespace screening {

struct MatchOptions {
  std::size_t limit = 5;
  double threshold = 0.70;  // from which on a result is a match
  double cutoff = 0.50;     // below which there is no result; at least kLeastMatchCutoff
};

struct Matched {
  std::vector<match::Alert> results;  // best first, at most `limit`; list_index counts in the lists given
  std::size_t total = 0;              // matches, also beyond the limit
};
// The results are those of match::Screen over `lists`, without what the filter leaves out.
Matched MatchParty(const entity::Entity& party, const ListSnapshot& snapshot,
                   const std::vector<const match::CompiledList*>& lists, const EntryFilter& filter,
                   const MatchOptions& options);

// {"status":200,"results":[...],"total":{...},"query":{...}} of one query.
void AppendMatches(std::string& out, const ListSnapshot& snapshot,
                   const std::vector<const match::CompiledList*>& lists, const MatchQuery& query,
                   const Matched& matched);

// Algorithms as the peer's clients name them. Errors: kInvalid. There is one, so every name that the peer
// knows means it.
std::string AlgorithmName();  // "manumit-" and the engine's version
base::Status CheckAlgorithm(std::string_view name);
std::string_view FeatureDocs();  // JSON: {"name":{"description","coefficient","url"},...}

// The working memory of this thread for these lists.
match::Scratch& ScratchFor(const ListSnapshot& snapshot);

}  // namespace screening
