#include "text/romanize.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>
#include <unordered_map>

#include "text/cantonese.h"
#include "text/han.h"
#include "text/hangul.h"
#include "text/kana.h"
#include "text/latin.h"
#include "text/mandarin.h"

namespace text {
namespace {

using Table = std::unordered_map<char32_t, std::string_view>;

const Table& Russian() {
  static const Table* const table = new Table{
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

const Table& Ukrainian() {
  static const Table* const table = [] {
    auto* t = new Table(Russian());
    (*t)[U'г'] = "h";
    (*t)[U'ґ'] = "g";
    (*t)[U'и'] = "y";
    (*t)[U'і'] = "i";
    (*t)[U'є'] = "ie";
    (*t)[U'ї'] = "i";
    (*t)[U'й'] = "i";
    (*t)[U'ю'] = "iu";
    (*t)[U'я'] = "ia";
    return t;
  }();
  return *table;
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

std::string Cyrillic(std::u32string_view token, bool ukrainian) {
  const Table& table = ukrainian ? Ukrainian() : Russian();
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char32_t c = ToLower(token[i]);
    if (ukrainian && i == 0) {
      const std::string_view initial = UkrainianInitial(c);
      if (!initial.empty()) {
        out += initial;
        continue;
      }
    }
    if (ukrainian && c == U'г' && !out.empty() && out.back() == 'z') {
      out += "gh";
      continue;
    }
    const auto it = table.find(c);
    if (it != table.end()) out += it->second;
  }
  return out;
}

char32_t PlainGreek(char32_t c) {
  switch (ToLower(c)) {
    case U'ά':
      return U'α';
    case U'έ':
      return U'ε';
    case U'ή':
      return U'η';
    case U'ί':
    case U'ϊ':
    case U'ΐ':
      return U'ι';
    case U'ό':
      return U'ο';
    case U'ύ':
    case U'ϋ':
    case U'ΰ':
      return U'υ';
    case U'ώ':
      return U'ω';
    case U'ς':
      return U'σ';
    default:
      return ToLower(c);
  }
}

std::string Greek(std::u32string_view token) {
  static const Table* const letters = new Table{
      {U'α', "a"}, {U'β', "v"},  {U'γ', "g"}, {U'δ', "d"},  {U'ε', "e"},  {U'ζ', "z"},
      {U'η', "i"}, {U'θ', "th"}, {U'ι', "i"}, {U'κ', "k"},  {U'λ', "l"},  {U'μ', "m"},
      {U'ν', "n"}, {U'ξ', "x"},  {U'ο', "o"}, {U'π', "p"},  {U'ρ', "r"},  {U'σ', "s"},
      {U'τ', "t"}, {U'υ', "y"},  {U'φ', "f"}, {U'χ', "ch"}, {U'ψ', "ps"}, {U'ω', "o"},
  };
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char32_t c = PlainGreek(token[i]);
    const char32_t next = i + 1 < token.size() ? PlainGreek(token[i + 1]) : 0;
    std::string_view pair;
    if (c == U'ο' && next == U'υ') pair = "ou";
    if (c == U'μ' && next == U'π') pair = i == 0 ? "b" : "mp";
    if (c == U'ν' && next == U'τ') pair = i == 0 ? "d" : "nt";
    if (c == U'γ' && next == U'κ') pair = i == 0 ? "g" : "gk";
    if (c == U'γ' && next == U'γ') pair = "ng";
    if (c == U'α' && next == U'υ') pair = "av";
    if (c == U'ε' && next == U'υ') pair = "ev";
    if (!pair.empty()) {
      out += pair;
      ++i;
      continue;
    }
    const auto it = letters->find(c);
    if (it != letters->end()) out += it->second;
  }
  return out;
}

std::string Hangul(std::u32string_view token, Reading reading) {
  if (reading == Reading::kKoreanNames) return RomanizeHangul(token, HangulStyle::kMcCune);
  if (reading == Reading::kHangulSounds) return RomanizeHangul(token, HangulStyle::kSounds);
  return RomanizeHangul(token, HangulStyle::kLetters);
}

std::string Han(std::u32string_view token, Reading reading) {
  std::string out;
  for (char32_t c : token) {
    switch (reading) {
      case Reading::kCantonese:
        out += HanReading(c, true);
        break;
      case Reading::kHongKong:
        out += HongKongSpellings(HanReading(c, true))[0];
        break;
      case Reading::kWadeGiles:
        out += WadeGiles(HanReading(c, false));
        break;
      case Reading::kSinoKorean:
        out += RomanizeHangul(std::u32string(1, HangulOfHan(c)), HangulStyle::kLetters);
        break;
      case Reading::kSinoVietnamese:
        out += VietnameseOfHan(c);
        break;
      default:
        out += HanReading(c, false);
    }
  }
  return out;
}

std::string Arabic(std::u32string_view token) {
  static const Table* const letters = new Table{
      {U'ا', "a"},  {U'أ', "a"},  {U'إ', "i"},  {U'آ', "a"},  {U'ٱ', "a"},  {U'ب', "b"},  {U'ت', "t"},
      {U'ث', "th"}, {U'ج', "j"},  {U'ح', "h"},  {U'خ', "kh"}, {U'د', "d"},  {U'ذ', "dh"}, {U'ر', "r"},
      {U'ز', "z"},  {U'س', "s"},  {U'ش', "sh"}, {U'ص', "s"},  {U'ض', "d"},  {U'ط', "t"},  {U'ظ', "z"},
      {U'ع', "a"},  {U'غ', "gh"}, {U'ف', "f"},  {U'ق', "q"},  {U'ك', "k"},  {U'ل', "l"},  {U'م', "m"},
      {U'ن', "n"},  {U'ه', "h"},  {U'ة', "a"},  {U'و', "w"},  {U'ي', "y"},  {U'ى', "a"},  {U'ؤ', "u"},
      {U'ئ', "i"},  {U'پ', "p"},  {U'چ', "ch"}, {U'ژ', "zh"}, {U'گ', "g"},  {U'ک', "k"},  {U'ی', "y"},
      {U'ڤ', "v"},  {U'ٹ', "t"},  {U'ڈ', "d"},  {U'ڑ', "r"},  {U'ں', "n"},  {U'ے', "e"},  {U'ھ', "h"},
      {U'ہ', "h"},  {U'ۀ', "h"},  {U'ښ', "sh"}, {U'ځ', "dz"}, {U'څ', "ts"}, {U'ړ', "r"},  {U'ټ', "t"},
      {U'ډ', "d"},  {U'ڼ', "n"},  {U'ې', "e"},  {U'ۍ', "y"},  {U'ګ', "g"},  {U'َ', "a"},   {U'ُ', "u"},
      {U'ِ', "i"},
  };
  std::string out;
  for (char32_t c : token) {
    const auto it = letters->find(c);
    if (it != letters->end()) out += it->second;
  }
  return out;
}

// Hebrew by its letters: vowels are not written, alef and ayin hold the place of one.
std::string Hebrew(std::u32string_view token) {
  static const Table* const letters = new Table{
      {U'א', "a"},  {U'ב', "b"},  {U'ג', "g"}, {U'ד', "d"}, {U'ה', "h"},  {U'ו', "v"}, {U'ז', "z"},
      {U'ח', "h"},  {U'ט', "t"},  {U'י', "y"}, {U'כ', "k"}, {U'ך', "k"},  {U'ל', "l"}, {U'מ', "m"},
      {U'ם', "m"},  {U'נ', "n"},  {U'ן', "n"}, {U'ס', "s"}, {U'ע', "a"},  {U'פ', "p"}, {U'ף', "f"},
      {U'צ', "ts"}, {U'ץ', "ts"}, {U'ק', "k"}, {U'ר', "r"}, {U'ש', "sh"}, {U'ת', "t"},
  };
  std::string out;
  for (char32_t c : token) {
    const auto it = letters->find(c);
    if (it != letters->end()) out += it->second;
  }
  return out;
}

// Khmer, which ICU leaves as it is: consonants by UNGEGN 1972 without the inherent vowel, vowel signs by
// their commonest value. The subscript sign and the series shifters are silent, except that ៉ turns b into p.
std::string Khmer(std::u32string_view token) {
  static const Table* const letters = new Table{
      {U'ក', "k"},  {U'ខ', "kh"}, {U'គ', "k"},  {U'ឃ', "kh"}, {U'ង', "ng"},  {U'ច', "ch"}, {U'ឆ', "ch"},
      {U'ជ', "ch"}, {U'ឈ', "ch"}, {U'ញ', "nh"}, {U'ដ', "d"},  {U'ឋ', "th"},  {U'ឌ', "d"},  {U'ឍ', "th"},
      {U'ណ', "n"},  {U'ត', "t"},  {U'ថ', "th"}, {U'ទ', "t"},  {U'ធ', "th"},  {U'ន', "n"},  {U'ប', "b"},
      {U'ផ', "ph"}, {U'ព', "p"},  {U'ភ', "ph"}, {U'ម', "m"},  {U'យ', "y"},   {U'រ', "r"},  {U'ល', "l"},
      {U'វ', "v"},  {U'ស', "s"},  {U'ហ', "h"},  {U'ឡ', "l"},  {U'អ', "a"},   {U'ឥ', "e"},  {U'ឧ', "o"},
      {U'ឯ', "ae"}, {U'ឱ', "o"},  {U'ា', "a"},  {U'ិ', "e"},   {U'ី', "i"},    {U'ឹ', "oe"},  {U'ឺ', "eu"},
      {U'ុ', "o"},   {U'ូ', "ou"},  {U'ួ', "uo"},  {U'ើ', "eu"}, {U'ឿ', "oea"}, {U'ៀ', "ie"}, {U'េ', "e"},
      {U'ែ', "ae"}, {U'ៃ', "ai"}, {U'ោ', "o"},  {U'ៅ', "au"}, {U'ំ', "m"},    {U'ះ', "h"},
  };
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == U'ប' && i + 1 < token.size() && token[i + 1] == U'\u17C9') {
      out += 'p';
      continue;
    }
    const auto it = letters->find(token[i]);
    if (it != letters->end()) out += it->second;
  }
  return out;
}

// A script that nobody here can read: two letters for each code point, so that a name still meets itself and
// its slips.
std::string ByCodePoint(std::u32string_view token) {
  std::string out;
  for (char32_t c : token) {
    out += static_cast<char>('a' + c / 26 % 26);
    out += static_cast<char>('a' + c % 26);
  }
  return out;
}

std::string ByIcu(std::u32string_view token) {
  // Transliterators are not safe to share, and cloning one costs less than a microsecond's worth of work
  // saved per call.
  thread_local const std::unique_ptr<icu::Transliterator> any_latin = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  }();
  if (!any_latin) return {};
  icu::UnicodeString s = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(token.data()),
                                                       static_cast<std::int32_t>(token.size()));
  any_latin->transliterate(s);
  std::string out;
  for (std::int32_t i = 0; i < s.length(); ++i) {
    const char16_t u = s.charAt(i);
    if ((u >= 'a' && u <= 'z') || (u >= '0' && u <= '9')) out.push_back(static_cast<char>(u));
  }
  return out;
}

}  // namespace

