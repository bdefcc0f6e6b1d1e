#include "text/latin.h"

#include <gtest/gtest.h>

#include "text/unicode.h"

namespace text {
namespace {

std::string Fold(std::string_view name) {
  std::string out;
  for (char32_t c : Decode(name)) AppendLatin(out, c);
  return out;
}

TEST(Latin, MarksFallAwayAndSpecialLettersBecomeLetters) {
  EXPECT_EQ(Fold("Đặng"), "dang");
  EXPECT_EQ(Fold("Straße"), "strasse");
  EXPECT_EQ(Fold("STRAẞE"), "strasse");
  EXPECT_EQ(Fold("Þór"), "thor");
  EXPECT_EQ(Fold("Łódź"), "lodz");
  EXPECT_EQ(Fold("Ærø"), "aero");
  EXPECT_EQ(Fold("İstanbul ılıca"), "istanbulilica");
  EXPECT_EQ(Fold("Nguyễn Thị Hương"), "nguyenthihuong");
  EXPECT_EQ(Fold("Əliyev"), "aliyev");
  EXPECT_EQ(Fold("Ñandú Çelik Ğ Ș ț"), "nanducelikgst");
}

TEST(Latin, WhatIsNotLatinGivesNothing) {
  EXPECT_EQ(Fold("жΩ김平م"), "");
  EXPECT_EQ(Fold("a-b c3"), "abc3");
  EXPECT_EQ(Fold("\u0301\uFFFD"), "");
}

TEST(Latin, OnlyPlainLettersAndDigitsComeOut) {
  std::string out;
  for (char32_t c = 0; c < 0x2100; ++c) AppendLatin(out, c);
  for (char c : out) ASSERT_TRUE((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) << static_cast<int>(c);
}

}  // namespace
}  // namespace text
