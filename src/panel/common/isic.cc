#include "panel/common/isic.h"

#include "desk/tr.h"

namespace panel {
namespace {

using desk::tr;

// ISIC Rev. 4; source in isic.h.
constexpr Industry kIndustries[] = {
    {"A", tr("Agriculture, forestry and fishing"), 'A'},
    {"01", tr("Crop and animal production, hunting and related service activities"), 'A'},
    {"02", tr("Forestry and logging"), 'A'},
    {"03", tr("Fishing and aquaculture"), 'A'},
    {"B", tr("Mining and quarrying"), 'B'},
    {"05", tr("Mining of coal and lignite"), 'B'},
    {"06", tr("Extraction of crude petroleum and natural gas"), 'B'},
    {"07", tr("Mining of metal ores"), 'B'},
    {"08", tr("Other mining and quarrying"), 'B'},
    {"09", tr("Mining support service activities"), 'B'},
    {"C", tr("Manufacturing"), 'C'},
    {"10", tr("Manufacture of food products"), 'C'},
    {"11", tr("Manufacture of beverages"), 'C'},
    {"12", tr("Manufacture of tobacco products"), 'C'},
    {"13", tr("Manufacture of textiles"), 'C'},
    {"14", tr("Manufacture of wearing apparel"), 'C'},
    {"15", tr("Manufacture of leather and related products"), 'C'},
    {"16", tr("Manufacture of wood and of products of wood and cork, except furniture"), 'C'},
    {"17", tr("Manufacture of paper and paper products"), 'C'},
    {"18", tr("Printing and reproduction of recorded media"), 'C'},
    {"19", tr("Manufacture of coke and refined petroleum products"), 'C'},
    {"20", tr("Manufacture of chemicals and chemical products"), 'C'},
    {"21", tr("Manufacture of basic pharmaceutical products and pharmaceutical preparations"), 'C'},
    {"22", tr("Manufacture of rubber and plastics products"), 'C'},
    {"23", tr("Manufacture of other non-metallic mineral products"), 'C'},
    {"24", tr("Manufacture of basic metals"), 'C'},
    {"25", tr("Manufacture of fabricated metal products, except machinery and equipment"), 'C'},
    {"26", tr("Manufacture of computer, electronic and optical products"), 'C'},
    {"27", tr("Manufacture of electrical equipment"), 'C'},
    {"28", tr("Manufacture of machinery and equipment n.e.c."), 'C'},
    {"29", tr("Manufacture of motor vehicles, trailers and semi-trailers"), 'C'},
    {"30", tr("Manufacture of other transport equipment"), 'C'},
    {"31", tr("Manufacture of furniture"), 'C'},
    {"32", tr("Other manufacturing"), 'C'},
    {"33", tr("Repair and installation of machinery and equipment"), 'C'},
    {"D", tr("Electricity, gas, steam and air conditioning supply"), 'D'},
    {"35", tr("Electricity, gas, steam and air conditioning supply"), 'D'},
    {"E", tr("Water supply; sewerage, waste management and remediation activities"), 'E'},
    {"36", tr("Water collection, treatment and supply"), 'E'},
    {"37", tr("Sewerage"), 'E'},
    {"38", tr("Waste collection, treatment and disposal activities; materials recovery"), 'E'},
    {"39", tr("Remediation activities and other waste management services"), 'E'},
    {"F", tr("Construction"), 'F'},
    {"41", tr("Construction of buildings"), 'F'},
    {"42", tr("Civil engineering"), 'F'},
    {"43", tr("Specialized construction activities"), 'F'},
    {"G", tr("Wholesale and retail trade; repair of motor vehicles and motorcycles"), 'G'},
    {"45", tr("Wholesale and retail trade and repair of motor vehicles and motorcycles"), 'G'},
    {"46", tr("Wholesale trade, except of motor vehicles and motorcycles"), 'G'},
    {"47", tr("Retail trade, except of motor vehicles and motorcycles"), 'G'},
    {"H", tr("Transportation and storage"), 'H'},
    {"49", tr("Land transport and transport via pipelines"), 'H'},
    {"50", tr("Water transport"), 'H'},
    {"51", tr("Air transport"), 'H'},
    {"52", tr("Warehousing and support activities for transportation"), 'H'},
    {"53", tr("Postal and courier activities"), 'H'},
    {"I", tr("Accommodation and food service activities"), 'I'},
    {"55", tr("Accommodation"), 'I'},
    {"56", tr("Food and beverage service activities"), 'I'},
    {"J", tr("Information and communication"), 'J'},
    {"58", tr("Publishing activities"), 'J'},
    {"59",
     tr("Motion picture, video and television programme production, sound recording and music "
        "publishing activities"),
     'J'},
    {"60", tr("Programming and broadcasting activities"), 'J'},
    {"61", tr("Telecommunications"), 'J'},
    {"62", tr("Computer programming, consultancy and related activities"), 'J'},
    {"63", tr("Information service activities"), 'J'},
    {"K", tr("Financial and insurance activities"), 'K'},
    {"64", tr("Financial service activities, except insurance and pension funding"), 'K'},
    {"65", tr("Insurance, reinsurance and pension funding, except compulsory social security"), 'K'},
    {"66", tr("Activities auxiliary to financial service and insurance activities"), 'K'},
    {"L", tr("Real estate activities"), 'L'},
    {"68", tr("Real estate activities"), 'L'},
    {"M", tr("Professional, scientific and technical activities"), 'M'},
    {"69", tr("Legal and accounting activities"), 'M'},
    {"70", tr("Activities of head offices; management consultancy activities"), 'M'},
    {"71", tr("Architectural and engineering activities; technical testing and analysis"), 'M'},
    {"72", tr("Scientific research and development"), 'M'},
    {"73", tr("Advertising and market research"), 'M'},
    {"74", tr("Other professional, scientific and technical activities"), 'M'},
    {"75", tr("Veterinary activities"), 'M'},
    {"N", tr("Administrative and support service activities"), 'N'},
    {"77", tr("Rental and leasing activities"), 'N'},
    {"78", tr("Employment activities"), 'N'},
    {"79", tr("Travel agency, tour operator, reservation service and related activities"), 'N'},
    {"80", tr("Security and investigation activities"), 'N'},
    {"81", tr("Services to buildings and landscape activities"), 'N'},
    {"82", tr("Office administrative, office support and other business support activities"), 'N'},
    {"O", tr("Public administration and defence; compulsory social security"), 'O'},
    {"84", tr("Public administration and defence; compulsory social security"), 'O'},
    {"P", tr("Education"), 'P'},
    {"85", tr("Education"), 'P'},
    {"Q", tr("Human health and social work activities"), 'Q'},
    {"86", tr("Human health activities"), 'Q'},
    {"87", tr("Residential care activities"), 'Q'},
    {"88", tr("Social work activities without accommodation"), 'Q'},
    {"R", tr("Arts, entertainment and recreation"), 'R'},
    {"90", tr("Creative, arts and entertainment activities"), 'R'},
    {"91", tr("Libraries, archives, museums and other cultural activities"), 'R'},
    {"92", tr("Gambling and betting activities"), 'R'},
    {"93", tr("Sports activities and amusement and recreation activities"), 'R'},
    {"S", tr("Other service activities"), 'S'},
    {"94", tr("Activities of membership organizations"), 'S'},
    {"95", tr("Repair of computers and personal and household goods"), 'S'},
    {"96", tr("Other personal service activities"), 'S'},
    {"T",
     tr("Activities of households as employers; undifferentiated goods- and services-producing "
        "activities of households for own use"),
     'T'},
    {"97", tr("Activities of households as employers of domestic personnel"), 'T'},
    {"98", tr("Undifferentiated goods- and services-producing activities of private households for own use"),
     'T'},
    {"U", tr("Activities of extraterritorial organizations and bodies"), 'U'},
    {"99", tr("Activities of extraterritorial organizations and bodies"), 'U'},
};

bool IsSameCode(std::string_view known, std::string_view code) {
  if (known.size() != code.size()) return false;
  if (code.size() == 1 && code[0] >= 'a' && code[0] <= 'z') return known[0] == code[0] - 'a' + 'A';
  return known == code;
}

}  // namespace

std::span<const Industry> Industries() {
  return kIndustries;
}

std::optional<std::size_t> IndustryIndex(std::string_view code) {
  for (std::size_t i = 0; i < std::size(kIndustries); ++i)
    if (IsSameCode(kIndustries[i].code, code)) return i;
  return std::nullopt;
}

const Industry* FindIndustry(std::string_view code) {
  const std::optional<std::size_t> index = IndustryIndex(code);
  return index ? &kIndustries[*index] : nullptr;
}

bool IsWithinIndustry(std::string_view code, std::string_view within) {
  const Industry* inner = FindIndustry(code);
  const Industry* outer = FindIndustry(within);
  if (inner == nullptr || outer == nullptr) return false;
  return inner == outer || (outer->is_section() && inner->section == outer->section);
}

}  // namespace panel
