#include "lists/free_goods.h"

#include <gtest/gtest.h>

namespace lists {
namespace {

using Texts = std::vector<std::string>;

TEST(FreeGoodsTest, GoodsOfACountryAndACatch) {
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

// The names of the parties that an order against goods names, vessels with "V: " before them; no commodity is
// left, because the order is not against all of the country's.
Texts PartiesOf(std::string_view text, std::string_view country = "China") {
  const std::optional<FreeGoods> goods = FreeGoodsOf(text, country);
  if (!goods) return {"no goods"};
  EXPECT_EQ(goods->commodity, "") << text;
  Texts names;
  for (const FreeParty& party : goods->parties) names.push_back((party.vessel ? "V: " : "") + party.name);
  return names;
}

TEST(FreeGoodsTest, AVesselOrAFirmWhoseGoodsAreMeant) {
  EXPECT_EQ(PartiesOf("Tuna harvested by the fishing vessel Tunny No. 61"), Texts{"V: Tunny No. 61"});
  EXPECT_EQ(PartiesOf("Seafood harvested by the Lien Star No. 12."), Texts{"V: Lien Star No. 12"});
  EXPECT_EQ(PartiesOf("Seafood harvested by the Yu Dragon No. 2 (fishing vessel)"),
            Texts{"V: Yu Dragon No. 2"});
  EXPECT_EQ(PartiesOf("All products harvested by the F/V Da Wang 1 and any products made of them"),
            (Texts{"V: Da Wang 1"}));
  EXPECT_EQ(PartiesOf("Palm fruit harvested by Hill Plantation Berhad"), Texts{"Hill Plantation Berhad"});
  EXPECT_EQ(
      PartiesOf("All cotton and cotton products produced by the River Production and Construction "
                "Corporation (RPCC) and its subordinate and affiliated entities as well as any products "
                "that are made in whole or in part with or derived from that cotton"),
      Texts{"River Production and Construction Corporation (RPCC)"});
  EXPECT_EQ(PartiesOf("Disposable gloves produced in Malaysia by Glove Corporation Bhd and its subsidiaries"),
            Texts{"Glove Corporation Bhd"});
}

TEST(FreeGoodsTest, AFirmIsNoGood) {
  EXPECT_FALSE(FreeGoodsOf("All Star Garments Ltd.", "India"));
  EXPECT_FALSE(FreeGoodsOf("All Star Garments", "India"));
  EXPECT_FALSE(FreeGoodsOf("Well Made by Hand Works", "India"));
  EXPECT_FALSE(FreeGoodsOf("All Star Garments of India", "India"));
  EXPECT_EQ(FreeGoodsOf("All cotton", "India")->commodity, "Cotton");
  EXPECT_EQ(FreeGoodsOf("All Hill cotton and tomatoes", "India")->commodity, "Hill cotton");
  EXPECT_EQ(FreeGoodsOf("All India Tea", "India")->commodity, "Tea");
  EXPECT_EQ(FreeGoodsOf("Bricks made by Hill workers, including children", "India")->commodity, "Bricks");
}

}  // namespace
}  // namespace lists
