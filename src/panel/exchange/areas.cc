#include "panel/exchange/areas.h"

#include <array>

#include "panel/common/regions.h"

namespace panel::exchange {
namespace {

constexpr std::size_t kAreas = static_cast<std::size_t>(Area::kCount);

// The sub-regions of M49 that make up each area.
struct Part {
  std::string_view code;
  Area area;
};
constexpr Part kParts[] = {
    {"015", Area::kNorthernAfrica},   {"014", Area::kSubSaharanAfrica}, {"017", Area::kSubSaharanAfrica},
    {"018", Area::kSubSaharanAfrica}, {"011", Area::kSubSaharanAfrica}, {"021", Area::kNorthernAmerica},
    {"029", Area::kLatinAmerica},     {"013", Area::kLatinAmerica},     {"005", Area::kLatinAmerica},
    {"143", Area::kCentralAsia},      {"030", Area::kEasternAsia},      {"035", Area::kSouthEasternAsia},
    {"034", Area::kSouthernAsia},     {"145", Area::kWesternAsia},      {"151", Area::kEurope},
    {"154", Area::kEurope},           {"039", Area::kEurope},           {"155", Area::kEurope},
    {"053", Area::kOceania},          {"054", Area::kOceania},          {"057", Area::kOceania},
    {"061", Area::kOceania}};

constexpr std::array<std::string_view, kAreas> kNames = {"northern-africa",
                                                         "sub-saharan-africa",
                                                         "northern-america",
                                                         "latin-america",
                                                         "central-asia",
                                                         "eastern-asia",
                                                         "south-eastern-asia",
                                                         "southern-asia",
                                                         "western-asia",
                                                         "europe",
                                                         "oceania",
                                                         "anywhere"};

constexpr std::string_view kDevelopedThere = " il jp kr cy au nz cc cx hm nf ";

bool Lists(std::string_view countries, std::string_view country) {
  if (country.size() != 2) return false;
  const char padded[] = {' ', country[0], country[1], ' '};
  return countries.find(std::string_view(padded, sizeof(padded))) != std::string_view::npos;
}

}  // namespace

Area AreaOf(std::string_view country) {
  const Region* region = SubregionOf(country);
  if (region == nullptr) return Area::kAnywhere;
  for (const Part& part : kParts)
    if (part.code == region->code) return part.area;
  return Area::kAnywhere;
}

bool IsDeveloping(std::string_view country) {
  switch (AreaOf(country)) {
    case Area::kNorthernAmerica:
    case Area::kEurope:
    case Area::kAnywhere:
      return false;
    default:
      return !Lists(kDevelopedThere, country);
  }
}

std::string_view AreaName(Area area) {
  return kNames.at(static_cast<std::size_t>(area));
}

}  // namespace panel::exchange
