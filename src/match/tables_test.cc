#include "match/tables.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/hash.h"

namespace match {
namespace {

TEST(Tables, TheHashOfTheRarityTableIsFixed) {
  EXPECT_EQ(base::Hash64("mohammed"), 0xdba7631c2a5db95cULL);
  EXPECT_EQ(base::Hash64("trading"), 0xc7a3c7558c01c1c0ULL);
}

TEST(Tables, CommonWordsHaveFewBitsAndUnknownOnesAll) {
  EXPECT_LE(PersonBits("mohammed"), 8);
  EXPECT_GE(PersonBits("mohammed"), 4);
  EXPECT_EQ(PersonBits("zyxwlorn"), 16);
  EXPECT_LE(OrganizationBits("trading"), 8);
  EXPECT_LE(OrganizationBits("company"), 6);
  EXPECT_EQ(OrganizationBits("zyxwlorn"), 16);
  EXPECT_LT(PersonBits("ali"), PersonBits("sergei"));
}

TEST(Tables, AShortWordCannotCarryMoreThanItsLetters) {
  EXPECT_LE(PersonBits("q"), 4);
  EXPECT_LE(PersonBits("qx"), 8);
  EXPECT_GE(PersonBits(""), 1);
  for (const char* word : {"a", "b", "the", "li", "12", "x9z"}) {
    EXPECT_GE(OrganizationBits(word), 1) << word;
    EXPECT_LE(OrganizationBits(word), 16) << word;
  }
}

TEST(Tables, BusinessWordsHaveOneCanonicalWord) {
  EXPECT_EQ(CanonicalOf("intl", ""), "international");
  EXPECT_EQ(CanonicalOf("international", ""), "international");
  EXPECT_EQ(CanonicalOf("guoji", "国际"), "international");
  EXPECT_EQ(CanonicalOf("zyxwlorn", ""), "");
  EXPECT_EQ(OrganizationBits("intl", ""), OrganizationBits("international", ""));
}

TEST(Tables, PlacesHaveOneCanonicalName) {
  EXPECT_EQ(CanonicalOf("dimashq", ""), "damascus");
  EXPECT_EQ(CanonicalOf("peking", ""), "beijing");
  EXPECT_EQ(CanonicalOf("beijing", "北京"), "beijing");
  EXPECT_EQ(CanonicalOf("moskva", "москва"), "moscow");
  EXPECT_EQ(CanonicalOf("beijing", "北井"), "");  // the reading alone is no place
  EXPECT_TRUE(TradeWordOf("peking", "").empty());
  EXPECT_TRUE(IsPlace("peking", ""));
  EXPECT_FALSE(IsPlace("hengda", ""));
  EXPECT_EQ(OrganizationBits("peking", ""), OrganizationBits("beijing", ""));
}

TEST(Tables, LegalFormsOfOneKindMeet) {
  const Tables& t = GetTables();
  const auto meet = [&](const char* a, const char* b) {
    return LegalFormsMeet(t.legal_forms.at(a), t.legal_forms.at(b));
  };
  EXPECT_TRUE(meet("gmbh", "ooo"));
  EXPECT_TRUE(meet("coltd", "有限公司"));
  EXPECT_TRUE(meet("株式会社", "coltd"));
  EXPECT_TRUE(meet("주식회사", "股份有限公司"));
  EXPECT_TRUE(meet("주식회사", "jsc"));
  EXPECT_FALSE(meet("coltd", "jsc"));
  EXPECT_FALSE(meet("주식회사", "llc"));
  EXPECT_FALSE(meet("gmbh", "ag"));
  EXPECT_FALSE(LegalFormsMeet(0, t.legal_forms.at("jsc")));
}

TEST(Tables, EveryGroupIsKnownByEachMember) {
  const Tables& t = GetTables();
  ASSERT_EQ(t.groups.size(), t.group_kinds.size());
  for (std::uint32_t g = 0; g < t.groups.size(); ++g) {
    for (const std::string& member : t.groups[g]) {
      const auto it = t.name_groups.find(member);
      ASSERT_NE(it, t.name_groups.end()) << member;
      EXPECT_NE(std::find(it->second.begin(), it->second.end(), g), it->second.end()) << member;
    }
  }
}

// Keys are compared with folded forms or original letters; a key with a space, a capital or a mark would
// never be found.
TEST(Tables, KeysAreFolded) {
  const Tables& t = GetTables();
  const auto folded = [](const std::string& key) {
    return key.find(' ') == std::string::npos &&
           std::none_of(key.begin(), key.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  for (const auto& [key, tag] : t.legal_forms) EXPECT_TRUE(folded(key)) << key;
  for (const auto& [key, canonical] : t.org_words) EXPECT_TRUE(folded(key)) << key;
  for (const auto& [key, canonical] : t.places) EXPECT_TRUE(folded(key)) << key;
  for (const std::string_view phrase : t.phrases)
    EXPECT_NE(phrase.find(' '), std::string_view::npos) << phrase;
  EXPECT_TRUE(std::is_sorted(t.phrases.begin(), t.phrases.end()));
}

}  // namespace
}  // namespace match
