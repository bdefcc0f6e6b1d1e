#pragma once
// The word material of the made-up world: name parts, company words, places and legal forms by culture, and
// the markets (countries) that use them. Every part is written in Latin letters (several romanisations, the
// usual one first) and in its own script, so a made-up name is the same name in both by construction. The
// tables stand in culture_*.inc, each with its sources.
//
// All data is constant and lives for the whole program; thread-safe.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace world {

// One part of a name. `latin`: romanisations separated by '|', the one that official lists use most first.
// `native`: the same in the culture's own script, variants separated by '|' (only legal forms have several);
// empty where the culture writes Latin letters.
struct Part {
  std::string_view latin;
  std::string_view native;
};

enum class Script : std::uint8_t {
  kLatin,
  kHan,
  kHangul,
  kKana,
  kCyrillic,
  kGreek,
  kArabic,
  kHebrew,
  kDevanagari,
  kBengali,
  kThai,
  kKhmer,
  kMyanmar,
  kGeorgian,
  kArmenian,
};

// How a distinctive company name ("brand") is built from the brand parts.
enum class BrandStyle : std::uint8_t {
  kSyllables,  // two parts run together: Hua + sheng -> Huasheng
  kCompound,   // a part of `brands` and one of `brand_tails` run together: Stroy + invest -> Stroyinvest
  kWords,      // two words of `brands`, or a word and a surname
};

// What stands between surname and given names, or after them.
enum class MiddleName : std::uint8_t { kNone, kPatronymic, kSecondSurname, kSecondGiven };

struct Culture {
  std::string_view id;
  Script script;
  bool surname_first;  // as official lists write the full name
  bool joined_given;   // two given parts run together: Xiao + ming
  bool one_standard;  // romanisation variants are columns of standards (Pinyin | Wade-Giles | Cantonese), not
                      // free spellings
  bool native_spaces;  // words of the native form are separated by spaces
  bool slavic_gender;  // a woman's surname takes -a
  MiddleName middle;
  BrandStyle brand_style;
  std::span<const Part> surnames, men, women, patronymics_m, patronymics_f;
  std::span<const Part> brands, brand_tails, industries;
  std::span<const std::string_view> streets;
  // Order of the words of a company name: P place, B brand, I industry, L legal form; anything else stands as
  // it is.
  std::string_view latin_shape, latin_shape_without_place, native_shape, native_shape_without_place;
};

// One country of the world. `weight`: its share of the suppliers; `native_only`: per mille of supplier rows
// that give the name in the country's own script only.
struct Market {
  std::string_view code;     // ISO 3166-1 alpha-2
  std::string_view country;  // as supplier files and lists write it
  const Culture* culture;
  int weight;
  int list_weight;
  int native_only;
  std::span<const Part> places;
  std::span<const Part> legal_forms;
};

std::span<const Market> Markets();

// Variant number `index` of a '|' list; an index past the end gives the last one.
std::string_view Variant(std::string_view list, std::size_t index);
std::size_t VariantCount(std::string_view list);

}  // namespace world
