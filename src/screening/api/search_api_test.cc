// GET /search, /entities, /catalog, /algorithms and the reconciliation service as their clients see them.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/limits.h"
#include "screening/api/matching.h"
#include "screening/registry/test_server.h"

namespace screening {
namespace {

namespace json = boost::json;

class SearchApiTest : public ::testing::Test {
 protected:
  SearchApiTest() : server_(db::Dialect::kSqlite) {
    server_.Import("un_sc", server_.Write("un.jsonl",
                                          FtmLine("QDi.1", "Person", "Ivan Petrov",
                                                  ",\"topics\":[\"sanction\"],\"nationality\":[\"ru\"]") +
                                              FtmLine("QDi.2", "Person", "Олександр Петренко",
                                                      ",\"topics\":[\"role.pep\"],\"nationality\":[\"ua\"]") +
                                              FtmLine("QDi.3", "Person", "Maria Ivan Lopez")));
    server_.Import(
        "bans", server_.Write("bans.jsonl",
                              FtmLine("b-1", "Company", "Hengda Textile",
                                      ",\"country\":[\"cn\"],\"registrationNumber\":[\"91320000123456\"]")));
  }
  json::value Get(const std::string& target, int status = 200) {
    const net::Response response = server_.Call("GET", target);
    EXPECT_EQ(response.status, status) << target << " " << response.body;
    boost::system::error_code problem;
    json::value value = json::parse(response.body, problem);
    EXPECT_FALSE(problem) << response.body;
    return value;
  }
  std::vector<std::string> Found(const std::string& arguments) {
    std::vector<std::string> ids;
    const json::value answer = Get("/search/default?" + arguments);
    for (const json::value& result : answer.at("results").as_array())
      ids.emplace_back(result.at("id").as_string());
    return ids;
  }
  json::value Form(const std::string& target, const std::string& name, const std::string& value,
                   int status = 200) {
    const net::Response response =
        server_.Call("POST", target, name + "=" + net::UrlEncode(value), "application/x-www-form-urlencoded");
    EXPECT_EQ(response.status, status) << response.body;
    return json::parse(response.body);
  }

