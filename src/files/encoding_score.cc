#include "files/encoding_score.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "files/encoding.h"
#include "files/utf8.h"

namespace files {
namespace {

// Costs in bits of what the tables do not hold.
constexpr double kInvalidCost = 24;     // bytes the encoding does not have, control characters
constexpr double kUnknownPair = 20;     // letters that no word of the language has beside each other
constexpr double kPunctuation = 8;      // quotation marks, dashes, bullets, full-width brackets
constexpr double kOddSymbol = 15;       // all other signs
constexpr double kMixedScripts = 10;    // a Latin letter against one of another alphabet
constexpr double kCapitalInWord = 5;    // a capital behind a small letter
constexpr double kIdeographInWord = 6;  // an ideograph against a small Latin letter
constexpr double kHalfWidthKana = 13;

// What ICU's converters put for bytes that they cannot read, beside U+FFFD.
constexpr UChar32 kSubstitute = 0x1A;

struct Served {
  std::string_view encoding;
  std::vector<std::string_view> languages;
};

const std::vector<Served>& Alphabets() {
  static const std::vector<Served> served = {
      {"windows-1250", {"pl", "cs", "sk", "hu", "ro", "hr"}},
      {"windows-1251", {"ru", "uk", "bg"}},
      {"windows-1252", {"fr", "es", "pt", "de", "it", "sv", "da", "nb", "fi"}},
      {"windows-1253", {"el"}},
      {"windows-1254", {"tr"}},
      {"windows-1255", {"he"}},
      {"windows-1256", {"ar"}},
      {"windows-1257", {"lt", "lv", "et"}},
      {"windows-1258", {"vi"}},
      {"windows-874", {"th"}},
  };
  return served;
}

// Two-byte encodings, with the lead bytes of their common and of their rarer characters and what one of each
// costs when the language's table does not hold it.
struct Ideographic {
  std::string_view encoding;
  std::string_view language;
  std::array<std::uint8_t, 2> common;
  std::array<std::uint8_t, 2> rare;
  double common_cost;
  double rare_cost;
  double other_cost;
};
constexpr Ideographic kIdeographic[] = {
    {"CP949", "ko", {0xB0, 0xC8}, {0xCA, 0xFD}, 15, 18, 20},
    {"GB18030", "zh", {0xB0, 0xD7}, {0xD8, 0xF7}, 14.5, 17, 20},
    {"Big5", "zh_Hant", {0xA4, 0xC6}, {0xC9, 0xF9}, 14.5, 17.5, 20},
    {"Shift-JIS", "ja", {0x88, 0x97}, {0x98, 0xEA}, 14.5, 17.5, 20},
};

// Bits of letters and pairs of one language; a pair's key holds both letters.
class LanguageTable {
 public:
  void Add(std::string_view grams, std::size_t size, std::uint8_t bits) {
    auto text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(grams.data(), static_cast<std::int32_t>(grams.size())));
    std::uint64_t key = 0;
    std::size_t letters = 0;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
      key = key << 32 | static_cast<std::uint32_t>(text.char32At(i));
      if (++letters % size != 0) continue;
      bits_.emplace(key, bits);
      key = 0;
    }
  }
  // 0 where it is not held.
  double Bits(std::uint64_t key) const {
    auto found = bits_.find(key);
    return found == bits_.end() ? 0 : found->second;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint8_t> bits_;
};

const LanguageTable& TableOf(std::string_view language) {
  static const auto tables = [] {
    std::unordered_map<std::string_view, LanguageTable> made;
#define NGRAMS(language, size, bits, grams) made[language].Add(grams, size, bits);
#include "files/encoding_statistics.inc"
#undef NGRAMS
    return made;
  }();
  return tables.at(language);
}

icu::UnicodeString Decode(std::string_view bytes, std::string_view encoding) {
  std::string canonical;
  std::string name = ConverterName(encoding, &canonical);
  return icu::UnicodeString(bytes.data(), static_cast<std::int32_t>(bytes.size()), name.c_str());
}

bool IsPunctuation(UChar32 c) {
  switch (c) {
    case 0x00A0:
    case 0x00AB:
    case 0x00BB:
    case 0x00B0:
    case 0x00B7:
    case 0x00AE:
    case 0x20AC:
    case 0x2116:
    case 0x2122:
      return true;
    default:
      break;
  }
  return (c >= 0x2010 && c <= 0x2026) || (c >= 0x3000 && c <= 0x3011) || (c >= 0xFF01 && c <= 0xFF5E);
}

double SymbolCost(UChar32 c) {
  if (c == 0xFFFD || u_iscntrl(c) || !u_isdefined(c) || (c >= 0xE000 && c <= 0xF8FF)) return kInvalidCost;
  return IsPunctuation(c) ? kPunctuation : kOddSymbol;
}

bool MixesScripts(UChar32 left, UChar32 right) {
  auto latin = [](UChar32 c) { return c >= 'a' && c <= 'z'; };
  auto other = [](UChar32 c) { return c >= 0x370; };
  return (latin(left) && other(right)) || (other(left) && latin(right));
}

double AlphabetScore(const icu::UnicodeString& text, std::string_view language) {
  const LanguageTable& table = TableOf(language);
  double cost = 0;
  UChar32 before = ' ';
  bool small_before = false;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    UChar32 c = text.char32At(i);
    bool letter = (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
    bool capital = letter && u_isupper(c);
    UChar32 folded = letter ? u_tolower(c) : ' ';
    if (!letter && (c >= 0x80 || c == kSubstitute)) cost += SymbolCost(c);
    if (folded >= 0x80 || before >= 0x80) {
      double bits = table.Bits(static_cast<std::uint64_t>(before) << 32 | static_cast<std::uint32_t>(folded));
      if (bits == 0) bits = table.Bits(static_cast<std::uint32_t>(folded));
      cost += bits == 0 ? kUnknownPair : bits;
      if (capital && small_before) cost += kCapitalInWord;
      if (MixesScripts(before, folded)) cost += kMixedScripts;
    }
    before = folded;
    small_before = letter && !capital && u_islower(c);
  }
  return -cost;
}

// Each line may be in another of the languages.
double LinesScore(const icu::UnicodeString& text, const std::vector<std::string_view>& languages) {
  double score = 0;
  for (std::int32_t at = 0; at < text.length();) {
    std::int32_t end = text.indexOf(u'\n', at);
    end = end < 0 ? text.length() : end + 1;
    icu::UnicodeString line = text.tempSubStringBetween(at, end);
    double best = AlphabetScore(line, languages.front());
    for (std::size_t i = 1; i < languages.size(); ++i)
      best = std::max(best, AlphabetScore(line, languages[i]));
    score += best;
    at = end;
  }
  return score;
}

enum Level : std::uint8_t { kOther, kCommon, kRare };

std::vector<std::uint8_t> LevelsOf(const Ideographic& encoding) {
  std::vector<std::uint8_t> levels(0x10000, kOther);
  auto fill = [&](std::array<std::uint8_t, 2> leads, Level level) {
    for (int lead = leads[0]; lead <= leads[1]; ++lead) {
      for (int trail = encoding.encoding == "CP949" || encoding.encoding == "GB18030" ? 0xA1 : 0x40;
           trail <= 0xFE; ++trail) {
        const char bytes[] = {static_cast<char>(lead), static_cast<char>(trail)};
        icu::UnicodeString text = Decode(std::string_view(bytes, 2), encoding.encoding);
        if (text.length() == 1 && text[0] != 0xFFFD) levels[text[0]] = level;
      }
    }
  };
  fill(encoding.rare, kRare);
  fill(encoding.common, kCommon);
  return levels;
}

bool IsIdeographOrSyllable(UChar32 c) {
  return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

double IdeographicScore(const icu::UnicodeString& text, const Ideographic& encoding,
                        const std::vector<std::uint8_t>& levels) {
  const LanguageTable& table = TableOf(encoding.language);
  double cost = 0;
  UChar32 before = ' ';
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    UChar32 c = text.char32At(i);
    if (c >= 0xFF61 && c <= 0xFF9F) {
      cost += kHalfWidthKana;
    } else if (IsIdeographOrSyllable(c)) {
      double bits = table.Bits(static_cast<std::uint32_t>(c));
      std::uint8_t level = levels[static_cast<std::size_t>(c)];
      double unseen = level == kCommon ? encoding.common_cost
                      : level == kRare ? encoding.rare_cost
                                       : encoding.other_cost;
      cost += bits == 0 ? unseen : bits;
    } else if (c >= 0x80 || c == kSubstitute) {
      cost += std::max(SymbolCost(c), u_isalpha(c) ? encoding.other_cost : 0);
    }
    bool latin_meets_ideograph =
        (before >= 'a' && before <= 'z' && c >= 0x80) || (before >= 0x80 && c >= 'a' && c <= 'z');
    if (latin_meets_ideograph) cost += kIdeographInWord;
    before = c;
  }
  return -cost;
}

}  // namespace

double EncodingScore(std::string_view lines, std::string_view encoding) {
  icu::UnicodeString text = Decode(lines, encoding);
  if (text.isBogus()) return -kInvalidCost * static_cast<double>(lines.size());
  static const auto levels = [] {
    std::array<std::vector<std::uint8_t>, std::size(kIdeographic)> made;
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = LevelsOf(kIdeographic[i]);
    return made;
  }();
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (kIdeographic[i].encoding == encoding) return IdeographicScore(text, kIdeographic[i], levels[i]);
  }
  for (const Served& served : Alphabets()) {
    if (served.encoding == encoding) return LinesScore(text, served.languages);
  }
  return -kInvalidCost * static_cast<double>(lines.size());
}

}  // namespace files
