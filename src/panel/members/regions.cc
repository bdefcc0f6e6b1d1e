#include "panel/members/regions.h"

#include "desk/tr.h"

namespace panel::members {
namespace {

using desk::tr;

constexpr Region kRegions[] = {
    {"002", "", tr("Africa")},
    {"015", "002", tr("Northern Africa")},
    {"014", "002", tr("Eastern Africa")},
    {"017", "002", tr("Middle Africa")},
    {"018", "002", tr("Southern Africa")},
    {"011", "002", tr("Western Africa")},
    {"019", "", tr("Americas")},
    {"021", "019", tr("Northern America")},
    {"029", "019", tr("Caribbean")},
    {"013", "019", tr("Central America")},
    {"005", "019", tr("South America")},
    {"142", "", tr("Asia")},
    {"143", "142", tr("Central Asia")},
    {"030", "142", tr("Eastern Asia")},
    {"035", "142", tr("South-eastern Asia")},
    {"034", "142", tr("Southern Asia")},
    {"145", "142", tr("Western Asia")},
    {"150", "", tr("Europe")},
    {"151", "150", tr("Eastern Europe")},
    {"154", "150", tr("Northern Europe")},
    {"039", "150", tr("Southern Europe")},
    {"155", "150", tr("Western Europe")},
    {"009", "", tr("Oceania")},
    {"053", "009", tr("Australia and New Zealand")},
    {"054", "009", tr("Melanesia")},
    {"057", "009", tr("Micronesia")},
    {"061", "009", tr("Polynesia")},
};

// Taiwan and Kosovo are no areas of their own in M49; they are counted with their neighbours.
struct Countries {
  std::string_view subregion;
  std::string_view codes;  // of two letters, with a blank between
};
constexpr Countries kCountries[] = {
    {"015", "dz eg ly ma sd tn eh"},
    {"014", "io bi km dj er et tf ke mg mw mu yt mz re rw sc so ss ug tz zm zw"},
    {"017", "ao cm cf td cg cd gq ga st"},
    {"018", "bw sz ls na za"},
    {"011", "bj bf cv ci gm gh gn gw lr ml mr ne ng sh sn sl tg"},
    {"021", "bm ca gl pm us"},
    {"029", "ai ag aw bs bb bq vg ky cu cw dm do gd gp ht jm mq ms pr bl kn lc mf vc sx tt tc vi"},
    {"013", "bz cr sv gt hn mx ni pa"},
    {"005", "ar bo bv br cl co ec fk gf gy py pe gs sr uy ve"},
    {"143", "kz kg tj tm uz"},
    {"030", "cn hk mo kp jp mn kr tw"},
    {"035", "bn kh id la my mm ph sg th tl vn"},
    {"034", "af bd bt in ir mv np pk lk"},
    {"145", "am az bh cy ge iq il jo kw lb om qa sa ps sy tr ae ye"},
    {"151", "by bg cz hu pl md ro ru sk ua"},
    {"154", "ax dk ee fo fi gg is ie im je lv lt no sj se gb"},
    {"039", "al ad ba hr gi gr va it mt me mk pt sm rs si es xk"},
    {"155", "at be fr de li lu mc nl ch"},
    {"053", "au cx cc hm nz nf"},
    {"054", "fj nc pg sb vu"},
    {"057", "gu ki mh fm nr mp pw um"},
    {"061", "as ck pf nu pn ws tk to tv wf"},
};

constexpr Sector kSectors[] = {
    {"A", "A", tr("Agriculture, forestry and fishing")},
    {"01", "A", tr("Crops and animals")},
    {"02", "A", tr("Forestry")},
    {"03", "A", tr("Fishing and fish farming")},
    {"B", "B", tr("Mining and quarrying")},
    {"05", "B", tr("Coal")},
    {"06", "B", tr("Oil and gas extraction")},
    {"07", "B", tr("Metal ores")},
    {"08", "B", tr("Other mining and quarrying")},
    {"09", "B", tr("Services to mining")},
    {"C", "C", tr("Manufacturing")},
    {"10", "C", tr("Food")},
    {"11", "C", tr("Beverages")},
    {"12", "C", tr("Tobacco")},
    {"13", "C", tr("Textiles")},
    {"14", "C", tr("Clothing")},
    {"15", "C", tr("Leather and footwear")},
    {"16", "C", tr("Wood products")},
    {"17", "C", tr("Paper")},
    {"18", "C", tr("Printing")},
    {"19", "C", tr("Coke and refined oil")},
    {"20", "C", tr("Chemicals")},
    {"21", "C", tr("Medicines")},
    {"22", "C", tr("Rubber and plastics")},
    {"23", "C", tr("Glass, ceramics, cement, stone")},
    {"24", "C", tr("Basic metals")},
    {"25", "C", tr("Metal products")},
    {"26", "C", tr("Electronics")},
    {"27", "C", tr("Electrical equipment")},
    {"28", "C", tr("Machinery")},
    {"29", "C", tr("Motor vehicles")},
    {"30", "C", tr("Ships, trains, aircraft")},
    {"31", "C", tr("Furniture")},
    {"32", "C", tr("Other goods")},
    {"33", "C", tr("Repair and installation of machinery")},
    {"D", "D", tr("Electricity and gas")},
    {"35", "D", tr("Electricity, gas, steam")},
    {"E", "E", tr("Water and waste")},
    {"36", "E", tr("Water supply")},
    {"37", "E", tr("Sewerage")},
    {"38", "E", tr("Waste and recycling")},
    {"39", "E", tr("Cleaning up of pollution")},
    {"F", "F", tr("Construction")},
    {"41", "F", tr("Buildings")},
    {"42", "F", tr("Roads, railways, pipelines")},
    {"43", "F", tr("Specialised building work")},
    {"G", "G", tr("Trade and repair of vehicles")},
    {"45", "G", tr("Trade in vehicles")},
    {"46", "G", tr("Wholesale")},
    {"47", "G", tr("Retail")},
    {"H", "H", tr("Transport and storage")},
    {"49", "H", tr("Land transport")},
    {"50", "H", tr("Shipping")},
    {"51", "H", tr("Air transport")},
    {"52", "H", tr("Warehouses and ports")},
    {"53", "H", tr("Post and couriers")},
    {"I", "I", tr("Hotels and restaurants")},
    {"55", "I", tr("Hotels")},
    {"56", "I", tr("Restaurants and catering")},
    {"J", "J", tr("Information and communication")},
    {"58", "J", tr("Publishing")},
    {"59", "J", tr("Film and music")},
    {"60", "J", tr("Broadcasting")},
    {"61", "J", tr("Telecommunications")},
    {"62", "J", tr("Programming")},
    {"63", "J", tr("Information services")},
    {"K", "K", tr("Finance and insurance")},
    {"64", "K", tr("Banks and funds")},
    {"65", "K", tr("Insurance and pensions")},
    {"66", "K", tr("Services to finance")},
    {"L", "L", tr("Real estate")},
    {"68", "L", tr("Real estate dealing")},
    {"M", "M", tr("Professional and scientific work")},
    {"69", "M", tr("Law and accounting")},
    {"70", "M", tr("Management and head offices")},
    {"71", "M", tr("Architecture and engineering")},
    {"72", "M", tr("Research")},
    {"73", "M", tr("Advertising and market research")},
    {"74", "M", tr("Other professional work")},
    {"75", "M", tr("Veterinary work")},
    {"N", "N", tr("Administrative and support services")},
    {"77", "N", tr("Rental and leasing")},
    {"78", "N", tr("Employment and recruitment agencies")},
    {"79", "N", tr("Travel agencies")},
    {"80", "N", tr("Security")},
    {"81", "N", tr("Cleaning and gardening")},
    {"82", "N", tr("Office support")},
    {"O", "O", tr("Public administration")},
    {"84", "O", tr("Government and social security")},
    {"P", "P", tr("Education")},
    {"85", "P", tr("Schools and universities")},
    {"Q", "Q", tr("Health and social work")},
    {"86", "Q", tr("Health")},
    {"87", "Q", tr("Residential care")},
    {"88", "Q", tr("Social work")},
    {"R", "R", tr("Arts and recreation")},
    {"90", "R", tr("Arts")},
    {"91", "R", tr("Libraries and museums")},
    {"92", "R", tr("Gambling")},
    {"93", "R", tr("Sports and recreation")},
    {"S", "S", tr("Other services")},
    {"94", "S", tr("Membership organisations")},
    {"95", "S", tr("Repair of household goods")},
    {"96", "S", tr("Personal services")},
    {"T", "T", tr("Households as employers")},
    {"97", "T", tr("Domestic workers")},
    {"98", "T", tr("Work for own use")},
    {"U", "U", tr("International organisations")},
    {"99", "U", tr("Embassies and international bodies")},
};

}  // namespace

std::span<const Region> Regions() {
  return kRegions;
}

const Region* FindRegion(std::string_view code) {
  for (const Region& region : kRegions)
    if (region.code == code) return &region;
  return nullptr;
}

const Region* SubregionOf(std::string_view country) {
  constexpr std::size_t kLetters = 2;
  if (country.size() != kLetters || country.find(' ') != std::string_view::npos) return nullptr;
  for (const Countries& part : kCountries)
    if (part.codes.find(country) != std::string_view::npos) return FindRegion(part.subregion);
  return nullptr;
}

std::span<const Sector> Sectors() {
  return kSectors;
}

const Sector* FindSector(std::string_view code) {
  for (const Sector& sector : kSectors)
    if (sector.code == code) return &sector;
  return nullptr;
}

std::string_view SectionOf(std::string_view code) {
  const Sector* sector = FindSector(code);
  return sector == nullptr ? std::string_view() : sector->section;
}

}  // namespace panel::members
