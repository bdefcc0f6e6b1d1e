#pragma once
// How the world is divided where the balance of a panel and the coverage of its exchange are counted. Pure;
// thread-safe. Source: United Nations Statistics Division, "Standard country or area codes for statistical
// use" (M49), regions and sub-regions.

#include <span>
#include <string_view>

namespace panel {

struct Region {
  std::string_view code;    // M49: "142"
  std::string_view parent;  // of a sub-region: its region; empty: a region
  const char* name;         // English; look up with Locale::tr
};
// The five regions, each followed by its sub-regions.
std::span<const Region> Regions();
// Of a country in lower case (alpha-2); nullptr where M49 does not place it.
const Region* SubregionOf(std::string_view country);
const Region* FindRegion(std::string_view code);

}  // namespace panel
