#pragma once
// How the world and its industries are divided where the balance of a panel is counted. Pure; thread-safe.
// Sources: United Nations Statistics Division, "Standard country or area codes for statistical use" (M49),
// regions and sub-regions; ISIC Revision 4 (United Nations, 2008), sections and divisions, titles shortened.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace panel::members {

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

struct Sector {
  std::string_view code;     // "C", "14"
  std::string_view section;  // of a division: its section; of a section: itself
  const char* name;
};
// The 21 sections, each followed by its divisions.
std::span<const Sector> Sectors();
const Sector* FindSector(std::string_view code);
// The section of a section or division; empty where there is none.
std::string_view SectionOf(std::string_view code);

}  // namespace panel::members
