#include "text/romanize_scripts.h"
#include "text/unicode.h"

// Russian: BGN/PCGN 1947 without apostrophes. Ukrainian: Resolution 55/2010. Belarusian: BGN/PCGN 1979.
// Bulgarian: the Transliteration Act of 2009. Serbian and Macedonian: the official Latin alphabets without
// their marks. Kazakh: BGN/PCGN 1979. Uzbek: the Latin alphabet of 1995 without apostrophes. Mongolian: MNS
// 5217:2012, the standard of passports. What else is customary (ISO 9, ICAO 9303, French, German) is compared
// by text/habits.h.

namespace text {
namespace {

using Rows = std::initializer_list<std::pair<const char32_t, std::string_view>>;

LetterTable* With(const LetterTable& base, Rows rows) {
  auto* table = new LetterTable(base);
  for (const auto& [letter, latin] : rows) (*table)[letter] = latin;
  return table;
}

const LetterTable& Russian() {
  static const LetterTable* const table = new LetterTable{
      {U'а', "a"},  {U'б', "b"},  {U'в', "v"},  {U'г', "g"},  {U'д', "d"},  {U'е', "e"},    {U'ё', "e"},
      {U'ж', "zh"}, {U'з', "z"},  {U'и', "i"},  {U'й', "y"},  {U'к', "k"},  {U'л', "l"},    {U'м', "m"},
      {U'н', "n"},  {U'о', "o"},  {U'п', "p"},  {U'р', "r"},  {U'с', "s"},  {U'т', "t"},    {U'у', "u"},
      {U'ф', "f"},  {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"}, {U'ш', "sh"}, {U'щ', "shch"}, {U'ъ', ""},
      {U'ы', "y"},  {U'ь', ""},   {U'э', "e"},  {U'ю', "yu"}, {U'я', "ya"}, {U'і', "i"},    {U'ї', "yi"},
      {U'є', "ye"}, {U'ґ', "g"},  {U'ў', "u"},  {U'ј', "j"},  {U'љ', "lj"}, {U'њ', "nj"},   {U'ћ', "c"},
      {U'ђ', "dj"}, {U'џ', "dz"}, {U'ѓ', "gj"}, {U'ќ', "kj"}, {U'ѕ', "dz"}, {U'ә', "a"},    {U'ғ', "g"},
      {U'қ', "k"},  {U'ң', "ng"}, {U'ө', "o"},  {U'ұ', "u"},  {U'ү', "u"},  {U'һ', "h"},    {U'ѐ', "e"},
      {U'ѝ', "i"},  {U'ҳ', "h"},  {U'ҷ', "j"},  {U'ӣ', "i"},  {U'ӯ', "u"},  {U'ѣ', "e"},
  };
  return *table;
}

const LetterTable& Ukrainian() {
  static const LetterTable* const table =
      With(Russian(),
           {{U'г', "h"}, {U'и', "y"}, {U'є', "ie"}, {U'ї', "i"}, {U'й', "i"}, {U'ю', "iu"}, {U'я', "ia"}});
  return *table;
}

const LetterTable& Belarusian() {
  static const LetterTable* const table = With(Russian(), {{U'г', "h"}, {U'ё', "yo"}, {U'е', "ye"}});
  return *table;
}

const LetterTable& Bulgarian() {
  static const LetterTable* const table = With(Russian(), {{U'х', "h"}, {U'щ', "sht"}, {U'ъ', "a"}});
  return *table;
}

const LetterTable& Serbian() {
  static const LetterTable* const table =
      With(Russian(),
           {{U'ж', "z"}, {U'х', "h"}, {U'ц', "c"}, {U'ч', "c"}, {U'ш', "s"}, {U'ђ', "dj"}, {U'џ', "dz"}});
  return *table;
}

const LetterTable& Kazakh() {
  static const LetterTable* const table =
      With(Russian(), {{U'қ', "q"}, {U'ғ', "gh"}, {U'ө', "o"}, {U'ү', "u"}, {U'һ', "h"}});
  return *table;
}

const LetterTable& Uzbek() {
  static const LetterTable* const table = With(
      Russian(), {{U'ў', "o"}, {U'қ', "q"}, {U'ғ', "g"}, {U'ҳ', "h"}, {U'ж', "j"}, {U'ё', "yo"}, {U'ъ', ""}});
  return *table;
}

const LetterTable& Mongolian() {
  static const LetterTable* const table =
      With(Russian(),
           {{U'ж', "j"}, {U'й', "i"}, {U'ё', "yo"}, {U'ө', "u"}, {U'ү', "u"}, {U'ы', "ii"}, {U'ь', "i"}});
  return *table;
}

const LetterTable& TableOf(Reading reading) {
  switch (reading) {
    case Reading::kUkrainian:
      return Ukrainian();
    case Reading::kBelarusian:
      return Belarusian();
    case Reading::kBulgarian:
      return Bulgarian();
    case Reading::kSerbian:
      return Serbian();
    case Reading::kKazakh:
      return Kazakh();
    case Reading::kUzbek:
      return Uzbek();
    case Reading::kMongolian:
      return Mongolian();
    default:
      return Russian();
  }
}

// Resolution 55/2010: є, ї, й, ю, я begin a word as ye, yi, y, yu, ya.
std::string_view UkrainianInitial(char32_t c) {
  switch (c) {
    case U'є':
      return "ye";
    case U'ї':
      return "yi";
    case U'й':
      return "y";
    case U'ю':
      return "yu";
    case U'я':
      return "ya";
    default:
      return {};
  }
}

bool IsVowel(char32_t c) {
  return std::u32string_view(U"аеёиоуыэюяіўө").find(c) != std::u32string_view::npos;
}

// е is "ye" at the beginning and after a vowel in Belarusian, "e" elsewhere.
std::string_view BelarusianE(std::u32string_view token, std::size_t i) {
  const bool open = i == 0 || IsVowel(ToLower(token[i - 1])) || token[i - 1] == U'ь';
  return open ? "ye" : "e";
}

}  // namespace

std::string RomanizeCyrillic(std::u32string_view token, Reading reading) {
  const LetterTable& table = TableOf(reading);
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char32_t c = ToLower(token[i]);
    if (c >= U'0' && c <= U'9') {
      out.push_back(static_cast<char>(c));
      continue;
    }
    if (reading == Reading::kUkrainian && i == 0 && !UkrainianInitial(c).empty()) {
      out += UkrainianInitial(c);
    } else if (reading == Reading::kUkrainian && c == U'г' && !out.empty() && out.back() == 'z') {
      out += "gh";
    } else if (reading == Reading::kBelarusian && c == U'е') {
      out += BelarusianE(token, i);
    } else {
      out += Letter(table, c);
    }
  }
  return out;
}

}  // namespace text
