#include "match/goods.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <tuple>

#include "match/goods_words.h"
#include "match/match.h"

namespace match {
namespace {

using entity::PropertyNamed;
using Texts = std::vector<std::string>;

entity::Entity Listed(std::string_view good, std::string_view country, std::string id) {
  entity::Entity entry;
  entry.id = std::move(id);
  entry.schema = entity::SchemaNamed("Commodity");
  entry.caption = good;
  entry.Add(entity::prop::Name(), good);
  entry.Add(entity::prop::Country(), country);
  entry.Add(PropertyNamed("authority"), "US Department of Labor");
  entry.Add(PropertyNamed("program"), "TVPRA list: child labor");
  return entry;
}

entity::Entity Party(std::string_view name, std::string_view country, std::string_view product) {
  entity::Entity party;
  party.schema = entity::schema::Company();
  party.caption = name;
  party.Add(entity::prop::Name(), name);
  party.Add(entity::prop::Country(), country);
  party.Add(PropertyNamed("goodsDescription"), product);
  return party;
}

class GoodsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ListCompiler compiler;
    ListInfo info;
    info.name = "goods";
    compiler.BeginList(info);
    for (const auto& [good, country, id] :
         std::initializer_list<std::tuple<const char*, const char*, const char*>>{
             {"Cotton", "bj", "1"},
             {"Garments", "bd", "2"},
             {"Oil (palm)", "id", "3"},
             {"Manioc/Cassava", "ng", "4"},
             {"Cassiterite (tin ore)", "cd", "5"},
             {"Cotton", "uz", "6"},
             {"Gold", "bj", "7"}})
      compiler.Add(Listed(good, country, id));
    entity::Entity company;
    company.id = "c";
    company.schema = entity::schema::Company();
    company.caption = "Cotton";
    company.Add(entity::prop::Name(), "Cotton");
    compiler.Add(company);
    const std::string made = compiler.Finish();
    bytes_.assign((made.size() + 7) / 8, 0);
    std::copy(made.begin(), made.end(), reinterpret_cast<char*>(bytes_.data()));
    auto list = CompiledList::Open(std::as_bytes(std::span(bytes_)).first(made.size()));
    ASSERT_TRUE(list) << list.error().external;
    ASSERT_TRUE(list->Verify());
    list_ = std::make_unique<CompiledList>(std::move(*list));
    pointers_ = {list_.get()};
  }

  Texts Ids(const entity::Entity& party, std::size_t most = 100) const {
    Texts ids;
    for (const GoodsAlert& alert : GoodsIndex(pointers_).Find(party, most)) ids.push_back(alert.id);
    return ids;
  }

  std::vector<std::uint64_t> bytes_;
  std::unique_ptr<CompiledList> list_;
  std::vector<const CompiledList*> pointers_;
};

TEST_F(GoodsTest, CountryAndProductMustBothFit) {
  EXPECT_EQ(Ids(Party("A", "bj", "raw cotton, ginned")), Texts{"1"});
  EXPECT_EQ(Ids(Party("A", "Benin", "Cotton")), Texts{"1"}) << "a country by its name";
  EXPECT_EQ(Ids(Party("A", "bj", "Cotton and gold")), (Texts{"1", "7"}));
  EXPECT_TRUE(Ids(Party("A", "fr", "Cotton")).empty());
  EXPECT_TRUE(Ids(Party("A", "bj", "Shea butter")).empty());
  EXPECT_TRUE(Ids(Party("A", "bj", "")).empty());
  EXPECT_TRUE(Ids(Party("Cotton", "bj", "")).empty()) << "a name is no product";
}

TEST_F(GoodsTest, EveryGoodOfTheAlertIsThere) {
  const std::vector<GoodsAlert> alerts = GoodsIndex(pointers_).Find(Party("A", "bd", "T-shirts"), 10);
  ASSERT_EQ(alerts.size(), 1u);
  EXPECT_EQ(alerts[0].list, "goods");
  EXPECT_EQ(alerts[0].commodity, "Garments");
  EXPECT_EQ(alerts[0].country, "bd");
  EXPECT_EQ(alerts[0].product, "T-shirts");
  EXPECT_EQ(alerts[0].source, "US Department of Labor: TVPRA list: child labor");
  EXPECT_EQ(alerts[0].schema.name(), "Commodity");
  EXPECT_NE(alerts[0].detail.find("Bangladesh"), std::string::npos);
}

