#pragma once
// Where in the world a country lies, as far as the pictures of coverage and the view of fairness need it.
// Pure; thread-safe. Sources: United Nations Statistics Division, "Standard country or area codes for
// statistical use" (M49), sub-regions; UNCTAD, "UNCTADstat classifications", development status 2023:
// developing are Africa, Latin America and the Caribbean, Asia without Israel, Japan and the Republic of
// Korea, Oceania without Australia and New Zealand.

#include <cstdint>
#include <string_view>

namespace panel::exchange {

// Sub-regions of M49, some of them together.
enum class Area : std::uint8_t {
  kNorthernAfrica,
  kSubSaharanAfrica,
  kNorthernAmerica,
  kLatinAmerica,
  kCentralAsia,
  kEasternAsia,
  kSouthEasternAsia,
  kSouthernAsia,
  kWesternAsia,
  kEurope,
  kOceania,
  kAnywhere,  // no country, or one that M49 does not place
  kCount
};
Area AreaOf(std::string_view country);        // alpha-2 in lower case
bool IsDeveloping(std::string_view country);  // "the South"
std::string_view AreaName(Area area);         // "southern-asia"

}  // namespace panel::exchange
