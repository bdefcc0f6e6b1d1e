#pragma once
// One pair compared anew, with everything a person is shown: a score depends on both contents and nothing
// else, so the explanation of a stored alert is made from the stored contents and needs no list. Pure;
// thread-safe; about a millisecond.

#include <string_view>

#include "entity/entity.h"
#include "match/match.h"

namespace screening {

// `threshold`: of the organisation, for what would settle it. Where the pair is not alike any more (another
// engine), names and score are empty.
match::Alert ExplainPair(const entity::Entity& party, const entity::Entity& entry, std::string_view dataset,
                         double threshold);

}  // namespace screening
