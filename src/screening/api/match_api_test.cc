// POST /match as its clients see it: shapes against documents written by hand, scores against the engine
// itself.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/limits.h"
#include "screening/api/matching.h"
#include "screening/registry/test_server.h"

namespace screening {
namespace {

namespace json = boost::json;

json::value Json(std::string_view text) {
  boost::system::error_code problem;
  json::value value = json::parse(text, problem);
  EXPECT_FALSE(problem) << text;
  return value;
}

class MatchApiTest : public ::testing::Test {
 protected:
  MatchApiTest() : server_(db::Dialect::kSqlite) {
    server_.Import(
        "un_sc",
        server_.Write(
            "un.jsonl",
            FtmLine("QDi.1", "Person", "Ivan Petrov",
                    ",\"topics\":[\"sanction\"],\"birthDate\":[\"1970-01-02\"],\"nationality\":[\"ru\"]") +
                FtmLine("QDi.2", "Person", "Petrov", ",\"topics\":[\"role.pep\"]")));
    server_.clock().Advance(base::kDayMs);
    server_.Import(
        "bans", server_.Write("bans.jsonl",
                              FtmLine("b-1", "Company", "Hengda Textile Co Ltd",
                                      ",\"country\":[\"cn\"],\"registrationNumber\":[\"91320000123456\"]") +
                                  FtmLine("b-2", "Person", "Ivan Petrov")));
  }
  json::value Match(const std::string& body, const std::string& target = "/match/default", int status = 200) {
    const net::Response response = server_.Call("POST", target, body);
    EXPECT_EQ(response.status, status) << response.body;
    return Json(response.body);
  }
  static const json::array& Results(const json::value& answer, std::string_view name = "q") {
    return answer.at("responses").at(name).at("results").as_array();
  }
  static std::vector<std::string> Ids(const json::value& answer) {
    std::vector<std::string> ids;
    for (const json::value& result : Results(answer)) ids.emplace_back(result.at("id").as_string());
    return ids;
  }

  TestServer server_;
};

const std::string kPetrov =
    R"({"queries":{"q":{"schema":"Person","properties":{"name":["Ivan Petrov"],"birthDate":"1970-01-02"}}}})";

TEST_F(MatchApiTest, AnswersInThePeersShape) {
  const json::value answer = Match(R"({"weights":{},"config":{},"queries":{"q":{"id":"mine","schema":"Person",
      "properties":{"name":["Ivan Petrov"],"birthDate":"1970-01-02","nothing":["x"]}}}})",
                                   "/match/un_sc?limit=1");
  const json::value expected = Json(R"({
    "responses": {"q": {
      "status": 200,
      "results": [{
        "id": "QDi.1", "caption": "Ivan Petrov", "schema": "Person",
        "properties": {"name":["Ivan Petrov"],"topics":["sanction"],"birthDate":["1970-01-02"],"nationality":["ru"]},
        "datasets": ["un_sc"], "referents": [], "target": true,
        "first_seen": "2026-11-18T11:06:40", "last_seen": "2026-11-18T11:06:40", "last_change": "2026-11-18T11:06:40",
        "score": 0, "match": true, "name_similarity": 0, "identity": "supported",
        "features": {"name": 0, "birthDate": 0.35},
        "explanations": {
          "name": {"score": 0, "detail": "Ivan same; Petrov same", "query": "Ivan Petrov", "candidate": "Ivan Petrov"},
          "birthDate": {"score": 0.35, "detail": "", "query": "1970-01-02", "candidate": "1970-01-02"}},
        "settle": ""}],
      "total": {"value": 1, "relation": "eq"},
      "query": {"id": "mine", "schema": "Person", "properties": {"name":["Ivan Petrov"],"birthDate":["1970-01-02"]}}}},
    "matcher": {}, "limit": 1})");
  // What other tests check, or what is words, is taken over; everything else must be as written.
  json::value seen = answer;
  json::object& result = seen.at("responses").at("q").at("results").at(0).as_object();
  EXPECT_GT(result.at("score").as_double(), 0.9);
  EXPECT_EQ(result.at("features").at("name"), result.at("name_similarity"));
  for (json::value* zero :
       {&result["score"], &result["name_similarity"], &result["features"].as_object()["name"],
        &result["explanations"].at("name").as_object()["score"]}) {
    *zero = 0;
  }
  result["explanations"].at("birthDate").as_object()["detail"] = "";
  result["settle"] = "";
  EXPECT_TRUE(seen.at("matcher").as_object().contains("name"));
  seen.as_object()["matcher"] = json::object();
  EXPECT_EQ(seen.at("responses"), expected.at("responses")) << json::serialize(seen);
  EXPECT_EQ(seen, expected);
}

