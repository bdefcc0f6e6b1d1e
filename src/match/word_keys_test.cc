// The keys under which a word meets what writers of other languages make of its letters.

#include "match/word_keys.h"

#include <gtest/gtest.h>

#include "match/match.h"

namespace match {
namespace {

double Likeness(const char* a, const char* b) {
  EXPECT_EQ(CompareNames(entity::schema::Person(), a, b), CompareNames(entity::schema::Person(), b, a));
  return CompareNames(entity::schema::Person(), a, b);
}

TEST(WordKeys, ALatinWordHasOneKey) {
  EXPECT_EQ(ConsonantKeys({"shirin", {}}).size(), 1U);
  EXPECT_EQ(ConsonantKeys({"oe", {}}).size(), 0U);
  EXPECT_FALSE(HasOtherKeys({"shirin", {}}));
}

TEST(WordKeys, AWordInAnotherScriptHasOneForEachCustom) {
  const ConsonantKeys russian({"zhivagov", "живагов"});
  EXPECT_TRUE(russian.Contains(ConsonantKeyOf("zhivagov")));
  EXPECT_TRUE(russian.Contains(ConsonantKeyOf("schiwagow")));
  const ConsonantKeys arabic({"bibir", "بيبر"});
  EXPECT_TRUE(arabic.Contains(ConsonantKeyOf("piper")));
  EXPECT_LE(arabic.size(), kMostConsonantKeys);
  EXPECT_TRUE(ConsonantKeys({"mijan", "মিজান"}).Contains(ConsonantKeyOf("mizan")));
}

TEST(WordKeys, ForeignNamesInArabicLettersMeet) {
  EXPECT_GE(Likeness("باولو بيتروف", "Paolo Petrov"), 0.70);
  EXPECT_GE(Likeness("بابلو غارسيا", "Pablo Garcia"), 0.70);
  EXPECT_LT(Likeness("بابلو غارسيا", "Pedro Garcia"), 0.70);
}

TEST(WordKeys, FrenchGermanAndSerbianSpellingsMeet) {
  EXPECT_GE(Likeness("رشيد شريف", "Rachid Cherif"), 0.70);
  EXPECT_GE(Likeness("Виктор Жилин", "Viktor Schilin"), 0.70);
  EXPECT_GE(Likeness("Вера Шувалова", "Vera Chouvalova"), 0.70);
  EXPECT_GE(Likeness("Љиљана Поповић", "Lyilyana Popovich"), 0.70);
}

TEST(WordKeys, JoinedRunsOfOnePlaceDifferByLettersAndScript) {
  const auto hash = [](const char* form, bool native) { return JoinHash(form, JoinKeyOf(form), native); };
  EXPECT_EQ(hash("gholamali", false) & kJoinPlace, hash("ghulamaali", false) & kJoinPlace);
  EXPECT_EQ(hash("gholamali", false) | kJoinNative, hash("gholamali", true));
  EXPECT_EQ(JoinKeyOf("li"), "li");
}

}  // namespace
}  // namespace match
