#include "panel/common/isic.h"

#include <array>

#include "desk/tr.h"

namespace panel {
namespace {

using desk::tr;

// ISIC Rev. 4; source in isic.h.
constexpr Industry kIndustries[] = {
    {"A", tr("Agriculture, forestry and fishing"), 'A', tr("Agriculture, forestry and fishing")},
    {"01", tr("Crop and animal production, hunting and related service activities"), 'A',
     tr("Crops and animals")},
    {"02", tr("Forestry and logging"), 'A', tr("Forestry")},
    {"03", tr("Fishing and aquaculture"), 'A', tr("Fishing and fish farming")},
    {"B", tr("Mining and quarrying"), 'B', tr("Mining and quarrying")},
    {"05", tr("Mining of coal and lignite"), 'B', tr("Coal")},
    {"06", tr("Extraction of crude petroleum and natural gas"), 'B', tr("Oil and gas extraction")},
    {"07", tr("Mining of metal ores"), 'B', tr("Metal ores")},
    {"08", tr("Other mining and quarrying"), 'B', tr("Other mining and quarrying")},
    {"09", tr("Mining support service activities"), 'B', tr("Services to mining")},
    {"C", tr("Manufacturing"), 'C', tr("Manufacturing")},
    {"10", tr("Manufacture of food products"), 'C', tr("Food")},
    {"11", tr("Manufacture of beverages"), 'C', tr("Beverages")},
    {"12", tr("Manufacture of tobacco products"), 'C', tr("Tobacco")},
    {"13", tr("Manufacture of textiles"), 'C', tr("Textiles")},
    {"14", tr("Manufacture of wearing apparel"), 'C', tr("Clothing")},
    {"15", tr("Manufacture of leather and related products"), 'C', tr("Leather and footwear")},
    {"16", tr("Manufacture of wood and of products of wood and cork, except furniture"), 'C',
     tr("Wood products")},
    {"17", tr("Manufacture of paper and paper products"), 'C', tr("Paper")},
    {"18", tr("Printing and reproduction of recorded media"), 'C', tr("Printing")},
    {"19", tr("Manufacture of coke and refined petroleum products"), 'C', tr("Coke and refined oil")},
    {"20", tr("Manufacture of chemicals and chemical products"), 'C', tr("Chemicals")},
    {"21", tr("Manufacture of basic pharmaceutical products and pharmaceutical preparations"), 'C',
     tr("Medicines")},
    {"22", tr("Manufacture of rubber and plastics products"), 'C', tr("Rubber and plastics")},
    {"23", tr("Manufacture of other non-metallic mineral products"), 'C',
     tr("Glass, ceramics, cement, stone")},
    {"24", tr("Manufacture of basic metals"), 'C', tr("Basic metals")},
    {"25", tr("Manufacture of fabricated metal products, except machinery and equipment"), 'C',
     tr("Metal products")},
    {"26", tr("Manufacture of computer, electronic and optical products"), 'C', tr("Electronics")},
    {"27", tr("Manufacture of electrical equipment"), 'C', tr("Electrical equipment")},
    {"28", tr("Manufacture of machinery and equipment n.e.c."), 'C', tr("Machinery")},
    {"29", tr("Manufacture of motor vehicles, trailers and semi-trailers"), 'C', tr("Motor vehicles")},
    {"30", tr("Manufacture of other transport equipment"), 'C', tr("Ships, trains, aircraft")},
    {"31", tr("Manufacture of furniture"), 'C', tr("Furniture")},
    {"32", tr("Other manufacturing"), 'C', tr("Other goods")},
    {"33", tr("Repair and installation of machinery and equipment"), 'C',
     tr("Repair and installation of machinery")},
    {"D", tr("Electricity, gas, steam and air conditioning supply"), 'D', tr("Electricity and gas")},
    {"35", tr("Electricity, gas, steam and air conditioning supply"), 'D', tr("Electricity, gas, steam")},
    {"E", tr("Water supply; sewerage, waste management and remediation activities"), 'E',
     tr("Water and waste")},
    {"36", tr("Water collection, treatment and supply"), 'E', tr("Water supply")},
    {"37", tr("Sewerage"), 'E', tr("Sewerage")},
    {"38", tr("Waste collection, treatment and disposal activities; materials recovery"), 'E',
     tr("Waste and recycling")},
    {"39", tr("Remediation activities and other waste management services"), 'E',
     tr("Cleaning up of pollution")},
    {"F", tr("Construction"), 'F', tr("Construction")},
    {"41", tr("Construction of buildings"), 'F', tr("Buildings")},
    {"42", tr("Civil engineering"), 'F', tr("Roads, railways, pipelines")},
    {"43", tr("Specialized construction activities"), 'F', tr("Specialised building work")},
    {"G", tr("Wholesale and retail trade; repair of motor vehicles and motorcycles"), 'G',
     tr("Trade and repair of vehicles")},
    {"45", tr("Wholesale and retail trade and repair of motor vehicles and motorcycles"), 'G',
     tr("Trade in vehicles")},
    {"46", tr("Wholesale trade, except of motor vehicles and motorcycles"), 'G', tr("Wholesale")},
    {"47", tr("Retail trade, except of motor vehicles and motorcycles"), 'G', tr("Retail")},
    {"H", tr("Transportation and storage"), 'H', tr("Transport and storage")},
    {"49", tr("Land transport and transport via pipelines"), 'H', tr("Land transport")},
    {"50", tr("Water transport"), 'H', tr("Shipping")},
    {"51", tr("Air transport"), 'H', tr("Air transport")},
    {"52", tr("Warehousing and support activities for transportation"), 'H', tr("Warehouses and ports")},
    {"53", tr("Postal and courier activities"), 'H', tr("Post and couriers")},
    {"I", tr("Accommodation and food service activities"), 'I', tr("Hotels and restaurants")},
    {"55", tr("Accommodation"), 'I', tr("Hotels")},
    {"56", tr("Food and beverage service activities"), 'I', tr("Restaurants and catering")},
    {"J", tr("Information and communication"), 'J', tr("Information and communication")},
    {"58", tr("Publishing activities"), 'J', tr("Publishing")},
    {"59",
     tr("Motion picture, video and television programme production, sound recording and music "
        "publishing activities"),
     'J', tr("Film and music")},
    {"60", tr("Programming and broadcasting activities"), 'J', tr("Broadcasting")},
    {"61", tr("Telecommunications"), 'J', tr("Telecommunications")},
    {"62", tr("Computer programming, consultancy and related activities"), 'J', tr("Programming")},
    {"63", tr("Information service activities"), 'J', tr("Information services")},
    {"K", tr("Financial and insurance activities"), 'K', tr("Finance and insurance")},
    {"64", tr("Financial service activities, except insurance and pension funding"), 'K',
     tr("Banks and funds")},
    {"65", tr("Insurance, reinsurance and pension funding, except compulsory social security"), 'K',
     tr("Insurance and pensions")},
    {"66", tr("Activities auxiliary to financial service and insurance activities"), 'K',
     tr("Services to finance")},
    {"L", tr("Real estate activities"), 'L', tr("Real estate")},
    {"68", tr("Real estate activities"), 'L', tr("Real estate dealing")},
    {"M", tr("Professional, scientific and technical activities"), 'M',
     tr("Professional and scientific work")},
    {"69", tr("Legal and accounting activities"), 'M', tr("Law and accounting")},
    {"70", tr("Activities of head offices; management consultancy activities"), 'M',
     tr("Management and head offices")},
    {"71", tr("Architectural and engineering activities; technical testing and analysis"), 'M',
     tr("Architecture and engineering")},
    {"72", tr("Scientific research and development"), 'M', tr("Research")},
    {"73", tr("Advertising and market research"), 'M', tr("Advertising and market research")},
    {"74", tr("Other professional, scientific and technical activities"), 'M', tr("Other professional work")},
    {"75", tr("Veterinary activities"), 'M', tr("Veterinary work")},
    {"N", tr("Administrative and support service activities"), 'N',
     tr("Administrative and support services")},
    {"77", tr("Rental and leasing activities"), 'N', tr("Rental and leasing")},
    {"78", tr("Employment activities"), 'N', tr("Employment and recruitment agencies")},
    {"79", tr("Travel agency, tour operator, reservation service and related activities"), 'N',
     tr("Travel agencies")},
    {"80", tr("Security and investigation activities"), 'N', tr("Security")},
    {"81", tr("Services to buildings and landscape activities"), 'N', tr("Cleaning and gardening")},
    {"82", tr("Office administrative, office support and other business support activities"), 'N',
     tr("Office support")},
    {"O", tr("Public administration and defence; compulsory social security"), 'O',
     tr("Public administration")},
    {"84", tr("Public administration and defence; compulsory social security"), 'O',
     tr("Government and social security")},
    {"P", tr("Education"), 'P', tr("Education")},
    {"85", tr("Education"), 'P', tr("Schools and universities")},
    {"Q", tr("Human health and social work activities"), 'Q', tr("Health and social work")},
    {"86", tr("Human health activities"), 'Q', tr("Health")},
    {"87", tr("Residential care activities"), 'Q', tr("Residential care")},
    {"88", tr("Social work activities without accommodation"), 'Q', tr("Social work")},
    {"R", tr("Arts, entertainment and recreation"), 'R', tr("Arts and recreation")},
    {"90", tr("Creative, arts and entertainment activities"), 'R', tr("Arts")},
    {"91", tr("Libraries, archives, museums and other cultural activities"), 'R',
     tr("Libraries and museums")},
    {"92", tr("Gambling and betting activities"), 'R', tr("Gambling")},
    {"93", tr("Sports activities and amusement and recreation activities"), 'R', tr("Sports and recreation")},
    {"S", tr("Other service activities"), 'S', tr("Other services")},
    {"94", tr("Activities of membership organizations"), 'S', tr("Membership organisations")},
    {"95", tr("Repair of computers and personal and household goods"), 'S', tr("Repair of household goods")},
    {"96", tr("Other personal service activities"), 'S', tr("Personal services")},
    {"T",
     tr("Activities of households as employers; undifferentiated goods- and services-producing "
        "activities of households for own use"),
     'T', tr("Households as employers")},
    {"97", tr("Activities of households as employers of domestic personnel"), 'T', tr("Domestic workers")},
    {"98", tr("Undifferentiated goods- and services-producing activities of private households for own use"),
     'T', tr("Work for own use")},
    {"U", tr("Activities of extraterritorial organizations and bodies"), 'U',
     tr("International organisations")},
    {"99", tr("Activities of extraterritorial organizations and bodies"), 'U',
     tr("Embassies and international bodies")},
};

// Where each code stands: sections by their letter, divisions by their number; none where it is past the end.
struct Places {
  std::array<std::size_t, 26> sections{};
  std::array<std::size_t, 100> divisions{};
};
constexpr std::size_t kNone = std::size(kIndustries);

constexpr std::size_t NumberOf(std::string_view digits) {
  return static_cast<std::size_t>(digits[0] - '0') * 10 + static_cast<std::size_t>(digits[1] - '0');
}

constexpr Places MakePlaces() {
  Places places;
  places.sections.fill(kNone);
  places.divisions.fill(kNone);
  for (std::size_t i = 0; i < kNone; ++i) {
    const std::string_view code = kIndustries[i].code;
    if (code.size() == 1)
      places.sections[static_cast<std::size_t>(code[0] - 'A')] = i;
    else
      places.divisions[NumberOf(code)] = i;
  }
  return places;
}
constexpr Places kPlaces = MakePlaces();

std::size_t PlaceOf(std::string_view code) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (code.size() == 2 && digit(code[0]) && digit(code[1])) return kPlaces.divisions[NumberOf(code)];
  if (code.size() != 1) return kNone;
  if (code[0] >= 'A' && code[0] <= 'Z') return kPlaces.sections[static_cast<std::size_t>(code[0] - 'A')];
  if (code[0] >= 'a' && code[0] <= 'z') return kPlaces.sections[static_cast<std::size_t>(code[0] - 'a')];
  return kNone;
}

}  // namespace

std::span<const Industry> Industries() {
  return kIndustries;
}

std::optional<std::size_t> IndustryIndex(std::string_view code) {
  const std::size_t place = PlaceOf(code);
  return place == kNone ? std::nullopt : std::optional(place);
}

const Industry* FindIndustry(std::string_view code) {
  const std::optional<std::size_t> index = IndustryIndex(code);
  return index ? &kIndustries[*index] : nullptr;
}

std::string_view SectionOf(std::string_view code) {
  const Industry* industry = FindIndustry(code);
  if (industry == nullptr) return {};
  for (const Industry& one : kIndustries)
    if (one.is_section() && one.section == industry->section) return one.code;
  return {};
}

bool IsWithinIndustry(std::string_view code, std::string_view within) {
  const Industry* inner = FindIndustry(code);
  const Industry* outer = FindIndustry(within);
  if (inner == nullptr || outer == nullptr) return false;
  return inner == outer || (outer->is_section() && inner->section == outer->section);
}

}  // namespace panel
