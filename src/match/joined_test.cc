// Several words here, one there.

#include "match/joined.h"

#include <gtest/gtest.h>

#include "match/match.h"
#include "match/test_worlds.h"

namespace match {
namespace {

double Person(const char* a, const char* b) {
  EXPECT_EQ(CompareNames(entity::schema::Person(), a, b), CompareNames(entity::schema::Person(), b, a));
  return CompareNames(entity::schema::Person(), a, b);
}

TEST(Joined, WordsOfOneScriptAreJoinedByLetters) {
  EXPECT_GE(Person("Van der Bilt, Cornelia", "Vanderbilt, Cornelia"), 0.90);
  EXPECT_LT(Person("Van der Bolt, Cornelia", "Vanderbilt, Cornelia"), 0.70);
}

TEST(Joined, WordsOfTwoScriptsAreJoinedByConsonants) {
  EXPECT_GE(Person("علی رضایی‌نژاد", "Ali Rezaei Nejad"), 0.70);
  EXPECT_GE(Person("হাসান মাহবুবুররহমান", "Hasan Mahbubur Rahman"), 0.70);
  EXPECT_GE(Person("रविशंकर त्रिपाठी", "Ravi Shankar Tripathi"), 0.70);
  EXPECT_LT(Person("रविशंकर त्रिपाठी", "Ravi Prakash Tripathi"), 0.70);
}

TEST(Joined, TheArticleMayBeWrittenOnToTheName) {
  EXPECT_GE(Person("سالم الدوسري", "Salem Aldosari"), 0.70);
  EXPECT_GE(Person("سالم العتيبي", "Salem Alotaibi"), 0.70);
}

TEST(Joined, TwoArabicGivenNamesInOneWordAreTwo) {
  EXPECT_GE(Person("محمدحسین کریمی", "Mohammad Hossein Karimi"), 0.90);
  EXPECT_LT(Person("محمدحسین کریمی", "Mohammad Hassan Karimi"), 0.70);
}

// What is asked first to save time never hides a run.
TEST(Joined, WhatMayNotJoinDoesNot) {
  const std::uint64_t seed = testing::SeedOr(20261204);
  testing::Random random(seed);
  std::size_t runs = 0;
  for (std::size_t i = 0; i < testing::Scaled(4000); ++i) {
    const bool person = random.Chance(50);
    const Kind kind = person ? Kind::kPerson : Kind::kOrganization;
    const std::vector<std::string>& words = person ? testing::PersonWords() : testing::OrganizationWords();
    const std::vector<Name> one = PrepareName(testing::RandomName(words, random), kind);
    const std::vector<Name> other = PrepareName(testing::RandomName(words, random), kind);
    if (one.empty() || other.empty()) continue;
    std::vector<TokenView> tokens;
    for (const Token& token : one.front().tokens) tokens.push_back(ViewOf(token));
    std::vector<Token> wholes = other.front().tokens;
    if (tokens.size() > 1) {  // and one that is a run of them
      wholes.push_back(one.front().tokens[0]);
      wholes.back().form += tokens[1].form;
    }
    for (const Token& whole : wholes) {
      for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
        const bool joined = JoinedAt(kind, tokens, begin, ViewOf(whole)).count > 1;
        const bool may = MayJoin(tokens[begin], ViewOf(whole));
        runs += joined;
        ASSERT_TRUE(may || !joined) << whole.form << " seed " << seed;
        ASSERT_EQ(may, MayJoin(ViewOf(whole), tokens[begin])) << whole.form << " seed " << seed;
      }
    }
  }
  EXPECT_GT(runs, 500u);
}

}  // namespace
}  // namespace match
