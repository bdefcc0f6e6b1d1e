// Goods in every format of the command line.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <set>

#include "base/limits_lists.h"
#include "files/bytes.h"
#include "files/table.h"
#include "screening/header.h"
#include "screening/output.h"
#include "screening/screen.h"

namespace screening {
namespace {

namespace fs = std::filesystem;

class GoodsOutputTest : public ::testing::Test {
 protected:
  GoodsOutputTest() : folder_(fs::temp_directory_path() / ("goods_output-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~GoodsOutputTest() override { fs::remove_all(folder_); }
  std::string At(const std::string& name) const { return (folder_ / name).string(); }

  static match::GoodsAlert Good(const std::string& id) {
    match::GoodsAlert good;
    good.list = "tvpra";
    good.id = id;
    good.caption = good.commodity = "Cotton";
    good.schema = entity::SchemaNamed("Commodity");
    good.country = "bj";
    good.source = "US Department of Labor: TVPRA list: child labor";
    good.product = "raw \"cotton\"";
    good.detail = "Cotton from Benin is on this list of goods.";
    good.settle = "Ask.";
    return good;
  }
  static ScreenedParty Party(std::size_t row, std::size_t goods) {
    ScreenedParty party;
    party.row = row;
    party.party.schema = entity::schema::Company();
    party.party.caption = "A <b>, B";
    party.party.Add(entity::prop::Name(), "A <b>, B");
    for (std::size_t i = 0; i < goods; ++i) party.goods.push_back(Good("h-" + std::to_string(i)));
    return party;
  }
  std::string Write(Format format, const std::string& name, std::vector<ScreenedParty> parties) {
    auto output = MakeOutput(format, At(name), 0);
    EXPECT_TRUE(output);
    for (ScreenedParty& party : parties) {
      std::string rendered = (*output)->Render(party);
      EXPECT_TRUE((*output)->Add(std::move(party), std::move(rendered)));
    }
    EXPECT_TRUE((*output)->Finish({}, {}));
    const auto text = files::ReadFile(At(name));
    EXPECT_TRUE(text);
    return text ? *text : std::string();
  }

  fs::path folder_;
};

TEST_F(GoodsOutputTest, NdjsonHasEveryKeyOfAResult) {
  ScreenedParty party = Party(3, 1);
  party.alerts.resize(1);
  const boost::json::value line = boost::json::parse(NdjsonLine(party));
  const boost::json::array& results = line.at("results").as_array();
  ASSERT_EQ(results.size(), 2u) << "goods stand behind the results by name";
  std::set<std::string> by_name;
  for (const auto& item : results[0].as_object()) by_name.emplace(item.key());
  std::set<std::string> goods;
  for (const auto& item : results[1].as_object()) goods.emplace(item.key());
  for (const std::string& key : by_name) EXPECT_TRUE(goods.contains(key)) << key;
  EXPECT_EQ(goods.size(), by_name.size() + 3);
  const boost::json::value& good = results[1];
  EXPECT_EQ(good.at("kind").as_string(), "goods");
  for (const char* key : {"score", "name_similarity", "identity"}) EXPECT_TRUE(good.at(key).is_null()) << key;
  EXPECT_FALSE(good.at("match").as_bool());
  EXPECT_EQ(good.at("commodity").as_string(), "Cotton");
  EXPECT_EQ(good.at("country").as_string(), "bj");
  EXPECT_EQ(good.at("source").as_string(), "US Department of Labor: TVPRA list: child labor");
  EXPECT_EQ(good.at("name").at("query").as_string(), "raw \"cotton\"");
  EXPECT_TRUE(good.at("name").at("tokens").as_array().empty());
}

TEST_F(GoodsOutputTest, CsvTableAndReports) {
  EXPECT_EQ(CsvLines(Party(3, 1)),
            "3,\"A <b>, B\",tvpra,h-0,Cotton,Commodity,,,,false,goods: Cotton from Benin is on this list of "
            "goods. (US "
            "Department of Labor: TVPRA list: child labor)\n");
  const std::string table = Write(Format::kTable, "t.txt", {Party(3, 1), Party(4, 0)});
  EXPECT_NE(table.find("No possible match."), std::string::npos);
  EXPECT_NE(table.find("row 3"), std::string::npos);
  EXPECT_EQ(table.find("row 4"), std::string::npos);
  const std::string page = Write(Format::kHtml, "r.html", {Party(3, 2), Party(4, 0)});
  EXPECT_NE(page.find("2 questions for 1 party"), std::string::npos);
  EXPECT_EQ(page.find("A <b>"), std::string::npos) << "names are text";
  EXPECT_EQ(Write(Format::kHtml, "none.html", {Party(4, 0)}).find("Goods of a country"), std::string::npos);
  Write(Format::kXlsx, "r.xlsx", {Party(3, 1)});
  const auto sheets = files::SheetNames(At("r.xlsx"));
  ASSERT_TRUE(sheets);
  EXPECT_NE(std::find(sheets->begin(), sheets->end(), "Goods"), sheets->end());
}

TEST_F(GoodsOutputTest, LimitsSayThatTheyCut) {  // kMaxReportGoods, kMaxTableLines
  const std::string page = Write(Format::kHtml, "many.html", {Party(3, base::kMaxReportGoods + 1)});
  EXPECT_NE(page.find("The first 5,000 are shown"), std::string::npos);
  const std::string table = Write(Format::kTable, "many.txt", {Party(3, base::kMaxTableLines + 2)});
  EXPECT_NE(table.find("... and 2 more (kMaxTableLines)"), std::string::npos);
}

// A product that names every good of a country: the first kMaxGoodsAlertsPerParty are told.
TEST_F(GoodsOutputTest, GoodsOfOnePartyAreLimited) {
  match::ListCompiler compiler;
  match::ListInfo info;
  info.name = "goods";
  compiler.BeginList(info);
  std::string product;
  for (std::size_t i = 0; i <= base::kMaxGoodsAlertsPerParty; ++i) {
    entity::Entity entry;
    entry.id = std::to_string(i);
    entry.schema = entity::SchemaNamed("Commodity");
    entry.caption = fmt::format("good{}", i);
    entry.Add(entity::prop::Name(), entry.caption);
    entry.Add(entity::prop::Country(), "bj");
    compiler.Add(entry);
    product += entry.caption + " ";
  }
  const std::string made = compiler.Finish();
  std::vector<std::uint64_t> bytes((made.size() + 7) / 8);
  std::copy(made.begin(), made.end(), reinterpret_cast<char*>(bytes.data()));
  const auto list = match::CompiledList::Open(std::as_bytes(std::span(bytes)).first(made.size()));
  ASSERT_TRUE(list);
  const match::CompiledList* const lists[] = {&*list};
  const match::GoodsIndex goods(lists);
  const std::string text = "name,country,product\nA,bj," + product + "\nB,bj,\n";
  const auto parties = OpenParties(text, "p.csv", {});
  ASSERT_TRUE(parties) << parties.error().external;
  auto output = MakeOutput(Format::kNdjson, At("l.ndjson"), 0);
  ASSERT_TRUE(output);
  RunHooks hooks;
  hooks.goods = &goods;
  const Screener nobody = [](const entity::Entity&, match::Scratch&) { return std::vector<match::Alert>(); };
  const RejectSink none = [](const Reject&) -> base::Status { return base::Ok(); };
  const auto counts = ScreenAll(**parties, nobody, 1, **output, none, hooks);
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->goods, base::kMaxGoodsAlertsPerParty);
  EXPECT_EQ(counts->parties_with_goods, 1u);
  EXPECT_EQ(counts->parties_for_goods, 1u);
  EXPECT_EQ(counts->matches, 0u);
}

TEST_F(GoodsOutputTest, ColumnsOfProductsInFourteenLanguages) {
  for (const char* header : {"Product",          "Products Supplied", "commodity",    "품목",
                             "주요 제품",        "产品名称",          "製品名",       "Sản phẩm",
                             "Mặt hàng",         "Продукция",         "Товар",        "Продукція",
                             "المنتجات",         "Productos",         "Marchandises", "Produtos",
                             "Warenbezeichnung", "Ürün Adı",          "Komoditas",    "goodsDescription"}) {
    const auto field = RecogniseHeader(header);
    ASSERT_TRUE(field) << header;
    EXPECT_EQ(field->property.name(), "goodsDescription") << header;
  }
}

}  // namespace
}  // namespace screening
