#include "lists/free_names.h"

#include <gtest/gtest.h>

#include "base/limits_lists.h"

namespace lists {
namespace {

using Texts = std::vector<std::string>;

TEST(FreeNamesTest, OtherNamesBehindMarks) {
  const std::vector<FreeParty> parties = FreeParties(
      "Fuchu Works; Golden Horse, a/k/a Golden (Jin) Horse Factory, a/k/a Horse, Trade and Co., Ltd.");
  ASSERT_EQ(parties.size(), 2u);
  EXPECT_EQ(parties[0].name, "Fuchu Works");
  EXPECT_TRUE(parties[0].aliases.empty());
  EXPECT_EQ(parties[1].name, "Golden Horse");
  EXPECT_EQ(parties[1].aliases, (Texts{"Golden (Jin) Horse Factory", "Horse, Trade and Co., Ltd."}));
}

TEST(FreeNamesTest, OtherNamesInParentheses) {
  const std::vector<FreeParty> parties = FreeParties(
      "Rising Sun Energy Co., Ltd. (also known as RS Solar; and Rising Sun Co. Ltd., and formerly known as "
      "Sun CNC "
      "Co., Ltd.; Sun Grinding Co., Ltd.; and Sun Tools)");
  ASSERT_EQ(parties.size(), 1u);
  EXPECT_EQ(parties[0].name, "Rising Sun Energy Co., Ltd.");
  EXPECT_EQ(parties[0].aliases, (Texts{"RS Solar", "Rising Sun Co. Ltd."}));
  EXPECT_EQ(parties[0].former, (Texts{"Sun CNC Co., Ltd.", "Sun Grinding Co., Ltd.", "Sun Tools"}));

  const std::vector<FreeParty> one = FreeParties("Blue Yarn Co. Ltd. (and one alias: Azure Yarn)");
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0].name, "Blue Yarn Co. Ltd.");
  EXPECT_EQ(one[0].aliases, Texts{"Azure Yarn"});
  EXPECT_EQ(FreeParties("Training Center (VTC)").at(0).name, "Training Center (VTC)");
}

TEST(FreeNamesTest, TwoPartiesOnlyBehindALegalForm) {
  const std::vector<FreeParty> two =
      FreeParties("Yili Garment Co., Ltd. and Baoding Trade and Business Co., Ltd.");
  ASSERT_EQ(two.size(), 2u);
  EXPECT_EQ(two[0].name, "Yili Garment Co., Ltd.");
  EXPECT_EQ(two[1].name, "Baoding Trade and Business Co., Ltd.");
  EXPECT_EQ(FreeParties("Xinjiang Cotton and Linen Co., Ltd.").size(), 1u);
  EXPECT_EQ(FreeParties("Agriculture, Industry, and Trade Co., Ltd.").size(), 1u);
  EXPECT_TRUE(FreeParties("").empty());
  EXPECT_TRUE(FreeParties(" ; , ").empty());
}

TEST(FreeNamesTest, TextThatIsNoListOfNamesIsLeftToTheCollector) {  // kMaxFreeTextBytes
  std::string text;
  while (text.size() <= base::kMaxFreeTextBytes) text += "All x, a/k/a y; ";
  EXPECT_EQ(FreeParties(text).size(), 1u);
  EXPECT_EQ(FreeParties(text)[0].name, text);
  EXPECT_FALSE(FreeGoodsOf(text, "China"));
  text.resize(base::kMaxFreeTextBytes);
  EXPECT_GT(FreeParties(text).size(), 100u);
}

TEST(FreeNamesTest, VesselsAndGoods) {
  const std::vector<FreeParty> vessel = FreeParties("Fishing Vessel: Da Wang 1");
  ASSERT_EQ(vessel.size(), 1u);
  EXPECT_TRUE(vessel[0].vessel);
  EXPECT_EQ(vessel[0].name, "Da Wang 1");

  EXPECT_EQ(
      FreeGoodsOf("All Turkmenistan Cotton or products produced in whole or in part with it.", "Turkmenistan")
          ->commodity,
      "Cotton");
  EXPECT_EQ(
      FreeGoodsOf("All gold mined, produced, or manufactured with convict labor", "DR Congo")->commodity,
      "Gold");
  EXPECT_EQ(FreeGoodsOf("Tobacco produced in the Republic of Malawi by workers", "Malawi")->commodity,
            "Tobacco");
  EXPECT_FALSE(FreeGoodsOf("Allied Garment Co., Ltd.", "India"));

  const std::optional<FreeGoods> catch_of =
      FreeGoodsOf("All products harvested by fishing vessels Wang, Hua 8, or Dalian Sea Fishing", "China");
  ASSERT_TRUE(catch_of);
  EXPECT_EQ(catch_of->commodity, "") << "not all of the country's catch is meant";
  ASSERT_EQ(catch_of->parties.size(), 3u);
  EXPECT_EQ(catch_of->parties[1].name, "Hua 8");
  EXPECT_TRUE(catch_of->parties[1].vessel);
  EXPECT_EQ(catch_of->parties[2].name, "Dalian Sea Fishing");
  EXPECT_FALSE(catch_of->parties[2].vessel);
}

}  // namespace
}  // namespace lists
