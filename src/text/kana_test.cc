#include "text/kana.h"

#include <gtest/gtest.h>

namespace text {
namespace {

std::string Short(std::u32string_view s) {
  return RomanizeKana(s, false);
}
std::string Long(std::u32string_view s) {
  return RomanizeKana(s, true);
}

// Rules of modified Hepburn, one a line.
TEST(Kana, Hepburn) {
  EXPECT_EQ(Short(U"しちつふじぢづ"), "shichitsufujijizu");
  EXPECT_EQ(Short(U"きゃしゅちょじゃりょ"), "kyashuchojaryo");
  EXPECT_EQ(Short(U"はっとり"), "hattori");
  EXPECT_EQ(Short(U"はっちょう"), "hatcho");  // t, not c, before ch
  EXPECT_EQ(Short(U"しんいち"), "shinichi");
  EXPECT_EQ(Short(U"なんば"), "nanba");
  EXPECT_EQ(Short(U"けいこ"), "keiko");
  EXPECT_EQ(Short(U"ひさを"), "hisao");
}

TEST(Kana, LongVowelsAreWrittenOrNot) {
  EXPECT_EQ(Short(U"さとう"), "sato");
  EXPECT_EQ(Long(U"さとう"), "satou");
  EXPECT_EQ(Short(U"おおの"), "ono");
  EXPECT_EQ(Long(U"おおの"), "oono");
  EXPECT_EQ(Short(U"ゆうき"), "yuki");
  EXPECT_EQ(Long(U"ゆうき"), "yuuki");
  EXPECT_EQ(Short(U"トーキョー"), "tokyo");
  EXPECT_EQ(Long(U"トーキョー"), "tookyoo");
  EXPECT_EQ(Short(U"ー"), "");
}

TEST(Kana, RomanisedLongVowelsAreShortened) {
  EXPECT_EQ(ShortVowels("satou"), "sato");
  EXPECT_EQ(ShortVowels("oono"), "ono");
  EXPECT_EQ(ShortVowels("yuuki"), "yuki");
  EXPECT_EQ(ShortVowels("ueda"), "ueda");
  EXPECT_EQ(ShortVowels(""), "");
}

TEST(Kana, KatakanaAndForeignSounds) {
  EXPECT_EQ(Short(U"サトウ"), "sato");
  EXPECT_EQ(Short(U"バラク"), "baraku");
  EXPECT_EQ(Short(U"ティファニー"), "tifani");
  EXPECT_EQ(Short(U"ヴィクトル"), "vikutoru");
  EXPECT_EQ(Short(U"ウィリアム"), "wiriamu");
  EXPECT_EQ(Short(U"ジェームズ"), "jemuzu");
}

TEST(Kana, WhateverComesLettersOnlyComeOut) {
  for (char32_t a = 0x3041; a <= 0x30FF; ++a) {
    for (char32_t b : {U'っ', U'ー', U'ゃ', U'ぁ', U'ん', U'う', U'x'}) {
      for (const bool long_vowels : {false, true}) {
        const std::u32string pair = {a, b, a};
        for (char c : RomanizeKana(pair, long_vowels)) ASSERT_TRUE(c >= 'a' && c <= 'z');
      }
    }
  }
}

}  // namespace
}  // namespace text