TEST_F(MatchApiTest, ScoresAreTheEngines) {
  const std::vector<entity::Entity> listed = MadeUpPersons(400);
  std::string lines;
  for (const entity::Entity& entry : listed) {
    std::string line = entity::ToJson(entry);
    line.insert(1, "\"id\":\"" + entry.id + "\",");
    lines += line + "\n";
  }
  server_.Import("many", server_.Write("many.jsonl", lines));
  const auto snapshot = server_.lists().Current().value();
  match::Scratch scratch;
  std::size_t compared = 0;
  for (std::size_t number = 0; number < 60; ++number) {
    // Some as they are listed, some with a letter left out.
    entity::Entity party = listed[number * 5];
    if (number % 2 == 1) party.values.front().text.erase(number % 5, 1);
    match::ScreenOptions options;
    options.limit = 7;
    const auto expected = match::Screen(party, snapshot->lists(), options, scratch);
    const json::value answer =
        Match(R"({"queries":{"q":)" + entity::ToJson(party) + "}}", "/match/default?limit=7&cutoff=0.5");
    const json::array& results = Results(answer);
    ASSERT_EQ(results.size(), expected.size()) << entity::ToJson(party);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(results[i].at("id").as_string(), expected[i].id);
      EXPECT_EQ(results[i].at("score").to_number<double>(), expected[i].score);
      EXPECT_EQ(results[i].at("match").as_bool(), expected[i].match);
      EXPECT_EQ(results[i].at("datasets").at(0).as_string(), expected[i].list);
      ++compared;
    }
  }
  EXPECT_GE(compared, 30U);
}

TEST_F(MatchApiTest, NarrowsByDatasetSchemaTopicChangeAndId) {
  const auto ids = [&](const std::string& arguments) {
    return Ids(Match(kPetrov, "/match/default?" + arguments));
  };
  using Expected = std::vector<std::string>;
  EXPECT_EQ(ids(""), (Expected{"QDi.1", "b-2", "QDi.2"}));
  EXPECT_EQ(ids("include_dataset=bans"), (Expected{"b-2"}));
  EXPECT_EQ(ids("exclude_dataset=bans"), (Expected{"QDi.1", "QDi.2"}));
  EXPECT_EQ(ids("exclude_schema=Person"), (Expected{}));
  EXPECT_EQ(ids("topics=sanction"), (Expected{"QDi.1"}));
  EXPECT_EQ(ids("topics=sanction&topics=role.pep"), (Expected{"QDi.1", "QDi.2"}));
  EXPECT_EQ(ids("changed_since=2026-11-19"), (Expected{"b-2"}));
  EXPECT_EQ(ids("changed_since=2026-11-19T11:06:40"), (Expected{}));
  EXPECT_EQ(ids("exclude_entity_ids=QDi.1"), (Expected{"b-2", "QDi.2"}));
  EXPECT_EQ(ids("exclude_entity_ids=QDi.1&limit=1"), (Expected{"b-2"}));
  EXPECT_EQ(ids("topics=role.pep&limit=1"), (Expected{"QDi.2"}));
  EXPECT_EQ(ids("limit=0"), (Expected{}));
}

TEST_F(MatchApiTest, ThresholdCutoffAndTotal) {
  const json::value usual = Match(kPetrov);
  EXPECT_EQ(usual.at("responses").at("q").at("total").at("value").as_int64(), 2);
  const json::value one = Match(kPetrov, "/match/default?limit=1");
  EXPECT_EQ(one.at("responses").at("q").at("total").at("value").as_int64(), 2);
  const json::value strict = Match(kPetrov, "/match/default?threshold=0.99");
  EXPECT_FALSE(Results(strict)[2].at("match").as_bool());
  EXPECT_EQ(Results(Match(kPetrov, "/match/default?cutoff=0.7")).size(), 2U);
  EXPECT_EQ(Results(Match(kPetrov, "/match/default?cutoff=0.0&threshold=0.0")).size(), 3U);
}

TEST_F(MatchApiTest, NothingIsLookedForFarBelow) {
  const std::string igor = R"({"queries":{"q":{"schema":"Person","properties":{"name":["Igor Petrov"]}}}})";
  const std::string least = std::to_string(base::kLeastMatchCutoff);
  const json::array all = Results(Match(igor, "/match/default?cutoff=" + least));
  EXPECT_FALSE(all.empty());
  EXPECT_EQ(Results(Match(igor, "/match/default?cutoff=0")), all);
  for (const json::value& result : all)
    EXPECT_GE(result.at("score").to_number<double>(), base::kLeastMatchCutoff);
}

