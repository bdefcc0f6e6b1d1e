#include "text/unicode.h"

#include <gtest/gtest.h>

namespace text {
namespace {

TEST(Unicode, DecodesAndEncodesAllLengths) {
  const std::string all = "aß€𐍈";
  const std::u32string letters = Decode(all);
  EXPECT_EQ(letters, U"aß€𐍈");
  EXPECT_EQ(Encode(letters), all);
}

TEST(Unicode, BadBytesBecomeReplacementCharactersAndNothingIsLost) {
  EXPECT_EQ(Decode("a\xFF"
                   "b"),
            U"a\uFFFDb");
  EXPECT_EQ(Decode("a\xE2\x82"), U"a\uFFFD");                      // cut off
  EXPECT_EQ(Decode("\xC0\xAF").find(U'/'), std::u32string::npos);  // overlong '/'
  EXPECT_EQ(Decode("\xED\xA0\x80").find(0xD800), std::u32string::npos);
  EXPECT_EQ(Decode("\xF4\x90\x80\x80z").back(), U'z');  // above U+10FFFF
  std::string out;
  Append(out, 0xD800);
  Append(out, 0x110000);
  EXPECT_EQ(Decode(out), U"\uFFFD\uFFFD");
  for (int byte = 0; byte < 256; ++byte)
    EXPECT_EQ(Decode(std::string(1, static_cast<char>(byte))).size(), 1u) << byte;
}

TEST(Unicode, ScriptsOfLetters) {
  EXPECT_EQ(ScriptOf(U'a'), Script::kLatin);
  EXPECT_EQ(ScriptOf(U'Đ'), Script::kLatin);
  EXPECT_EQ(ScriptOf(U'ж'), Script::kCyrillic);
  EXPECT_EQ(ScriptOf(U'Ω'), Script::kGreek);
  EXPECT_EQ(ScriptOf(U'김'), Script::kHangul);
  EXPECT_EQ(ScriptOf(U'平'), Script::kHan);
  EXPECT_EQ(ScriptOf(U'𠮷'), Script::kHan);
  EXPECT_EQ(ScriptOf(U'の'), Script::kKana);
  EXPECT_EQ(ScriptOf(U'ー'), Script::kKana);
  EXPECT_EQ(ScriptOf(U'م'), Script::kArabic);
  EXPECT_EQ(ScriptOf(U'ש'), Script::kOther);
  EXPECT_EQ(ScriptOf(U'ក'), Script::kOther);
  EXPECT_EQ(ScriptOf(U'7'), Script::kCommon);
}

TEST(Unicode, LettersAndDigitsOfAnyScript) {
  EXPECT_TRUE(IsLetter(U'é'));
  EXPECT_FALSE(IsLetter(U'-'));
  EXPECT_TRUE(IsDigit(U'٣'));
  EXPECT_EQ(DigitValue(U'٣'), 3);
  EXPECT_EQ(DigitValue(U'९'), 9);
  EXPECT_EQ(ToLower(U'Ж'), U'ж');
  EXPECT_EQ(ToLower(U'Σ'), U'σ');
}

TEST(Unicode, NormalizeFoldsCompatibilityForms) {
  EXPECT_EQ(Normalize("Ａｂｃ １２"), "Abc 12");
  EXPECT_EQ(Normalize("ﬁne"), "fine");
  EXPECT_EQ(Normalize("e\u0301"), "é");
  EXPECT_EQ(Normalize("ﾃｽﾄ"), "テスト");
  EXPECT_EQ(Normalize("plain"), "plain");
  EXPECT_EQ(Normalize("\xFF"), "\uFFFD");
}

TEST(Unicode, DisplayWidthCountsColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("习近平"), 6);
  EXPECT_EQ(DisplayWidth("김정은"), 6);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
  EXPECT_EQ(DisplayWidth("\u2068محمد\u2069"), 4);  // isolates take no column
  EXPECT_EQ(DisplayWidth(""), 0);
}

}  // namespace
}  // namespace text
