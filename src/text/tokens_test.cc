#include "text/tokens.h"

#include <gtest/gtest.h>

namespace text {
namespace {

// The tokens' letters, parted by '|'.
std::string Cut(std::string_view name) {
  std::string out;
  for (const RawToken& t : SplitTokens(name)) out += (out.empty() ? "" : "|") + Encode(t.letters);
  return out;
}

TEST(Tokens, EveryMarkSeparatesButTheApostrophe) {
  EXPECT_EQ(Cut("Smith-Jones & Sons (UK), Ltd."), "smith|jones|sons|uk|ltd");
  EXPECT_EQ(Cut("  "), "");
  EXPECT_EQ(Cut("--- . ,"), "");
  EXPECT_EQ(Cut("Jean–Luc/Picard_II"), "jean|luc|picard|ii");
}

TEST(Tokens, ApostrophesAndTheLettersThatStandForThemJoin) {
  for (const char* mark : {"'", "`", "´", "‘", "’", "‛", "ʻ", "ʼ", "ʽ", "ʾ", "ʿ", "′", "＇"}) {
    EXPECT_EQ(Cut("al-Qa" + std::string(mark) + "ida"), "al|qaida") << mark;
  }
  EXPECT_EQ(Cut("ʿAlī"), "alī");  // nothing to join to
  EXPECT_EQ(Cut("'t Hooft"), "t|hooft");
  EXPECT_EQ(SplitTokens("O’Brien")[0].written, "O’Brien");
}

TEST(Tokens, ScriptsAreCutApart) {
  EXPECT_EQ(Cut("삼성SDI"), "삼성|sdi");
  EXPECT_EQ(Cut("恒达Textile有限公司"), "恒达|textile|有限公司");
  EXPECT_EQ(Cut("株式会社トヨタ"), "株式会社|トヨタ");
  EXPECT_EQ(Cut("ГазпромNeft"), "газпром|neft");
}

TEST(Tokens, DigitsStayWithLettersWhereWordsHaveSpaces) {
  EXPECT_EQ(Cut("3M"), "3m");
  EXPECT_EQ(Cut("I9or 2nd"), "i9or|2nd");
  EXPECT_EQ(Cut("Завод №5 5а"), "завод|no5|5а");  // № is "No" in NFKC
  EXPECT_EQ(Cut("第3工厂"), "第|3|工厂");
  EXPECT_EQ(Cut("제2공장"), "제|2|공장");
  EXPECT_EQ(SplitTokens("12 34")[0].script, Script::kCommon);
}

TEST(Tokens, HebrewAbbreviationsKeepTheirGershayim) {
  const std::vector<RawToken> tokens = SplitTokens("בע\"מ חברה");
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_EQ(Encode(tokens[0].letters), "בעמ");
  EXPECT_EQ(tokens[0].written, "בע\"מ");
  EXPECT_EQ(Cut("בע״מ"), "בעמ");
  EXPECT_EQ(Cut("\"quoted\" name"), "quoted|name");
}

TEST(Tokens, JoinersSoftHyphensAndTatweelAreNoPartOfAName) {
  EXPECT_EQ(Cut("محمـــد"), "محمد");
  EXPECT_EQ(Cut("ـمحمد"), "محمد");
  EXPECT_EQ(Cut("می\u200Cخواهم"), "میخواهم");
  EXPECT_EQ(Cut("Text\u00ADile"), "textile");
}

TEST(Tokens, MarksBelongToTheirLetters) {
  EXPECT_EQ(Cut("Jose\u0301"), "josé");
  EXPECT_EQ(Cut("\u0301abc"), "abc");
  EXPECT_EQ(Cut("x\u0323\u0301y"), "x\u0323\u0301y");
}

TEST(Tokens, TraditionalCharactersAreComparedAsSimplified) {
  const std::vector<RawToken> tokens = SplitTokens("習近平");
  ASSERT_EQ(tokens.size(), 1u);
  EXPECT_EQ(Encode(tokens[0].letters), "习近平");
  EXPECT_EQ(tokens[0].written, "習近平");
}

TEST(Tokens, RemembersCapitalsDotsAndCommas) {
  const std::vector<RawToken> tokens = SplitTokens("PUTIN, V. Иван IVAN3 123");
  ASSERT_EQ(tokens.size(), 5u);
  EXPECT_TRUE(tokens[0].upper);
  EXPECT_TRUE(tokens[0].comma_after);
  EXPECT_TRUE(tokens[1].dot_after);
  EXPECT_FALSE(tokens[1].comma_after);
  EXPECT_FALSE(tokens[1].slash_after);
  const auto kin = SplitTokens("Ramasamy s/o Muthu");
  ASSERT_EQ(kin.size(), 4u);
  EXPECT_FALSE(kin[0].slash_after);
  EXPECT_TRUE(kin[1].slash_after);
  EXPECT_FALSE(kin[2].slash_after);
  EXPECT_FALSE(tokens[2].upper);
  EXPECT_TRUE(tokens[3].upper);
  EXPECT_FALSE(tokens[4].upper);
}

TEST(Tokens, BadBytesAreNoLetters) {
  EXPECT_EQ(Cut("ab\xFF"
                "cd"),
            "ab|cd");
  EXPECT_EQ(Cut("\xFF\xFE"), "");
  EXPECT_EQ(Cut(std::string("a\0b", 3)), "a|b");
}

}  // namespace
}  // namespace text