TEST_F(MatchApiTest, APartyIsFoundByItsNumberAlone) {
  const json::value answer = Match(
      R"({"queries":{"q":{"schema":"Company","properties":{"registrationNumber":["9132-0000-123456"]}}}})");
  EXPECT_EQ(Ids(answer), (std::vector<std::string>{"b-1"}));
}

TEST_F(MatchApiTest, WhatWasNotUsedIsSaid) {
  const json::value answer = Match(
      R"({"queries":{"q":{"schema":"Person","properties":{"name":["Ivan Petrov"],"birthDate":["soon"]}}}})");
  const json::value& ignored = answer.at("responses").at("q").at("ignored");
  ASSERT_EQ(ignored.as_array().size(), 1U);
  EXPECT_EQ(ignored.at(0).at("property").as_string(), "birthDate");
  EXPECT_EQ(ignored.at(0).at("value").as_string(), "soon");
}

TEST_F(MatchApiTest, MistakesAreToldApart) {
  const auto detail = [&](const std::string& body, int status, const std::string& target = "/match/default") {
    return std::string(Match(body, target, status).at("detail").as_string());
  };
  EXPECT_EQ(detail("{\"queries\":{}}", 400), "No queries provided.");
  EXPECT_NE(detail("{\"queries\":{\"q\":{\"schema\":\"Persson\",\"properties\":{}}}}", 400).find("Persson"),
            std::string::npos);
  EXPECT_NE(detail("{\"queries\":{\"q\":{\"properties\":{}}}}", 400).find("schema"), std::string::npos);
  EXPECT_NE(detail("{", 400).find("JSON"), std::string::npos);
  EXPECT_NE(
      detail("{\"weights\":{\"name\":0.3},\"queries\":{\"q\":{\"schema\":\"Person\",\"properties\":{}}}}",
             400)
          .find("weights"),
      std::string::npos);
  detail(kPetrov, 404, "/match/nothing");
  for (const std::string arguments : {"limit=501", "limit=x", "threshold=2", "algorithm=magic",
                                      "changed_since=tomorrow", "exclude_schema=Persson"})
    detail(kPetrov, 400, "/match/default?" + arguments);
  for (const std::string& arguments : {std::string("algorithm=best"), std::string("algorithm=logic-v1"),
                                       "algorithm=" + AlgorithmName(), std::string("limit=500")})
    Match(kPetrov, "/match/default?" + arguments);
}

TEST_F(MatchApiTest, LimitsHold) {
  std::string queries;
  const std::string query = R"(:{"schema":"Person","properties":{"name":"Ivan"}})";
  for (std::size_t i = 0; i < base::kMaxMatchQueries; ++i)
    queries += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\"" + query;
  EXPECT_EQ(Match("{\"queries\":{" + queries + "}}").at("responses").as_object().size(),
            base::kMaxMatchQueries);
  Match("{\"queries\":{" + queries + ",\"more\"" + query + "}}", "/match/default", 400);
  std::string excluded;
  for (std::size_t i = 0; i < base::kMaxExcludedEntities; ++i) excluded += "exclude_entity_ids=x&";
  Match(kPetrov, "/match/default?" + excluded);
  Match(kPetrov, "/match/default?" + excluded + "exclude_entity_ids=x", 400);
  const std::string deep =
      std::string(base::kMaxJsonDepth + 1, '[') + std::string(base::kMaxJsonDepth + 1, ']');
  Match("{\"queries\":{\"q\":{\"schema\":\"Person\",\"properties\":{\"name\":" + deep + "}}}}",
        "/match/default", 400);
}

TEST_F(MatchApiTest, OnlyKeysThatMayMatch) {
  EXPECT_EQ(server_.CallAs("", "POST", "/match/default", kPetrov).status, 401);
  EXPECT_EQ(
      server_.CallAs(server_.MakeKey({desk::Scope::kMetrics}), "POST", "/match/default", kPetrov).status,
      403);
}

TEST_F(MatchApiTest, AFacilityIsAnOrganizationToOthers) {
  const json::value answer =
      Match(R"({"queries":{"q":{"schema":"Facility","properties":{"name":"Hengda Textile"}}}})");
  EXPECT_EQ(answer.at("responses").at("q").at("query").at("schema").as_string(), "Organization");
  EXPECT_EQ(Ids(answer), (std::vector<std::string>{"b-1"}));
}

}  // namespace
}  // namespace screening
