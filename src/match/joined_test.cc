// Several words here, one there.

#include "match/joined.h"

#include <gtest/gtest.h>

#include "match/match.h"

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

}  // namespace
}  // namespace match
