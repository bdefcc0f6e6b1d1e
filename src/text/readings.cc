#include "text/readings.h"

#include <algorithm>
#include <string_view>

namespace text {
namespace {

bool HasAny(std::u32string_view letters, std::u32string_view of) {
  return letters.find_first_of(of) != std::u32string_view::npos;
}

// In Russian and Ukrainian ъ stands only before е, ё, ю, я; between consonants it is the Bulgarian vowel.
bool HasVowelHardSign(std::u32string_view letters) {
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] != U'ъ') continue;
    const char32_t next = i + 1 < letters.size() ? letters[i + 1] : U' ';
    if (std::u32string_view(U"еёюя").find(next) == std::u32string_view::npos && next != U' ') return true;
  }
  return false;
}

std::vector<Reading> CyrillicReadings(std::u32string_view letters) {
  if (HasAny(letters, U"јљњћђџѓќѕ")) return {Reading::kSerbian};
  if (HasAny(letters, U"ҳҷӣӯ")) return {Reading::kUzbek};
  if (HasAny(letters, U"ў")) return {HasAny(letters, U"қғ") ? Reading::kUzbek : Reading::kBelarusian};
  if (HasAny(letters, U"әқғңұһҗ")) return {Reading::kKazakh};
  if (HasAny(letters, U"өү")) return {Reading::kMongolian};
  const bool dotted = HasAny(letters, U"і");
  if (dotted && HasAny(letters, U"ыэё") && !HasAny(letters, U"иїєґ")) return {Reading::kBelarusian};
  if (!HasAny(letters, U"ыэёъ")) {
    if (dotted || HasAny(letters, U"їєґ")) return {Reading::kUkrainian};
    std::vector<Reading> readings = {Reading::kDefault, Reading::kUkrainian};
    if (HasAny(letters, U"жцчшх") && !HasAny(letters, U"щьюяй")) readings.push_back(Reading::kSerbian);
    if (HasAny(letters, U"щ")) readings.push_back(Reading::kBulgarian);
    return readings;
  }
  if (HasVowelHardSign(letters) && !HasAny(letters, U"ыэё")) return {Reading::kBulgarian};
  return {Reading::kDefault};
}

}  // namespace

std::vector<Reading> ReadingsOf(std::span<const RawToken> tokens) {
  std::u32string cyrillic;
  bool persian = false;         // a letter that Arabic does not have
  bool may_be_persian = false;  // one that Persian reads otherwise
  bool armenian = false;
  bool hebrew = false;
  bool thai = false;
  bool burmese = false;
  for (const RawToken& t : tokens) {
    if (t.script == Script::kCyrillic) {
      for (char32_t c : t.letters) cyrillic.push_back(ToLower(c));
      cyrillic.push_back(U' ');
    }
    if (t.script == Script::kArabic) {
      persian = persian || HasAny(t.letters, U"پچژگیکہےٹڈڑںھښځڅړټډڼېۍګږ");
      may_be_persian = may_be_persian || HasAny(t.letters, U"ثذضظ");
    }
    if (t.script != Script::kOther || t.letters.empty()) continue;
    const char32_t c = t.letters[0];
    armenian = armenian || (c >= 0x530 && c <= 0x58F);
    hebrew =
        hebrew || (c >= 0x590 && c <= 0x5FF && HasAny(std::u32string_view(t.letters).substr(1), U"בכפךף"));
    burmese = burmese || (c >= 0x1000 && c <= 0x109F);
    thai = thai || (c >= 0xE00 && c <= 0xE7F);
  }
  std::vector<Reading> readings = {Reading::kDefault};
  if (!cyrillic.empty()) readings = CyrillicReadings(cyrillic);
  if (persian && cyrillic.empty()) {
    readings[0] = Reading::kPersian;
  } else if (persian || may_be_persian) {
    readings.push_back(Reading::kPersian);
  }
  if (armenian) readings.push_back(Reading::kWesternArmenian);
  if (hebrew) readings.push_back(Reading::kSpirants);
  if (burmese) readings.push_back(Reading::kBurmeseHabit);
  if (thai) readings.push_back(Reading::kThaiHabit);
  return readings;
}

}  // namespace text
