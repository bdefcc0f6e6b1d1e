#pragma once
// Entities of other rooms against compiled lists. Not thread-safe beyond its inputs; see screening.h.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "match/match.h"
#include "screening/screening.h"

namespace screening {

// `datasets` names the dataset of each of `lists`, which must live as long as the call.
EntityScreening ScreenOne(const entity::Entity& entity, std::span<const match::CompiledList* const> lists,
                          const std::vector<std::string>& datasets, double threshold,
                          match::Scratch& scratch);

}  // namespace screening
