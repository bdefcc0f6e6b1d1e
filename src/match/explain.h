#pragma once
// The parts of an alert that are for people: alignment, named numbers, and what would settle it. Made for
// results only, after ranking.

#include "match/pairing.h"
#include "match/search.h"

namespace match {

// That the best pair of names rests on an alias which the list itself calls weak.
Evidence WeakAliasEvidence(const entity::Entity& entry, std::uint16_t value);

// Fills query_name, candidate_name, alignment, name_parts and settle of an alert that is scored already.
// `query` is null where the party has no name of that kind.
void Explain(const entity::Entity& party, const entity::Entity& entry, Kind kind, const PreparedName* query,
             const BestName& best, const Facts& party_facts, double threshold, Alert& alert);

}  // namespace match
