#include "text/japanese.h"

#include <gtest/gtest.h>

#include "text/han.h"
#include "text/unicode.h"

namespace text {
namespace {

std::string Read(std::string_view han, bool long_vowels = false) {
  std::u32string letters = Decode(han);
  for (char32_t& c : letters) c = Simplified(c);
  return RomanizeJapanese(letters, long_vowels);
}

TEST(Japanese, WordsByDictionaryAndCharactersByTheirSinoJapaneseReading) {
  EXPECT_EQ(Read("電気"), "denki");
  EXPECT_EQ(Read("工業", true), "kougyou");
  EXPECT_EQ(Read("工業"), "kogyo");
  EXPECT_EQ(Read("大阪"), "osaka");
  EXPECT_EQ(Read("松屋"), "matsuya");
  EXPECT_EQ(Read("光学"), "kogaku");
}

TEST(Japanese, WhatHasNoReadingIsNotRead) {
  EXPECT_EQ(Read(""), "");
  EXPECT_EQ(RomanizeJapanese(U"工か", false), "");
}

}  // namespace
}  // namespace text
