#include <array>

#include "world/culture.h"

namespace world {
namespace {

#include "world/culture_east_asia.inc"
#include "world/culture_latin.inc"
#include "world/culture_slavic.inc"
#include "world/culture_south_asia.inc"
#include "world/culture_west_asia.inc"

#define WORLD_PEOPLE(p) k##p##Surnames, k##p##Men, k##p##Women
#define WORLD_COMPANIES(p) k##p##Brands, {}, k##p##Industries, k##p##Streets
#define WORLD_COMPOUNDS(p) k##p##Brands, k##p##BrandTails, k##p##Industries, k##p##Streets
using enum MiddleName;
using enum BrandStyle;

#include "world/cultures_table.inc"

// weight: the country's share of suppliers, after the country counts of the disclosed supplier lists gathered
// by Open Supply Hub (China, India, Bangladesh, Viet Nam and Turkey lead), with every script kept present;
// list_weight: its share of listed parties, after where forced-labour import bans and sanctions programmes
// point; native_only: see culture.h.
constexpr Market kMarkets[] = {
    {"cn", "China", &kChinese, 230, 130, 90, kCnPlaces, kCnLegal},
    {"hk", "Hong Kong", &kTaiwanese, 30, 30, 40, kHkPlaces, kTwLegal},
    {"tw", "Taiwan", &kTaiwanese, 30, 15, 90, kTwPlaces, kTwLegal},
    {"kr", "South Korea", &kKorean, 45, 15, 110, kKrPlaces, kKrLegal},
    {"kp", "North Korea", &kNorthKorean, 0, 60, 0, kKpPlaces, kKpLegal},
    {"jp", "Japan", &kJapanese, 30, 10, 110, kJpPlaces, kJpLegal},
    {"ru", "Russia", &kRussian, 25, 130, 120, kRuPlaces, kRuLegal},
    {"by", "Belarus", &kRussian, 5, 35, 120, kByPlaces, kRuLegal},
    {"ua", "Ukraine", &kUkrainian, 25, 40, 120, kUaPlaces, kUaLegal},
    {"eg", "Egypt", &kArabic, 25, 40, 70, kEgPlaces, kArLegal},
    {"jo", "Jordan", &kArabic, 20, 25, 70, kJoPlaces, kArLegal},
    {"ae", "United Arab Emirates", &kArabic, 15, 45, 40, kAePlaces, kArLegal},
    {"sy", "Syria", &kArabic, 3, 60, 120, kSyPlaces, kArLegal},
    {"iq", "Iraq", &kArabic, 3, 50, 120, kIqPlaces, kArLegal},
    {"il", "Israel", &kHebrew, 10, 5, 60, kIlPlaces, kIlLegal},
    {"ge", "Georgia", &kGeorgian, 8, 8, 60, kGePlaces, kGeLegal},
    {"am", "Armenia", &kArmenian, 8, 8, 60, kAmPlaces, kAmLegal},
    {"gr", "Greece", &kGreek, 12, 10, 60, kGrPlaces, kGrLegal},
    {"in", "India", &kHindi, 90, 40, 10, kInPlaces, kInLegal},
    {"bd", "Bangladesh", &kBangla, 75, 15, 10, kBdPlaces, kBdLegal},
    {"pk", "Pakistan", &kUrduLatin, 40, 55, 0, kPkPlaces, kPkLegal},
    {"lk", "Sri Lanka", &kUrduLatin, 10, 5, 0, kLkPlaces, kPkLegal},
    {"th", "Thailand", &kThai, 35, 20, 20, kThPlaces, kThLegal},
    {"kh", "Cambodia", &kKhmer, 35, 10, 10, kKhPlaces, kKhLegal},
    {"mm", "Myanmar", &kBurmese, 18, 35, 10, kMmPlaces, kMmLegal},
    {"us", "United States", &kEnglish, 25, 10, 0, kUsPlaces, kUsLegal},
    {"gb", "United Kingdom", &kEnglish, 15, 15, 0, kGbPlaces, kGbLegal},
    {"mx", "Mexico", &kSpanish, 25, 60, 0, kMxPlaces, kMxLegal},
    {"co", "Colombia", &kSpanish, 10, 55, 0, kCoPlaces, kCoLegal},
    {"br", "Brazil", &kPortuguese, 20, 20, 0, kBrPlaces, kBrLegal},
    {"pt", "Portugal", &kPortuguese, 15, 5, 0, kPtPlaces, kPtLegal},
    {"it", "Italy", &kItalian, 25, 15, 0, kItPlaces, kItLegal},
    {"de", "Germany", &kGerman, 20, 10, 0, kDePlaces, kDeLegal},
    {"tr", "Turkey", &kTurkish, 55, 25, 0, kTrPlaces, kTrLegal},
    {"vn", "Vietnam", &kVietnamese, 60, 10, 0, kVnPlaces, kVnLegal},
    {"id", "Indonesia", &kIndonesian, 40, 15, 0, kIdPlaces, kIdLegal},
    {"my", "Malaysia", &kMalaysian, 15, 20, 0, kMyPlaces, kMyLegal},
};

}  // namespace

std::span<const Market> Markets() {
  return kMarkets;
}

std::string_view Variant(std::string_view list, std::size_t index) {
  while (index > 0) {
    const std::size_t bar = list.find('|');
    if (bar == std::string_view::npos) return list;
    list.remove_prefix(bar + 1);
    --index;
  }
  return list.substr(0, list.find('|'));
}

std::size_t VariantCount(std::string_view list) {
  std::size_t count = 1;
  for (char c : list) count += c == '|' ? 1 : 0;
  return count;
}

}  // namespace world
