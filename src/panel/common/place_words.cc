#include "panel/common/place_words.h"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>

#include <algorithm>
#include <memory>

#include "entity/entity.h"

namespace panel {
namespace {

icu::Locale ReadersLocale(const html::Locale& locale) {
  return icu::Locale(std::string(locale.tag()).c_str());
}

std::string Utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

// What ICU is asked must be a code: letters, digits and hyphens.
bool IsCode(std::string_view text) {
  constexpr std::size_t kLongest = 35;
  return !text.empty() && text.size() <= kLongest && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

std::string CountryWords(const html::Locale& locale, std::string_view code) {
  const std::string english(entity::CountryName(code));
  if (english == code || locale.tag() == "en" || !IsCode(code)) return english;
  icu::UnicodeString name;
  icu::Locale("und", std::string(code).c_str()).getDisplayCountry(ReadersLocale(locale), name);
  const std::string words = Utf8(name);
  // Where ICU knows no name it gives the code back.
  const bool known = !words.empty() && words.size() > 2;
  return known ? words : english;
}

std::string LanguageWords(const html::Locale& locale, std::string_view tag) {
  if (!IsCode(tag)) return std::string(tag);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale language = icu::Locale::forLanguageTag(std::string(tag), status);
  if (U_FAILURE(status) != 0) return std::string(tag);
  const std::unique_ptr<icu::LocaleDisplayNames> names(
      icu::LocaleDisplayNames::createInstance(ReadersLocale(locale), ULDN_DIALECT_NAMES));
  icu::UnicodeString name;
  names->localeDisplayName(language, name);
  const std::string words = Utf8(name);
  return words.empty() ? std::string(tag) : words;
}

}  // namespace panel