TEST_F(GoodsTest, SeveralCountriesAndTheMost) {
  entity::Entity party = Party("A", "bj", "Cotton, gold");
  party.Add(entity::prop::Country(), "uz");
  EXPECT_EQ(Ids(party), (Texts{"1", "6", "7"}));
  EXPECT_EQ(Ids(party, 2), (Texts{"1", "6"}));
}

// Goods are no parties: whatever the party is called, and whatever its schema, none is a result by name, in
// the fast way as in the slow one.
TEST_F(GoodsTest, GoodsAreNeverResultsByName) {
  for (const char* schema : {"Company", "Thing", "LegalEntity", "Person", "Commodity", "Vessel"}) {
    entity::Entity party = Party("Cotton", "bj", "Cotton");
    party.schema = entity::SchemaNamed(schema);
    ScreenOptions options;
    Scratch scratch;
    for (const Alert& alert : Screen(party, pointers_, options, scratch)) EXPECT_EQ(alert.id, "c") << schema;
    for (const Alert& alert : ScreenByBruteForce(party, pointers_, options))
      EXPECT_EQ(alert.id, "c") << schema;
  }
}

TEST(GoodsWordsTest, ListedGoodsAsPhrases) {
  EXPECT_EQ(GoodsPhrases("Manioc/Cassava"), (Texts{"manioc", "cassava"}));
  EXPECT_EQ(GoodsPhrases("Oil (palm)"), Texts{"palm oil"});
  EXPECT_EQ(GoodsPhrases("Cassiterite (tin ore)"), (Texts{"cassiterite", "tin ore"}));
  EXPECT_EQ(GoodsPhrases("Coca (stimulant plant)"), Texts{"coca"});
  EXPECT_EQ(GoodsPhrases("Beans (green, soy, yellow)"), Texts{"bean"});
  EXPECT_EQ(GoodsPhrases("Strawberries"), Texts{"strawberry"});
  EXPECT_TRUE(GoodsPhrases("").empty());
  EXPECT_FALSE(GoodsPhrases("Open (").empty());
}

TEST(GoodsWordsTest, WordsOfManyLanguages) {
  const struct {
    const char* product;
    const char* good;
  } kCases[] = {{"순면 티셔츠", "garment"},
                {"면화", "cotton"},
                {"新疆长绒棉花", "cotton"},
                {"男士衬衫", "garment"},
                {"黄金首饰", "gold"},
                {"綿花", "cotton"},
                {"áo thun nam", "garment"},
                {"tôm đông lạnh", "shrimp"},
                {"хлопковая ткань", "cotton"},
                {"хлопковая ткань", "textile"},
                {"бавовна", "cotton"},
                {"القطن الخام", "cotton"},
                {"Algodón en rama", "cotton"},
                {"ALGODON", "cotton"},
                {"chaussures de sport", "footwear"},
                {"Fumo e tabaco em folha", "tobacco"},
                {"Baumwollgarn", "cotton"},
                {"pamuklu kumaş", "textile"},
                {"minyak sawit mentah", "palm oil"},
                {"Men's knitted shirts", "garment"},
                {"crude palm oil", "palm oil"},
                {"frozen shrimps", "shrimp"},
                {"Bricks", "brick"}};
  for (const auto& item : kCases) EXPECT_TRUE(GoodsText(item.product).Names(item.good)) << item.product;
}

TEST(GoodsWordsTest, WordsInsideOtherWordsSayNothing) {
  const struct {
    const char* product;
    const char* good;
  } kCases[] = {{"金属零件", "gold"},      {"금속 부품", "gold"},
                {"은행 서비스", "silver"}, {"salted caramel", "salt"},
                {"goldfish food", "gold"}, {"tee shirt printing", "cotton"},
                {"steel", "tea"},          {"", "cotton"}};
  for (const auto& item : kCases) EXPECT_FALSE(GoodsText(item.product).Names(item.good)) << item.product;
}

}  // namespace
}  // namespace match
