#pragma once
// Countries and languages by their names in the reader's language. Pure; thread-safe. Sources: English names
// of countries are those of entity/entity.h; every other name is the Unicode CLDR's, out of ICU.

#include <string>
#include <string_view>

#include "html/locale.h"

namespace panel {

// Of an alpha-2 code, in either case; the code itself where there is no such country.
std::string CountryWords(const html::Locale& locale, std::string_view code);
// Of a BCP 47 tag, "zh-Hant"; the tag itself where it names no language.
std::string LanguageWords(const html::Locale& locale, std::string_view tag);

}  // namespace panel
