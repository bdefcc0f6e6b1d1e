#pragma once
// Finds the parties of all organisations that bear a name, for the gate: somebody who already has the full
// name learns that it is known, and nobody can read a list by trying beginnings or common words. Never says
// whose a party is. Thread-safe. Cost: a few milliseconds for each organisation.

#include <string_view>
#include <vector>

#include "gate/gate.h"

namespace screening {

// Removed parties too, because the gate counts them. Only names at or above base::kGateNameSimilarity; one
// word finds only names of one word. Parties that are known to be in another country than `country` (ISO
// 3166-1 alpha-2 in lower case; empty: any) are left out.
base::Result<std::vector<gate::FoundParty>> PartiesNamed(db::Transaction& tx, std::string_view name,
                                                         std::string_view country);

}  // namespace screening
