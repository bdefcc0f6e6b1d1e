#include "text/han.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "text/mandarin.h"

namespace text {
namespace {

std::string Syllables(std::string_view word) {
  std::string out;
  for (std::string_view s : PinyinSyllables(word)) out += (out.empty() ? "" : "|") + std::string(s);
  return out;
}

TEST(Han, ReadingsAndSimplifiedForms) {
  EXPECT_EQ(HanReading(U'王', false), "wang");
  EXPECT_EQ(HanReading(U'王', true), "wong");
  EXPECT_EQ(HanReading(U'a', false), "");
  EXPECT_EQ(HanReading(0x3400 - 1, false), "");
  EXPECT_EQ(Simplified(U'廣'), U'广');
  EXPECT_EQ(Simplified(U'广'), U'广');
  EXPECT_EQ(Simplified(U'x'), U'x');
}

TEST(Han, KoreanAndVietnameseReadings) {
  EXPECT_EQ(HangulOfHan(U'金'), U'김');
  EXPECT_EQ(HangulOfHan(U'李'), U'리');
  EXPECT_EQ(HangulOfHan(U'鄭'), U'정');
  EXPECT_EQ(HangulOfHan(U'郑'), U'정');  // a simplified form reads as the traditional one
  EXPECT_EQ(HangulOfHan(U'x'), 0u);
  EXPECT_EQ(VietnameseOfHan(U'阮'), "nguyen");
  EXPECT_EQ(VietnameseOfHan(U'陈'), "tran");
  EXPECT_EQ(VietnameseOfHan(U'x'), "");
}

TEST(Han, PinyinIsCutIntoSyllables) {
  EXPECT_EQ(Syllables("hengda"), "heng|da");
  EXPECT_EQ(Syllables("shengtai"), "sheng|tai");
  EXPECT_EQ(Syllables("guangzhou"), "guang|zhou");
  EXPECT_EQ(Syllables("li"), "li");
  EXPECT_EQ(Syllables("xiaoer"), "xiao|er");
}

TEST(Han, BacksUpWhereTheLongestSyllableLeadsNowhere) {
  EXPECT_EQ(Syllables("fangu"), "fan|gu");
}

TEST(Han, OtherWordsAreNotCut) {
  for (const char* word : {"", "smith", "trading", "x", "ng", "m", "mohammed"})
    EXPECT_EQ(Syllables(word), "") << word;
}

TEST(Han, CuttingTakesLinearTimeWhateverTheWord) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(Syllables("aoaoaoaoaoaoaoaoaoaobbbg"), "");
    EXPECT_EQ(Syllables("angangangangangangangmng"), "");
    EXPECT_EQ(Syllables("xianxianxianxianxianxbrr"), "");
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

}  // namespace
}  // namespace text
