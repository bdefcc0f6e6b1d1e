#include "text/romanize.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>

#include "text/cantonese.h"
#include "text/han.h"
#include "text/hangul.h"
#include "text/japanese.h"
#include "text/kana.h"
#include "text/latin.h"
#include "text/mandarin.h"
#include "text/romanize_scripts.h"

namespace text {
namespace {

std::string Hangul(std::u32string_view token, Reading reading) {
  if (reading == Reading::kKoreanNames) return RomanizeHangul(token, HangulStyle::kMcCune);
  if (reading == Reading::kHangulSounds) return RomanizeHangul(token, HangulStyle::kSounds);
  return RomanizeHangul(token, HangulStyle::kLetters);
}

std::string Han(std::u32string_view token, Reading reading) {
  std::string out;
  if (reading == Reading::kJapanese || reading == Reading::kJapaneseLong)
    out = RomanizeJapanese(token, reading == Reading::kJapaneseLong);
  if (!out.empty()) return out;
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

std::string OtherScript(std::u32string_view token, Reading reading) {
  const char32_t c = token.empty() ? U'\0' : token[0];
  if (c >= 0x530 && c <= 0x58F) return RomanizeArmenian(token, reading == Reading::kWesternArmenian);
  if (c >= 0x590 && c <= 0x5FF) return RomanizeHebrew(token, reading == Reading::kSpirants);
  if (c >= 0x900 && c <= 0xD7F) return RomanizeIndic(token);
  if (c >= 0xD80 && c <= 0xDFF) return RomanizeSinhala(token);
  if (c >= 0xE00 && c <= 0xE7F) return RomanizeThai(token, reading == Reading::kThaiHabit);
  if (c >= 0xE80 && c <= 0xEFF) return RomanizeLao(token);
  if (c >= 0x1000 && c <= 0x109F) return RomanizeBurmese(token, reading == Reading::kBurmeseHabit);
  if (c >= 0x10A0 && c <= 0x10FF) return RomanizeGeorgian(token);
  if (c >= 0x1200 && c <= 0x137F) return RomanizeEthiopic(token);
  if (c >= 0x1780 && c <= 0x17FF) return RomanizeKhmer(token);
  return {};
}

}  // namespace

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
      return RomanizeCyrillic(token, reading);
    case Script::kGreek:
      return RomanizeGreek(token);
    case Script::kHangul:
      return Hangul(token, reading);
    case Script::kHan:
      return Han(token, reading);
    case Script::kArabic:
      return RomanizeArabic(token, reading == Reading::kPersian);
    case Script::kOther:
      out = OtherScript(token, reading);
      if (out.empty()) out = ByIcu(token);
      return out.empty() ? ByCodePoint(token) : out;
    case Script::kKana:
      out = RomanizeKana(token, reading == Reading::kLongVowels || reading == Reading::kJapaneseLong);
      return out.empty() ? ByCodePoint(token) : out;
  }
  return out;
}

}  // namespace text
