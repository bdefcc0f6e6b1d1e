#include <array>

#include "world/culture.h"

namespace world {
namespace {

#include "world/culture_east_asia.inc"
#include "world/culture_latin.inc"
#include "world/culture_slavic.inc"
#include "world/culture_south_asia.inc"
#include "world/culture_west_asia.inc"

// Shapes: P place, B brand, I industry, L legal form. One line a culture, in the order of the struct: id, script, surname_first,
// joined_given, one_standard, native_spaces, slavic_gender, middle, brand style, then the tables and the shapes.
#define WORLD_PEOPLE(p) k##p##Surnames, k##p##Men, k##p##Women
#define WORLD_COMPANIES(p) k##p##Brands, {}, k##p##Industries, k##p##Streets
#define WORLD_COMPOUNDS(p) k##p##Brands, k##p##BrandTails, k##p##Industries, k##p##Streets
using enum MiddleName;
using enum BrandStyle;

constexpr Culture kChinese = {"zh-hans", Script::kHan, true, true, true, false, false, kNone, kSyllables, WORLD_PEOPLE(Cn), {}, {}, WORLD_COMPANIES(Cn), "P B I L", "B I L", "PBIL", "BIL"};
constexpr Culture kTaiwanese = {"zh-hant", Script::kHan, true, false, true, false, false, kSecondGiven, kSyllables, WORLD_PEOPLE(Tw), {}, {}, WORLD_COMPANIES(Tw), "P B I L", "B I L", "PBIL", "BIL"};
constexpr Culture kKorean = {"ko", Script::kHangul, true, false, true, true, false, kSecondGiven, kSyllables, WORLD_PEOPLE(Kr), {}, {}, WORLD_COMPANIES(Kr), "P B I L", "B I L", "L PBI", "L BI"};
constexpr Culture kJapanese = {"ja", Script::kKana, false, false, true, false, false, kNone, kWords, WORLD_PEOPLE(Jp), {}, {}, WORLD_COMPANIES(Jp), "P B I L", "B I L", "PBIL", "LBI"};
constexpr Culture kRussian = {"ru", Script::kCyrillic, true, false, false, true, true, kPatronymic, kCompound, WORLD_PEOPLE(Ru), kRuPatronymicsM, kRuPatronymicsF, WORLD_COMPOUNDS(Ru), "L I B P", "L I B", "L I «B» P", "L I «B»"};
constexpr Culture kUkrainian = {"uk", Script::kCyrillic, true, false, false, true, false, kPatronymic, kCompound, WORLD_PEOPLE(Ua), kUaPatronymicsM, kUaPatronymicsF, WORLD_COMPOUNDS(Ua), "L I B P", "L I B", "L I «B» P", "L I «B»"};
constexpr Culture kArabic = {"ar", Script::kArabic, false, false, false, true, false, kSecondGiven, kWords, WORLD_PEOPLE(Ar), {}, {}, WORLD_COMPANIES(Ar), "B P I L", "B I L", "شركة B P I L", "شركة B I L"};
constexpr Culture kHebrew = {"he", Script::kHebrew, false, false, false, true, false, kNone, kWords, WORLD_PEOPLE(Il), {}, {}, WORLD_COMPANIES(Il), "B I P L", "B I L", "B I P L", "B I L"};
constexpr Culture kGeorgian = {"ka", Script::kGeorgian, false, false, false, true, false, kNone, kWords, WORLD_PEOPLE(Ge), {}, {}, WORLD_COMPANIES(Ge), "B I P L", "B I L", "L B I P", "L B I"};
constexpr Culture kArmenian = {"hy", Script::kArmenian, false, false, false, true, false, kNone, kWords, WORLD_PEOPLE(Am), {}, {}, WORLD_COMPANIES(Am), "B I P L", "B I L", "B I P L", "B I L"};
constexpr Culture kGreek = {"el", Script::kGreek, false, false, false, true, false, kNone, kWords, WORLD_PEOPLE(Gr), {}, {}, WORLD_COMPANIES(Gr), "B I P L", "B I L", "B I P L", "B I L"};
constexpr Culture kHindi = {"hi", Script::kDevanagari, false, false, false, true, false, kSecondGiven, kWords, WORLD_PEOPLE(In), {}, {}, WORLD_COMPANIES(In), "P B I L", "B I L", "P B I L", "B I L"};
constexpr Culture kBangla = {"bn", Script::kBengali, false, false, false, true, false, kSecondGiven, kWords, WORLD_PEOPLE(Bd), {}, {}, WORLD_COMPANIES(Bd), "P B I L", "B I L", "P B I L", "B I L"};
constexpr Culture kUrduLatin = {"ur", Script::kLatin, false, false, false, true, false, kSecondGiven, kWords, WORLD_PEOPLE(Pk), {}, {}, WORLD_COMPANIES(Pk), "P B I L", "B I L", "P B I L", "B I L"};
constexpr Culture kThai = {"th", Script::kThai, false, false, false, true, false, kNone, kWords, WORLD_PEOPLE(Th), {}, {}, WORLD_COMPANIES(Th), "P B I L", "B I L", "บริษัท PBI L", "บริษัท BI L"};
constexpr Culture kKhmer = {"km", Script::kKhmer, true, false, false, true, false, kNone, kWords, WORLD_PEOPLE(Kh), {}, {}, WORLD_COMPANIES(Kh), "P B I L", "B I L", "PBI L", "BI L"};
constexpr Culture kBurmese = {"my", Script::kMyanmar, false, false, false, false, false, kSecondGiven, kWords, WORLD_PEOPLE(Mm), {}, {}, WORLD_COMPANIES(Mm), "P B I L", "B I L", "PBIL", "BIL"};
constexpr Culture kEnglish = {"en", Script::kLatin, false, false, false, true, false, kSecondGiven, kWords, WORLD_PEOPLE(En), {}, {}, WORLD_COMPANIES(En), "B I P L", "B I L", "B I P L", "B I L"};
constexpr Culture kSpanish = {"es", Script::kLatin, false, false, false, true, false, kSecondSurname, kWords, WORLD_PEOPLE(Es), {}, {}, WORLD_COMPANIES(Es), "I B de P L", "I B L", "I B de P L", "I B L"};
constexpr Culture kPortuguese = {"pt", Script::kLatin, false, false, false, true, false, kSecondSurname, kWords, WORLD_PEOPLE(Pt), {}, {}, WORLD_COMPANIES(Pt), "I B de P L", "I B L", "I B de P L", "I B L"};
constexpr Culture kItalian = {"it", Script::kLatin, false, false, false, true, false, kNone, kWords, WORLD_PEOPLE(It), {}, {}, WORLD_COMPANIES(It), "I B P L", "I B L", "I B P L", "I B L"};
constexpr Culture kGerman = {"de", Script::kLatin, false, false, false, true, false, kNone, kWords, WORLD_PEOPLE(De), {}, {}, WORLD_COMPANIES(De), "B I P L", "B I L", "B I P L", "B I L"};
constexpr Culture kTurkish = {"tr", Script::kLatin, false, false, false, true, false, kNone, kWords, WORLD_PEOPLE(Tr), {}, {}, WORLD_COMPANIES(Tr), "P B I L", "B I L", "P B I L", "B I L"};
constexpr Culture kVietnamese = {"vi", Script::kLatin, true, false, false, true, false, kSecondGiven, kWords, WORLD_PEOPLE(Vn), {}, {}, WORLD_COMPANIES(Vn), "B I P L", "B I L", "L I B P", "L I B"};
constexpr Culture kIndonesian = {"id", Script::kLatin, false, false, false, true, false, kNone, kWords, WORLD_PEOPLE(Id), {}, {}, WORLD_COMPANIES(Id), "L B I P", "L B I", "L B I P", "L B I"};
constexpr Culture kMalaysian = {"ms", Script::kLatin, false, false, false, true, false, kNone, kWords, WORLD_PEOPLE(Id), {}, {}, WORLD_COMPANIES(Id), "B I P L", "B I L", "B I P L", "B I L"};

// weight: the country's share of suppliers, after the country counts of the disclosed supplier lists gathered by Open Supply Hub (China,
// India, Bangladesh, Viet Nam and Turkey lead), with every script kept present; list_weight: its share of listed parties, after where
// forced-labour import bans and sanctions programmes point; native_only: see culture.h.
constexpr Market kMarkets[] = {
    {"cn", "China", &kChinese, 230, 130, 90, kCnPlaces, kCnLegal},
    {"hk", "Hong Kong", &kTaiwanese, 30, 30, 40, kHkPlaces, kTwLegal},
    {"tw", "Taiwan", &kTaiwanese, 30, 15, 90, kTwPlaces, kTwLegal},
    {"kr", "South Korea", &kKorean, 45, 15, 110, kKrPlaces, kKrLegal},
    {"kp", "North Korea", &kKorean, 0, 60, 0, kKpPlaces, kKpLegal},
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

std::span<const Market> Markets() { return kMarkets; }

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
