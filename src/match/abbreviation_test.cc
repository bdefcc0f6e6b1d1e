#include "match/abbreviation.h"

#include <gtest/gtest.h>

#include "match/tables.h"

namespace match {
namespace {

TEST(Abbreviation, WordsWithoutTheirVowels) {
  EXPECT_EQ(WordOfAbbreviation("srvces"), "service");
  EXPECT_EQ(WordOfAbbreviation("mnfctrng"), "manufacturing");
  EXPECT_EQ(WordOfAbbreviation("elctrncs"), "electronic");
  EXPECT_EQ(WordOfAbbreviation("dvlpmnt"), "development");
}

TEST(Abbreviation, WordsCutOff) {
  EXPECT_EQ(WordOfAbbreviation("pharmaceut"), "pharmaceutical");
  EXPECT_EQ(WordOfAbbreviation("techn"), "technology");
  EXPECT_EQ(WordOfAbbreviation("distribut"), "distribution");
}

TEST(Abbreviation, OneOfSeveralWordsIsNone) {
  // "electr" is electric and electronic by rule; the table decides for one of them, the rule for none.
  EXPECT_EQ(WordOfAbbreviation("electr"), "");
  EXPECT_EQ(WordOfAbbreviation("cons"), "");  // construction, consulting, consortium
}

TEST(Abbreviation, NamesPlacesAndKnownWordsAreNone) {
  for (const char* word : {"marin", "intl", "service", "constantin", "hengda", "zenova", "lukoil", "gazprom",
                           "metal", "wang", "perm", "tech"})
    EXPECT_EQ(WordOfAbbreviation(word), "") << word;
  for (const char* word : {"", "a", "srv", "s3rvces", "pharmaceuticalproducts"})
    EXPECT_EQ(WordOfAbbreviation(word), "") << word;
}

TEST(Abbreviation, TheRulesByThemselves) {
  EXPECT_TRUE(DropsVowels("trdng", "trading"));
  EXPECT_TRUE(DropsVowels("srvces", "services"));
  EXPECT_FALSE(DropsVowels("tradng", "traditional"));
  EXPECT_FALSE(DropsVowels("trading", "trading"));
  EXPECT_FALSE(DropsVowels("tdg", "trading"));  // too little is left
  EXPECT_TRUE(CutsOff("manuf", "manufacturing"));
  EXPECT_FALSE(CutsOff("manufa", "manufacturing"));  // nobody cuts after a vowel
  EXPECT_FALSE(CutsOff("textil", "textile"));        // one letter fewer is a slip
  EXPECT_FALSE(CutsOff("man", "manufacturing"));
}

// Whatever the rule reads, it reads as a canonical word of the table, and never over the table's head.
TEST(Abbreviation, ReadsOnlyWhatTheTableDoesNotHave) {
  const Tables& t = GetTables();
  std::size_t read = 0;
  for (const auto& [word, canonical] : t.org_words) {
    ASSERT_EQ(WordOfAbbreviation(word), "") << word;
    for (std::size_t n = 1; n < word.size(); ++n) {
      const std::string_view found = WordOfAbbreviation(std::string_view(word).substr(0, n));
      if (found.empty()) continue;
      ++read;
      ASSERT_TRUE(t.org_words.contains(found)) << word;
    }
  }
  EXPECT_GT(read, 500u);
}

}  // namespace
}  // namespace match
