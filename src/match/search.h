#pragma once
// Block and score over one compiled list: which entries have a name so similar to one of the party's names
// that the pair can reach the result floor. No scan over the entries: names are found through the words they
// share with the party's name, rarest word first, and the search stops at the word from which on the rest of
// the name could not reach the floor any more (prefix filtering: Chaudhuri, Ganti, Kaushik 2006, with the
// bound of SimilarityBound). Exact: no pair at or above the floor is lost.

#include <unordered_map>
#include <vector>

#include "match/acronym.h"
#include "match/compiled.h"
#include "match/lookup.h"
#include "match/name_similarity.h"
#include "match/pairing.h"

namespace match {

// The best pair of names of a party and an entry.
struct BestName {
  double similarity = -1;
  std::uint16_t query = 0;  // position among the party's prepared names of that kind
  std::uint16_t value = 0;  // the entry's name: place in Names(), and reading
  std::uint16_t reading = 0;
  bool weak = false;

  // Higher similarity first, then the order in which names stand: the same answer in every search.
  bool BetterThan(const BestName& other) const {
    if (similarity != other.similarity) return similarity > other.similarity;
    if (query != other.query) return query < other.query;
    if (value != other.value) return value < other.value;
    return reading < other.reading;
  }
};

// Per list and thread.
struct SearchScratch {
  LookupScratch lookup;
  struct Stamp {
    std::uint32_t epoch = 0;  // the query that set it
    std::uint32_t hit = 0;    // position in hits + 1
  };
  std::vector<Stamp> stamps;  // by word
  std::vector<std::uint8_t>
      marks;  // by name: through which query words it was found (a bit each); all 0 between queries
  std::uint32_t epoch = 0;
  std::unordered_map<std::string, std::vector<WordHit>> remembered;
  std::vector<const std::vector<WordHit>*> expansions;  // by query token; null where it is not searched for
  std::vector<std::vector<WordHit>> own;                // room for those that are not remembered
  struct Hit {
    std::uint32_t token;
    TokenMatch match;
    std::uint32_t next;  // position + 1 of the next hit of the same word, 0 at the end
  };
  std::vector<Hit> hits;
  std::vector<std::uint32_t> found;   // name numbers
  std::vector<std::uint32_t> joined;  // name numbers found through a joined word: bounds do not hold for them
  std::vector<AcronymRun> acronyms;   // of the query
  std::vector<TokenView> query_views;
  std::vector<TokenView> candidate_views;
  std::vector<std::uint32_t> candidate_words;
};

// Calls `on_name(name record, NameSimilarity)` for every name of `kind` in the list whose similarity to
// `query` may be `floor` or more. `wanted(entity)` lets entries of the wrong schema be skipped early.
template <typename Wanted, typename OnName>
void SearchNames(const CompiledList::Impl& list, const Name& query, double floor, SearchScratch& scratch,
                 const Wanted& wanted, const OnName& on_name);

// Room for the rounding of sums of floats, so that a bound never cuts what the exact sum would keep.
inline constexpr double kBoundSlack = 1e-4;

// The parts of SearchNames that do not depend on its callbacks.
void FindNames(const CompiledList::Impl& list, const Name& query, double floor, SearchScratch& scratch);
bool MayReach(const CompiledList::Impl& list, const Name& query, const NameRecord& name, double floor,
              const SearchScratch& scratch);
double CompareFound(const CompiledList::Impl& list, const Name& query, const NameRecord& name,
                    SearchScratch& scratch);

// The tokens of a name of the list as they are compared, and their words.
void ViewsOf(const CompiledList::Impl& list, const NameRecord& name, Kind kind, std::vector<TokenView>& views,
             std::vector<std::uint32_t>& words);

template <typename Wanted, typename OnName>
void SearchNames(const CompiledList::Impl& list, const Name& query, double floor, SearchScratch& scratch,
                 const Wanted& wanted, const OnName& on_name) {
  FindNames(list, query, floor, scratch);
  const auto compare = [&](std::uint32_t number) {
    const NameRecord& name = list.names[number];
    if (wanted(name.entity)) on_name(name, CompareFound(list, query, name, scratch));
  };
  for (std::uint32_t number : scratch.joined) compare(number);
  constexpr std::size_t kAhead = 8;  // names lie far apart, too
  for (std::size_t i = 0; i < scratch.found.size(); ++i) {
    if (i + kAhead < scratch.found.size()) __builtin_prefetch(&list.names[scratch.found[i + kAhead]]);
    const std::uint32_t number = scratch.found[i];
    if (MayReach(list, query, list.names[number], floor, scratch)) compare(number);
  }
}

}  // namespace match