bool MayBeUkrainian(std::u32string_view token) {
  for (char32_t raw : token) {
    const char32_t c = ToLower(raw);
    if (c == U'ы' || c == U'э' || c == U'ё' || c == U'ъ') return false;
  }
  return true;
}

bool MustBeUkrainian(std::u32string_view token) {
  for (char32_t raw : token) {
    const char32_t c = ToLower(raw);
    if (c == U'і' || c == U'ї' || c == U'є' || c == U'ґ') return true;
  }
  return false;
}

std::string Romanize(std::u32string_view token, Script script, Reading reading) {
  std::string out;
  switch (script) {
    case Script::kLatin:
    case Script::kCommon:
      for (char32_t c : token) {
        if (IsDigit(c)) {
          out.push_back(static_cast<char>('0' + DigitValue(c)));
        } else {
          AppendLatin(out, c);
        }
      }
      return out;
    case Script::kCyrillic:
      return Cyrillic(token, reading == Reading::kUkrainian);
    case Script::kGreek:
      return Greek(token);
    case Script::kHangul:
      return Hangul(token, reading);
    case Script::kHan:
      return Han(token, reading);
    case Script::kArabic:
      return Arabic(token);
    case Script::kOther:
      if (!token.empty() && token[0] >= 0x5D0 && token[0] <= 0x5EA) return Hebrew(token);
      if (!token.empty() && token[0] >= 0x1780 && token[0] <= 0x17FF) return Khmer(token);
      out = ByIcu(token);
      return out.empty() ? ByCodePoint(token) : out;
    case Script::kKana:
      out = RomanizeKana(token, reading == Reading::kLongVowels);
      return out.empty() ? ByCodePoint(token) : out;
  }
  return out;
}

}  // namespace text
