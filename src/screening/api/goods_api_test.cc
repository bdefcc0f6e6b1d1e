// Lists of goods on a server: imported as they come, found by text, never an answer of /match, compiled again
// from what was stored.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "screening/registry/test_server.h"

namespace screening {
namespace {

namespace json = boost::json;

constexpr std::string_view kGoods =
    "Country/Area,Good,Child Labor,Forced Labor\nBenin,Cotton,X,\nBangladesh,Garments,X,X\n";

class GoodsApiTest : public ::testing::Test {
 protected:
  GoodsApiTest() : server_(db::Dialect::kSqlite) {
    edition_ = server_.Import("tvpra", server_.Write("list-of-goods.csv", kGoods));
    server_.Import("firms", server_.Write("firms.jsonl", FtmLine("c-1", "Company", "Cotton Company")));
  }
  json::value Get(const std::string& method, const std::string& target, const std::string& body = {}) {
    const net::Response response = server_.Call(method, target, body);
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body);
  }

  TestServer server_;
  ListEdition edition_;
};

TEST_F(GoodsApiTest, ImportsCountsAndCompilesAgain) {
  EXPECT_EQ(edition_.layout, "dol-goods");
  EXPECT_EQ(edition_.entities, 2);
  ASSERT_TRUE(server_.desk().database().Write(
      [](db::Transaction& tx) { return tx.Execute("UPDATE list_compiled SET engine = 'older'"); }));
  auto other = server_.OtherProcess();
  const auto snapshot = other.lists->Current();
  ASSERT_TRUE(snapshot.has_value()) << snapshot.error().external;
  EXPECT_EQ((*snapshot)->lists().size(), 2u);
}

TEST_F(GoodsApiTest, MatchNeverAnswersWithGoods) {
  for (const char* schema : {"Company", "LegalEntity", "Thing", "Organization"}) {
    const json::value answer =
        Get("POST", "/match/default",
            std::string(R"({"queries":{"q":{"schema":")") + schema +
                R"(","properties":{"name":["Cotton"],"country":["bj"],"goodsDescription":["Cotton"]}}}})");
    for (const json::value& result : answer.at("responses").at("q").at("results").as_array())
      EXPECT_EQ(result.at("id").as_string(), "c-1") << schema;
  }
}

TEST_F(GoodsApiTest, SearchShowsGoodsAsThings) {
  const json::value found = Get("GET", "/search/tvpra?q=cotton");
  ASSERT_EQ(found.at("results").as_array().size(), 1u);
  const json::value& good = found.at("results").at(0);
  EXPECT_EQ(good.at("schema").as_string(), "Thing") << "clients of the model do not know our own schemata";
  EXPECT_EQ(good.at("properties").at("country").at(0).as_string(), "bj");
  const json::value same = Get("GET", "/entities/" + std::string(good.at("id").as_string()));
  EXPECT_EQ(same.at("schema").as_string(), "Thing");
}

}  // namespace
}  // namespace screening
