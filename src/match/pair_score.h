#pragma once
// Judge, in one place: from the best pair of names of a party and an entry, and the facts of both, to the
// pair's score. Every way of finding pairs ends here, so that a pair has one score. Pure; thread-safe.

#include <vector>

#include "match/evidence.h"
#include "match/search.h"

namespace match {

struct PairScore {
  std::vector<Evidence> evidence;
  double effects = 0;          // their sum
  double name_similarity = 0;  // 6 decimals
  double score = 0;            // 6 decimals
};

// `best.similarity` below 0: the two have no names to compare.
PairScore ScorePair(const Facts& party, const Facts& entry_facts, const entity::Entity& entry, Kind kind,
                    const BestName& best);

}  // namespace match
