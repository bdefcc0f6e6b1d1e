#pragma once
// The 169 targets of the Sustainable Development Goals: their codes, and short titles of our own for those
// that this work serves most. Source of the codes: resolution of the UN General Assembly A/RES/70/1 (25
// September 2015), goals 1 to 17; the count of 169 stands in its paragraph 18. Pure; thread-safe.

#include <string>
#include <string_view>
#include <vector>

namespace panel {

inline constexpr std::size_t kSdgTargets = 169;

// "8.7", "17.16", "1.a"; in the resolution's order.
const std::vector<std::string>& SdgTargets();
bool IsSdgTarget(std::string_view code);
// The place in that order; kSdgTargets for what is not one.
std::size_t SdgOrder(std::string_view code);
// The targets that this work serves, in order.
const std::vector<std::string_view>& SdgTargetsThatMatter();
// A short title of our own, as a source text of the catalogues; empty for the others.
std::string_view SdgTitle(std::string_view code);

}  // namespace panel
