// Countries, languages and industries by name.

#include "panel/common/place_words.h"

#include <gtest/gtest.h>

#include "entity/entity.h"
#include "panel/common/isic.h"
#include "panel/common/languages.h"

namespace panel {
namespace {

TEST(PlaceWords, CountriesAndLanguagesInTheReadersLanguage) {
  const html::Locale& english = *html::FindLocale("en");
  const html::Locale& korean = *html::FindLocale("ko");
  EXPECT_EQ(CountryWords(english, "vn"), entity::CountryName("vn"));
  EXPECT_EQ(CountryWords(korean, "kr"), "대한민국");
  EXPECT_EQ(CountryWords(korean, "vn"), "베트남");
  EXPECT_EQ(LanguageWords(english, "ko"), "Korean");
  EXPECT_EQ(LanguageWords(korean, "en"), "영어");
  EXPECT_EQ(LanguageWords(english, "zh-Hant"), "Traditional Chinese");
}

TEST(PlaceWords, WhatIsNoCodeStaysAsItIs) {
  const html::Locale& korean = *html::FindLocale("ko");
  for (const char* odd : {"", "zz", "<b>", "a very long text that is no code at all, but a sentence"}) {
    EXPECT_EQ(CountryWords(korean, odd), odd);
    if (std::string_view(odd) == "zz") continue;  // no country, but a tag that ICU could take for one
    EXPECT_EQ(LanguageWords(korean, odd), odd);
  }
}

TEST(PlaceWords, EveryCountryHasAKoreanName) {
  const html::Locale& korean = *html::FindLocale("ko");
  std::size_t countries = 0;
  for (char a = 'a'; a <= 'z'; ++a)
    for (char b = 'a'; b <= 'z'; ++b) {
      const std::string code{a, b};
      const std::string_view english = entity::CountryName(code);
      if (english == code) continue;
      ++countries;
      EXPECT_NE(CountryWords(korean, code), english) << code;
    }
  EXPECT_GT(countries, 240U);
}

// The tables against looking through them from the first to the last.
TEST(PlaceWords, IndexesAreThoseOfTheTables) {
  for (std::size_t i = 0; i < Industries().size(); ++i)
    EXPECT_EQ(IndustryIndex(Industries()[i].code), std::optional(i));
  for (std::size_t i = 0; i < WrittenLanguages().size(); ++i)
    EXPECT_EQ(LanguageIndex(WrittenLanguages()[i].tag), std::optional(i));
  EXPECT_EQ(IndustryIndex("c"), IndustryIndex("C"));
  for (const char* odd : {"", "V", "00", "04", "1", "9x", "x9", "100", "é"}) EXPECT_FALSE(IndustryIndex(odd));
  for (const char* odd : {"", "e", "EN", "zzz", "zh-hant"}) EXPECT_FALSE(LanguageIndex(odd));
}

}  // namespace
}  // namespace panel
