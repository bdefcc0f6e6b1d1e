#include "match/numbers.h"

#include <gtest/gtest.h>

namespace match {
namespace {

TEST(Numbers, WordsAndOrdinals) {
  EXPECT_EQ(DigitsOf("third", ""), "3");
  EXPECT_EQ(DigitsOf("iii", ""), "3");
  EXPECT_EQ(DigitsOf("3rd", ""), "3");
  EXPECT_EQ(DigitsOf("22nd", ""), "22");
  EXPECT_EQ(DigitsOf("no3", ""), "3");
  EXPECT_EQ(DigitsOf("disan", "第三"), "3");
  EXPECT_EQ(DigitsOf("dierbainsan", "第二百零三"), "203");
  for (const char* word : {"", "hengda", "3m", "no", "3x", "a3rd"}) EXPECT_EQ(DigitsOf(word, ""), "") << word;
}

TEST(Numbers, HanNumerals) {
  EXPECT_EQ(DigitsOfHan(U"三"), "3");
  EXPECT_EQ(DigitsOfHan(U"十"), "10");
  EXPECT_EQ(DigitsOfHan(U"十二"), "12");
  EXPECT_EQ(DigitsOfHan(U"第二十三"), "23");
  EXPECT_EQ(DigitsOfHan(U"一百零五"), "105");
  EXPECT_EQ(DigitsOfHan(U"五六八"), "568");
  EXPECT_EQ(DigitsOfHan(U"第"), "");
  EXPECT_EQ(DigitsOfHan(U"三厂"), "");
  EXPECT_EQ(DigitsOfHan(U""), "");
}

// From 1 to 999, as they are written.
TEST(Numbers, EveryNumeralIsReadBack) {
  constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
  for (int n = 1; n < 1000; ++n) {
    std::u32string text;
    const int hundreds = n / 100;
    const int tens = n / 10 % 10;
    const int ones = n % 10;
    if (hundreds > 0) {
      text += kDigits[static_cast<std::size_t>(hundreds)];
      text += U'百';
    }
    if (tens > 0) {
      if (tens > 1 || hundreds > 0) text += kDigits[static_cast<std::size_t>(tens)];
      text += U'十';
    } else if (hundreds > 0 && ones > 0) {
      text += U'零';
    }
    if (ones > 0) text += kDigits[static_cast<std::size_t>(ones)];
    ASSERT_EQ(DigitsOfHan(text), std::to_string(n));
    ASSERT_EQ(NumberAt(U"第" + text + U"工厂", 0), text.size() + 1);
  }
}

TEST(Numbers, ANumeralInABrandIsNone) {
  EXPECT_EQ(NumberAt(U"三一重工", 0), 0u);
  EXPECT_EQ(NumberAt(U"万达", 0), 0u);
  EXPECT_EQ(NumberAt(U"三厂", 0), 1u);
  EXPECT_EQ(NumberAt(U"제삼공장", 0), 2u);
  EXPECT_EQ(NumberAt(U"제일모직", 0), 0u);
  EXPECT_EQ(NumberAt(U"第", 0), 0u);
  EXPECT_EQ(NumberAt(std::u32string(4096, U'三'), 0), 0u);
}

}  // namespace
}  // namespace match
