// The exchange's pages and API, as a browser and a program see them.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "panel/exchange/exchange_world.h"

namespace panel::exchange {
namespace {

using testing::Has;

class ExchangePagesTest : public ExchangeTest {
 protected:
  void SetUp() override {
    ExchangeTest::SetUp();
    if (IsSkipped()) return;
    offer_ = Put(giver_, Draft(Side::kOffer, 100));
    need_ = Put(taker_, Draft(Side::kNeed, 40));
  }
  ListingId offer_;
  ListingId need_;
};

TEST_P(ExchangePagesTest, EveryPageAnswersItsReaders) {
  Listing other = Draft(Side::kNeed);
  other.places = {"kh"};
  Put(third_, other);
  const auto pair = exchange().introductions.Bring(taker_.actor, offer_, need_, std::nullopt, "");
  ASSERT_TRUE(pair);
  Help help;
  help.panel = panel_;
  help.title = "Visas for witnesses";
  const auto asked = exchange().help.Ask(taker_.actor, help);
  Barrier barrier;
  barrier.panel = panel_;
  barrier.title = "Banks refuse accounts";
  const auto reported = exchange().barriers.Report(taker_.actor, barrier);
  const std::vector<std::string> pages = {"/offers",
                                          "/needs",
                                          "/offers/" + offer_.text(),
                                          "/needs/" + need_.text(),
                                          "/needs/coverage",
                                          "/offers/pitch",
                                          "/introductions",
                                          "/introductions/" + pair->text(),
                                          "/help-board",
                                          "/help-board/" + asked->text(),
                                          "/barriers",
                                          "/barriers/" + reported->text()};
  for (const Someone* reader : {&taker_, &sela_}) {
    const As as(cookie_, *reader);
    for (const std::string& page : pages) EXPECT_EQ(Get(page).status, 200) << page;
  }
  const As secretary(cookie_, sela_);
  for (const std::string page : {"/offers/plans", "/offers/bars"}) EXPECT_EQ(Get(page).status, 200) << page;
  const As delegate(cookie_, taker_);
  for (const std::string page : {"/offers/plans", "/offers/bars"}) EXPECT_EQ(Get(page).status, 403) << page;
  EXPECT_TRUE(Has(Get("/needs/" + need_.text()).body, "Training in sewing"));
  EXPECT_TRUE(Has(Get("/").body, "Offers and needs"));
}

TEST_P(ExchangePagesTest, TheFormKeepsWhatWasTyped) {
  const As as(cookie_, giver_);
  const net::Response wrong =
      Send("/offers/new",
           "kind=skills&title=Sewing+lessons&quantity=many&unit=hours&languages=ko&visibility=members");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(Has(wrong.body, "Sewing lessons"));
  EXPECT_TRUE(Has(wrong.body, "quantity-err"));
  const net::Response right = Send(
      "/offers/new", "kind=skills&title=Sewing+lessons&quantity=12&unit=&languages=ko&visibility=members");
  ASSERT_EQ(right.status, 303);
  const std::string entry = LocationOf(right);
  EXPECT_TRUE(Has(Get(entry).body, "Publish"));
  EXPECT_EQ(Send(entry + "/act", "act=publish").status, 303);
  EXPECT_TRUE(Has(Get("/offers").body, "Sewing lessons"));
}

TEST_P(ExchangePagesTest, AnActThatFailsShowsItsReasonOnThePage) {
  const auto pair = exchange().introductions.Bring(taker_.actor, offer_, need_, std::nullopt, "");
  ASSERT_TRUE(pair);
  const As as(cookie_, giver_);
  const std::string page = "/introductions/" + pair->text();
  const net::Response without = Send(page + "/act", "act=decline&words-decline=");
  EXPECT_EQ(without.status, 422);
  EXPECT_TRUE(Has(without.body, "Say why."));
  EXPECT_EQ(Send(page + "/act", "act=offer-accepts").status, 303);
  EXPECT_TRUE(Has(Get(page).body, "Agreed by both"));
}

TEST_P(ExchangePagesTest, OthersGetTheSameAnswerAsForNothing) {
  const auto pair = exchange().introductions.Bring(taker_.actor, offer_, need_, std::nullopt, "");
  const As as(cookie_, third_);
  const std::string unknown = "/" + std::string(26, '0');
  for (const std::string base : {"/introductions", "/api/v1/introductions"})
    EXPECT_EQ(Get(base + "/" + pair->text()).body, Get(base + unknown).body) << base;
}

TEST_P(ExchangePagesTest, ThePaperIsAPdf) {
  const As as(cookie_, taker_);
  const std::string page = "/offers/pitch/" + members_["giver"].text();
  EXPECT_TRUE(Has(Get(page).body, "What both sides get"));
  const net::Response pdf = Get(page + "/paper.pdf");
  EXPECT_EQ(pdf.status, 200);
  EXPECT_TRUE(pdf.body.starts_with("%PDF"));
}

TEST_P(ExchangePagesTest, TheApiDoesWhatThePagesDo) {
  const As as(cookie_, taker_);
  const net::Response made = Post(
      "/api/v1/needs",
      R"({"kind":"money","title":"Rent","quantity":"1200.50","unit":"usd","places":["vn"],"visibility":"public"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string href = LocationOf(made);
  EXPECT_EQ(Post(href + "/act", R"({"act":"publish"})").status, 200);
  const boost::json::value need = boost::json::parse(Get(href).body);
  EXPECT_EQ(need.at("left").as_string(), "1200.5");
  EXPECT_EQ(need.at("unit").as_string(), "USD");
  const net::Response wrong =
      Post("/api/v1/needs", R"({"kind":"money","title":"Rent","quantity":"1","unit":"xxxx"})");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_TRUE(Has(wrong.body, "unit:"));
  const boost::json::value ranking =
      boost::json::parse(Get("/api/v1/needs/" + need_.text() + "/ranking").body);
  ASSERT_EQ(ranking.at("best").as_array().size(), 1U);
  EXPECT_EQ(ranking.at("best").at(0).at("reasons").as_array().size(), kParts);
  const net::Response asked = Post(
      "/api/v1/introductions", R"({"offer":")" + offer_.text() + R"(","need":")" + need_.text() + R"("})");
  ASSERT_EQ(asked.status, 201) << asked.body;
  EXPECT_EQ(Post(LocationOf(asked) + "/act", R"({"act":"offer-accepts"})").status, 403);
  for (const std::string path :
       {"/api/v1/offers", "/api/v1/introductions", "/api/v1/help-requests", "/api/v1/barriers",
        "/api/v1/exchange/coverage", "/api/v1/exchange/fairness"})
    EXPECT_EQ(Get(path).status, 200) << path;
  EXPECT_EQ(Get("/api/v1/exchange-bars").status, 403);
  EXPECT_EQ(Get("/api/v1/exchange/pitch/" + members_["giver"].text()).status, 200);
}

INSTANTIATE_TEST_SUITE_P(Databases, ExchangePagesTest,
                         ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres));

}  // namespace
}  // namespace panel::exchange
