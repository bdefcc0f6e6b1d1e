// Brands that are translated, in names of organisations. All are made up.

#include <gtest/gtest.h>

#include "match/match.h"
#include "match/tables.h"
#include "match/test_names.h"
#include "match/token_similarity.h"

namespace match {
namespace {

TEST(Brands, AreOneWordInAllLanguages) {
  EXPECT_GE(Firms("شركة الدلفين الفضي للشحن", "Silver Dolphin Shipping Company"), 0.70);
  EXPECT_GE(Firms("ООО «Синий кит»", "Blue Whale LLC"), 0.70);
  EXPECT_GE(Firms("PT Gajah Putih", "White Elephant Ltd"), 0.70);
}

TEST(Brands, AnotherWordIsAnotherFirm) {
  EXPECT_LT(Firms("شركة الدلفين الفضي للشحن", "Silver Swan Shipping Company"), 0.70);
  EXPECT_LT(Firms("ООО «Синий кит»", "White Whale LLC"), 0.70);
  EXPECT_LT(Firms("Silver Swan Shipping", "Silver Dolphin Shipping"), 0.70);
}

TEST(Brands, MayStandElsewhereInAnotherLanguage) {
  const double arabic = Firms("الدلفين الفضي", "Silver Dolphin");
  EXPECT_EQ(arabic, Firms("الدلفين الفضي", "Dolphin Silver"));
}

TEST(Brands, ABusinessWordOrAPlaceIsNone) {
  const Tables& t = GetTables();
  EXPECT_GT(t.brands.size(), 10'000U);
  for (const auto& [form, word] : t.brands) {
    EXPECT_FALSE(word.empty()) << form;
    EXPECT_FALSE(t.org_words.contains(form)) << form;
    EXPECT_FALSE(t.places.contains(form)) << form;
  }
}

TEST(Brands, TwoWordsOfOneLanguageAreTwoFirms) {
  EXPECT_LT(Firms("شركة النجاح للأثاث", "شركة الفلاح للأثاث"), 0.70);
}

TEST(Brands, SayNothingOfPersons) {
  EXPECT_EQ(TokenSimilarity({"qirsh", "قرش"}, {"shark", ""}, Kind::kPerson).similarity, 0);
  const TokenMatch firm = TokenSimilarity({"qirsh", "قرش"}, {"shark", ""}, Kind::kOrganization);
  EXPECT_EQ(firm.relation, Relation::kTranslated);
  EXPECT_LT(firm.similarity, 0.97F);
}

}  // namespace
}  // namespace match
