// Writes src/files/encoding_statistics.inc: how often letters and pairs of letters occur in the languages
// that the old encodings serve, counted over CLDR's display names (through ICU) and data/encoding_words.txt.
//   g++ -std=c++20 tools/make_encoding_statistics.cc $(pkg-config --libs icu-uc icu-i18n) -o
//   make_encoding_statistics
//   ./make_encoding_statistics data/encoding_words.txt > src/files/encoding_statistics.inc

#include <unicode/calendar.h>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>
#include <unicode/uversion.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr int kWordWeight = 8;  // a word of business counts as much as this many letters of CLDR
constexpr int kMaxBits = 16;    // what is rarer is left to the floor in encoding_score.cc

using Text = std::u32string;

// Letters in lower case, everything else as a space; marks stay (Thai, Vietnamese in windows-1258 are
// decomposed where needed).
Text Letters(const icu::UnicodeString& source, bool decompose) {
  icu::UnicodeString text = source;
  text.toLower();
  if (decompose) {
    // windows-1258 holds ă â ê ô ơ ư đ whole and the five tones as marks.
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString apart = icu::Normalizer2::getNFDInstance(status)->normalize(text, status), out;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    for (int i = 0; i < apart.length(); ++i) {
      UChar c = apart[i];
      bool tone = c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
      UChar32 pair = tone || out.isEmpty() ? -1 : nfc->composePair(out[out.length() - 1], c);
      // A lower dot may stand between a letter and its circumflex: put it behind.
      if (!tone && pair < 0 && out.length() > 1 && (c == 0x302 || c == 0x306 || c == 0x31B)) {
        UChar dot = out[out.length() - 1];
        UChar32 under = nfc->composePair(out[out.length() - 2], c);
        if (under >= 0) {
          out.truncate(out.length() - 2);
          out.append(under).append(dot);
          continue;
        }
      }
      if (pair >= 0) {
        out.truncate(out.length() - 1);
        out.append(pair);
      } else {
        out.append(c);
      }
    }
    text = out;
  }
  Text letters = U" ";
  for (int i = 0; i < text.length();) {
    UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    bool letter = (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
    if (letter) {
      letters += static_cast<char32_t>(c);
    } else if (letters.back() != U' ') {
      letters += U' ';
    }
  }
  if (letters.back() != U' ') letters += U' ';
  return letters;
}

std::vector<icu::UnicodeString> ClDrNames(const char* language) {
  std::vector<icu::UnicodeString> names;
  icu::Locale locale(language);
  icu::UnicodeString name;
  for (auto code = uloc_getISOLanguages(); *code; ++code)
    names.push_back(icu::Locale(*code).getDisplayLanguage(locale, name));
  for (auto code = uloc_getISOCountries(); *code; ++code)
    names.push_back(icu::Locale("", *code).getDisplayCountry(locale, name));
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration* currencies = ucurr_openISOCurrencies(UCURR_ALL, &status);
  while (const UChar* code = uenum_unext(currencies, nullptr, &status)) {
    std::int32_t length = 0;
    const UChar* text = ucurr_getName(code, language, UCURR_LONG_NAME, nullptr, &length, &status);
    if (U_SUCCESS(status)) names.emplace_back(text, length);
  }
  uenum_close(currencies);
  icu::DateFormatSymbols symbols(locale, status);
  std::int32_t count = 0;
  const icu::UnicodeString* months = symbols.getMonths(count);
  names.insert(names.end(), months, months + count);
  std::unique_ptr<icu::TimeZoneNames> zones(icu::TimeZoneNames::createInstance(locale, status));
  std::unique_ptr<icu::StringEnumeration> ids(icu::TimeZone::createEnumeration());
  while (const icu::UnicodeString* id = ids->snext(status)) {
    icu::UnicodeString city;
    zones->getExemplarLocationName(*id, city);
    if (!city.isBogus()) names.push_back(city);
  }
  return names;
}

std::string Utf8(const Text& text) {
  std::string out;
  icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()), static_cast<int>(text.size()))
      .toUTF8String(out);
  return out;
}

// Lines of NGRAMS(language, letters in each, bits, "..."), the likely first.
void Print(const std::string& language, std::size_t size, const std::map<int, Text>& by_bits) {
  for (const auto& [bits, text] : by_bits) {
    constexpr std::size_t kPerLine = 40;
    std::printf("NGRAMS(\"%s\", %zu, %d,", language.c_str(), size, bits);
    for (std::size_t at = 0; at < text.size(); at += kPerLine * size) {
      std::printf("\n       \"%s\"", Utf8(text.substr(at, kPerLine * size)).c_str());
    }
    std::puts(")");
  }
}

using Counts = std::map<Text, double>;

bool Ascii(const Text& text) {
  return text.find_first_not_of(U" abcdefghijklmnopqrstuvwxyz") == Text::npos;
}

void Unigrams(const std::string& language, const Counts& singles) {
  double total = 0;
  for (const auto& [letter, count] : singles) total += Ascii(letter) ? 0 : count;
  std::map<int, Text> by_bits;
  for (const auto& [letter, count] : singles) {
    int bits = static_cast<int>(std::lround(-std::log2(count / total)));
    if (!Ascii(letter) && bits <= kMaxBits) by_bits[bits] += letter;
  }
  Print(language, 1, by_bits);
}

void Bigrams(const std::string& language, const Counts& pairs, const Counts& singles) {
  double total = 0;
  for (const auto& [letter, count] : singles) total += count;
  std::map<int, Text> by_bits, letters;
  for (const auto& [pair, count] : pairs) {
    double first = singles.at(pair.substr(0, 1)), second = singles.at(pair.substr(1, 1));
    double probability = 0.9 * count / first + 0.1 * second / total;
    int bits = static_cast<int>(std::lround(-std::log2(probability)));
    if (!Ascii(pair) && bits <= kMaxBits) by_bits[bits] += pair;
  }
  for (const auto& [letter, count] : singles) {
    int bits = static_cast<int>(std::lround(-std::log2(0.1 * count / total)));
    if (bits <= kMaxBits + 4) letters[bits] += letter;
  }
  Print(language, 1, letters);
  Print(language, 2, by_bits);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(
        stderr,
        "usage: make_encoding_statistics data/encoding_words.txt > src/files/encoding_statistics.inc\n");
    return 2;
  }
  std::printf(
      "// Made by tools/make_encoding_statistics.cc; do not edit. Counted over CLDR display names through "
      "ICU %s (Unicode licence)\n"
      "// and data/encoding_words.txt (compiled for this project).\n"
      "// NGRAMS(language, letters in each n-gram, bits = -log2 of its likelihood, n-grams one after the "
      "other)\n",
      U_ICU_VERSION);
  std::ifstream in(argv[1]);
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    auto equals = line.find(" = ");
    std::string language = line.substr(0, equals);
    bool decompose = language == "vi";
    bool ideographic = language == "ko" || language == "ja" || language.starts_with("zh");
    Counts singles, pairs;
    auto count = [&](const icu::UnicodeString& text, double weight) {
      Text letters = Letters(text, decompose);
      for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
        singles[letters.substr(i, 1)] += weight;
        pairs[letters.substr(i, 2)] += weight;
      }
    };
    for (const auto& name : ClDrNames(language.c_str())) count(name, 1);
    count(icu::UnicodeString::fromUTF8(line.substr(equals + 3)), kWordWeight);
    if (ideographic) {
      Unigrams(language, singles);
    } else {
      Bigrams(language, pairs, singles);
    }
  }
}
