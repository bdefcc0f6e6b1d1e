#include "entity/country_fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace entity {
namespace {

void AppendWord(std::string& key, std::string& word) {
  if (word == "st") word = "saint";
  if (word != "the") key += word;
  word.clear();
}

std::string FoldAscii(std::string_view text) {
  std::string key, word;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') {
      word += static_cast<char>(c + ('a' - 'A'));
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else {
      AppendWord(key, word);
      if (c == '&') key += "and";
    }
  }
  AppendWord(key, word);
  return key;
}

// Letters that decomposition leaves alone and that are written without their mark or in two ways.
UChar32 FoldLetter(UChar32 c) {
  switch (c) {
    case 0x0111:
      return 'd';  // đ
    case 0x0131:
      return 'i';  // dotless i
    case 0x00F8:
      return 'o';  // ø
    case 0x0142:
      return 'l';  // ł
    case 0x0629:
      return 0x0647;  // ta marbuta as ha
    case 0x0649:      // alef maksura
    case 0x06CC:
      return 0x064A;  // and Farsi ya as ya
    case 0x06A9:
      return 0x0643;  // keheh as kaf
    default:
      return c;
  }
}

std::string FoldUnicode(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return {};
  auto source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString folded = nfkd->normalize(source.foldCase(), status);
  if (U_FAILURE(status)) return {};
  std::string key, word;
  for (std::int32_t i = 0; i < folded.length();) {
    UChar32 c = folded.char32At(i);
    i += U16_LENGTH(c);
    auto mask = U_GET_GC_MASK(c);
    if (mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) continue;
    if (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_MC_MASK)) {
      icu::UnicodeString(FoldLetter(c)).toUTF8String(word);
      continue;
    }
    AppendWord(key, word);
    if (c == '&') key += "and";
  }
  AppendWord(key, word);
  return key;
}

}  // namespace

std::string FoldCountryName(std::string_view text) {
  // No name of a country is longer; this bounds the work on hostile input.
  text = text.substr(0, 256);
  bool ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? FoldAscii(text) : FoldUnicode(text);
}

}  // namespace entity