  TestServer server_;
};

using Ids = std::vector<std::string>;

TEST_F(SearchApiTest, SearchAnswersInThePeersShape) {
  const json::value expected = json::parse(R"({
    "limit": 10, "offset": 0, "total": {"value": 1, "relation": "eq"},
    "results": [{"id": "b-1", "caption": "Hengda Textile", "schema": "Company",
      "properties": {"name":["Hengda Textile"],"country":["cn"],"registrationNumber":["91320000123456"]},
      "datasets": ["bans"], "referents": [], "target": true,
      "first_seen": "2026-11-18T11:06:40", "last_seen": "2026-11-18T11:06:40", "last_change": "2026-11-18T11:06:40"}],
    "facets": {
      "countries": {"label": "Countries", "values": [{"name": "cn", "label": "China", "count": 1}]},
      "topics": {"label": "Topics", "values": []},
      "datasets": {"label": "Data sources", "values": [{"name": "bans", "label": "bans", "count": 1}]}}})");
  EXPECT_EQ(Get("/search/default?q=hengda"), expected);
}

TEST_F(SearchApiTest, FindsWordsInAnyScript) {
  EXPECT_EQ(Found("q=ivan"), (Ids{"QDi.1", "QDi.3"}));
  EXPECT_EQ(Found("q=Ivan%20Petrov"), (Ids{"QDi.1"}));
  EXPECT_EQ(Found("q=petrenko"), (Ids{"QDi.2"}));
  EXPECT_EQ(Found("q=" + net::UrlEncode("петренко")), (Ids{"QDi.2"}));
  EXPECT_EQ(Found("q=91320000123456"), (Ids{"b-1"}));
  EXPECT_EQ(Found("q=QDi.1"), (Ids{"QDi.1"}));
  EXPECT_EQ(Found("q=nobody"), (Ids{}));
  EXPECT_EQ(Found("q=!!!"), (Ids{}));
  EXPECT_EQ(Found("q=Ivan%20Petrow&fuzzy=true"), (Ids{"QDi.1"}));
  EXPECT_EQ(Found("q=Ivan%20Petrow"), (Ids{}));
}

TEST_F(SearchApiTest, NarrowsAndPages) {
  EXPECT_EQ(Found("").size(), 4U);
  EXPECT_EQ(Found("schema=Company"), (Ids{"b-1"}));
  EXPECT_EQ(Found("schema=LegalEntity").size(), 4U);
  EXPECT_EQ(Found("countries=ru&countries=cn"), (Ids{"b-1", "QDi.1"}));
  EXPECT_EQ(Found("countries=ru&countries=cn&filter_op=AND"), (Ids{}));
  EXPECT_EQ(Found("topics=role.pep"), (Ids{"QDi.2"}));
  EXPECT_EQ(Found("datasets=bans"), (Ids{"b-1"}));
  EXPECT_EQ(Found("exclude_dataset=un_sc"), (Ids{"b-1"}));
  EXPECT_EQ(Found("sort=caption&limit=2"), (Ids{"b-1", "QDi.1"}));
  EXPECT_EQ(Found("sort=caption&limit=2&offset=2"), (Ids{"QDi.3", "QDi.2"}));
  EXPECT_EQ(Found("sort=caption:desc&limit=1"), (Ids{"QDi.2"}));
  EXPECT_EQ(Found("limit=0"), (Ids{}));
  for (const std::string wrong : {"schema=Persson", "limit=501", "offset=9500", "fuzzy=maybe",
                                  "sort=shoe-size", "facets=x", "filter=a:b", "filter_op=XOR"})
    Get("/search/default?" + wrong, 400);
  Get("/search/nothing?q=x", 404);
  Get("/search/default?offset=" + std::to_string(base::kMaxSearchOffset) +
      "&limit=" + std::to_string(base::kMaxMatchLimit));
}

TEST_F(SearchApiTest, FacetsAreBounded) {
  std::string lines;
  for (std::size_t i = 0; i < base::kMaxFacetValues + 5; ++i) {
    const std::string number = std::to_string(i);
    lines += FtmLine("t" + number, "Person", "Name", ",\"topics\":[\"topic." + number + "\"]");
  }
  server_.Import("topics", server_.Write("topics.jsonl", lines));
  const json::value answer = Get("/search/topics?limit=1");
  EXPECT_EQ(answer.at("total").at("value").to_number<std::size_t>(), base::kMaxFacetValues + 5);
  EXPECT_EQ(answer.at("facets").at("topics").at("values").as_array().size(), base::kMaxFacetValues);
}

TEST_F(SearchApiTest, GivesOneEntryById) {
  const json::value entry = Get("/entities/QDi.2");
  EXPECT_EQ(entry.at("caption").as_string(), "Олександр Петренко");
  EXPECT_EQ(entry.at("target").as_bool(), true);
  EXPECT_EQ(Get("/entities/none", 404).at("detail").as_string(), "No such entity!");
  EXPECT_EQ(Get("/entities/QDi.2?dataset=bans", 404).at("status").as_int64(), 404);
  const json::value adjacent = Get("/entities/QDi.2/adjacent");
  EXPECT_EQ(adjacent.at("entity"), entry);
  EXPECT_TRUE(adjacent.at("adjacent").as_object().empty());
  EXPECT_EQ(Get("/entities/QDi.2/adjacent/ownershipOwner", 404).at("status").as_int64(), 404);
  EXPECT_EQ(Get("/entities/QDi.2/adjacent/name?limit=3"),
            json::parse(R"({"limit":3,"offset":0,"total":{"value":0,"relation":"eq"},"results":[]})"));
}

TEST_F(SearchApiTest, TheCatalogNamesAllDatasets) {
  const net::Response open = server_.CallAs("", "GET", "/catalog");
  EXPECT_EQ(open.status, 200);
  const json::value catalog = json::parse(open.body);
  EXPECT_EQ(catalog.at("current"), json::parse(R"(["default","bans","un_sc"])"));
  EXPECT_EQ(catalog.at("outdated"), json::array());
  EXPECT_FALSE(catalog.at("index_stale").as_bool());
  const json::value& all = catalog.at("datasets").at(0);
  EXPECT_EQ(all.at("name").as_string(), "default");
  EXPECT_EQ(all.at("children"), json::parse(R"(["bans","un_sc"])"));
  EXPECT_EQ(all.at("entity_count").as_int64(), 4);
  const json::value& un = catalog.at("datasets").at(2);
  EXPECT_EQ(un.at("name").as_string(), "un_sc");
  EXPECT_TRUE(un.at("load").as_bool());
  EXPECT_EQ(un.at("version"), un.at("index_version"));
  const json::value algorithms = json::parse(server_.CallAs("", "GET", "/algorithms").body);
  EXPECT_EQ(algorithms.at("default").as_string(), AlgorithmName());
  EXPECT_EQ(algorithms.at("algorithms").at(0).at("docs").at("features"),
            algorithms.at("algorithms").at(0).at("features"));
  EXPECT_EQ(json::parse(server_.CallAs("", "GET", "/manifest").body).at("datasets").as_array().size(), 3U);
  EXPECT_EQ(server_.Call("POST", "/updatez").status, 403);
}

// ---- reconciliation

TEST_F(SearchApiTest, TheReconciliationManifest) {
  const json::value manifest = Get("/reconcile/un_sc");
  EXPECT_EQ(manifest.at("versions"), json::parse(R"(["0.2"])"));
  EXPECT_EQ(manifest.at("view").at("url").as_string(), "http://server.test/entities/{{id}}");
  EXPECT_EQ(manifest.at("suggest").at("entity"),
            json::parse(
                R"({"service_url":"http://server.test/reconcile/un_sc","service_path":"/suggest/entity"})"));
  EXPECT_EQ(manifest.at("defaultTypes").at(0), json::parse(R"({"id":"LegalEntity","name":"Legal entity"})"));
  Get("/reconcile/nothing", 404);
}

TEST_F(SearchApiTest, ReconciliationQueries) {
  const std::string queries =
      R"({"q0":{"query":"Ivan Petrov","type":"Person","limit":1,"properties":[{"pid":"Person:nationality","v":"Russia"}]},
                                  "q1":{"query":"nobody at all"}})";
  const json::value answer = Form("/reconcile/default", "queries", queries);
  const json::value& best = answer.at("q0").at("result").at(0);
  EXPECT_EQ(best.at("id").as_string(), "QDi.1");
  EXPECT_EQ(best.at("name").as_string(), "Ivan Petrov");
  EXPECT_EQ(best.at("description").as_string(), "Person (un_sc)");
  EXPECT_EQ(best.at("type"), json::parse(R"([{"id":"Person","name":"Person"}])"));
  EXPECT_TRUE(best.at("match").as_bool());
  EXPECT_EQ(best.at("features").at(1), json::parse(R"({"id":"country","value":0.06})"));
  EXPECT_TRUE(answer.at("q1").at("result").as_array().empty());
  EXPECT_EQ(Get("/reconcile/default?queries=" + net::UrlEncode(queries)), answer);
  Form("/reconcile/default", "queries", "[]", 400);
  Form("/reconcile/default", "queries", R"({"q":{"query":"x","type":"Persson"}})", 400);
  Form("/reconcile/default", "other", "x", 400);
}

TEST_F(SearchApiTest, DataExtension) {
  const json::value answer = Form(
      "/reconcile/default", "extend",
      R"({"ids":["QDi.1","none"],"properties":[{"id":"nationality"},{"id":"topics","settings":{"limit":1,"render":"raw"}},{"id":"odd"}]})");
  EXPECT_EQ(answer, json::parse(R"({
    "meta": [{"id":"nationality","name":"Nationality"},{"id":"topics","name":"Topics"},{"id":"odd","name":"odd"}],
    "rows": {"QDi.1": {"nationality":[{"str":"Russia"}],"topics":[{"str":"sanction"}],"odd":[]},
             "none": {"nationality":[],"topics":[],"odd":[]}}})"))
      << json::serialize(answer);
  std::string many;
  for (std::size_t i = 0; i <= base::kMaxReconcileExtendProperties; ++i)
    many += std::string(i == 0 ? "" : ",") + R"({"id":"name"})";
  Form("/reconcile/default", "extend", R"({"ids":[],"properties":[)" + many + "]}", 400);
  EXPECT_EQ(
      Get("/reconcile/default/extend/property?type=Person&limit=2"),
      json::parse(
          R"({"type":"Person","limit":2,"properties":[{"id":"name","name":"Name"},{"id":"alias","name":"Alias"}]})"));
}

TEST_F(SearchApiTest, Suggestions) {
  const json::value entities = Get("/reconcile/default/suggest/entity?prefix=heng");
  EXPECT_EQ(entities.at("code").as_string(), "/api/status/ok");
  EXPECT_EQ(
      entities.at("result"),
      json::parse(
          R"json([{"id":"b-1","name":"Hengda Textile","description":"Company (bans)","type":[{"id":"Company","name":"Company"}]}])json"));
  EXPECT_EQ(Get("/reconcile/default/suggest/type?prefix=pers").at("result"),
            json::parse(R"([{"id":"Person","name":"Person"}])"));
  EXPECT_FALSE(Get("/reconcile/default/suggest/property?prefix=birth").at("result").as_array().empty());
  EXPECT_TRUE(Get("/reconcile/default/suggest/entity?prefix=").at("result").as_array().empty());
  const net::Response preview = server_.Call("GET", "/reconcile/default/preview?id=b-1");
  EXPECT_EQ(preview.status, 200);
  EXPECT_NE(preview.body.find("Hengda Textile"), std::string::npos);
  EXPECT_NE(preview.headers.Get("Content-Security-Policy").find("frame-ancestors *"), std::string::npos);
}

}  // namespace
}  // namespace screening
