// The figures as everybody gets them: page, one quarter, bytes, CSV, JSON; without a cookie.

#include <boost/json.hpp>

#include "voice/mechanism/sections.h"
#include "voice/mechanism/test_reports.h"

namespace voice::testing {
namespace {

using gate::Quarter;

class MechanismPages : public MechanismTest {
 protected:
  void SetUp() override {
    MechanismTest::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    quarter_ = Quarter::Of(desk().clock().Now());
    Publish();
  }
  // Two published quarters: a quiet one, then a busy one.
  void Fill() {
    AddReports(5, In(quarter_));
    AddBusyQuarter(quarter_.Next());
    GoTo(quarter_.Next().Next().End());
    EXPECT_EQ(Publish(), 2);
  }
  Quarter quarter_;
};
MANUMIT_ON_BOTH_DATABASES(MechanismPages);

TEST_P(MechanismPages, BeforeTheFirstQuarterItSaysWhen) {
  const net::Response page = Ask("GET", "/mechanism");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(Has(page.body, "Nothing is published yet"));
  EXPECT_TRUE(Has(page.body, "2025, quarter 4"));
  EXPECT_TRUE(Has(page.body, "1 April 2026"));
  EXPECT_EQ(page.headers.Get("Set-Cookie"), "");
  EXPECT_EQ(page.headers.Get("Cache-Control"), "public, max-age=60");
}

TEST_P(MechanismPages, TheNewestQuarterWithEveryCriterion) {
  Fill();
  const net::Response page = Ask("GET", "/mechanism");
  EXPECT_EQ(page.status, 200);
  for (const char* words :
       {"(a) Legitimate", "(b) Accessible", "(c) Predictable", "(d) Equitable", "(e) Transparent",
        "(f) Rights-compatible", "(g) Learning", "(h) In dialogue", "90–99", "44–56 %",
        "Answered in the promised time", "한국어", "Other languages", "Too few to compare: 5",
        "Watched until", "Pages open in 2 languages.", "manumit mechanism verify"})
    EXPECT_TRUE(Has(page.body, words)) << words;
  EXPECT_FALSE(Has(page.body, "<script"));
  EXPECT_EQ(page.headers.Get("Set-Cookie"), "");
  // A second request with the tag gets nothing anew.
  net::Request request = RequestFor("GET", "/mechanism");
  request.headers.Add("If-None-Match", std::string(page.headers.Get("ETag")));
  EXPECT_EQ(desk().router().Handle(request).status, 304);
}

TEST(MechanismSections, TimeToRemedyStandsByLanguage) {
  using mechanism::Figure;
  const html::Locale& en = *html::FindLocale("en");
  mechanism::Published figures;
  figures.groups = {{"ko", gate::Band{40}}, {std::string(mechanism::kOther), gate::Band{30}}};
  for (const char* group : {"all", "ko", "other"})
    figures.splits.push_back({Figure::kRemedy, group, {{0, 0, gate::Band{20}}, {1, 2, gate::Band{20}}}});
  const std::string part = mechanism::LanguagesPart(en, figures).markup();
  const std::size_t table = part.find("Time to remedy, by language");
  ASSERT_NE(table, std::string::npos) << part;
  EXPECT_NE(part.find("한국어", table), std::string::npos);
  figures.splits.clear();
  EXPECT_NE(mechanism::LanguagesPart(en, figures).markup().find("Too few remedies to show languages apart."),
            std::string::npos);
}

TEST_P(MechanismPages, AQuarterWithFewReportsLooksLikeNone) {
  Fill();
  const net::Response page = Ask("GET", "/mechanism/" + quarter_.Text());
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(Has(page.body, "too few to show"));
  EXPECT_TRUE(Has(page.body, "There is no earlier quarter to compare with yet."));
  EXPECT_TRUE(Has(page.body, "Too few reports to show languages apart."));
  EXPECT_EQ(Ask("GET", "/mechanism/2031Q1").status, 404);
  EXPECT_EQ(Ask("GET", "/mechanism/quarter").status, 400);
}

TEST_P(MechanismPages, InKorean) {
  Fill();
  const net::Response page = Ask("GET", "/mechanism?lang=ko");
  EXPECT_TRUE(Has(page.body, "<html lang=\"ko\""));
  EXPECT_FALSE(Has(page.body, "Legitimate"));
}

TEST_P(MechanismPages, TheBytesAndTheCsvAndTheJson) {
  Fill();
  const std::string quarter = quarter_.Next().Text();
  const net::Response bytes = Ask("GET", "/mechanism/" + quarter + "/published");
  EXPECT_EQ(bytes.body, ContentOf(quarter_.Next()));
  EXPECT_TRUE(Has(std::string(bytes.headers.Get("Content-Type")), "text/plain"));
  EXPECT_EQ(Ask("GET", "/mechanism/2031Q1/published").status, 404);
  const net::Response csv = Ask("GET", "/mechanism.csv");
  EXPECT_TRUE(csv.body.starts_with("quarter,figure,criterion,language,class,reports_low,reports_high\r\n"));
  EXPECT_TRUE(Has(csv.body, quarter + ",answer,c,ko,promised,11,19\r\n"));
  EXPECT_TRUE(Has(csv.body, quarter + ",reports,b,other,,20,29\r\n"));
  EXPECT_TRUE(Has(csv.body, quarter + ",remedies,,all,,40,49\r\n"));
  const net::Response answer = Ask("GET", "/api/v1/mechanism");
  EXPECT_EQ(answer.status, 200);
  const boost::json::value read = boost::json::parse(answer.body);
  const boost::json::array& items = read.at("items").as_array();
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].at("quarter").as_string(), quarter);
  EXPECT_EQ(items[0].at("reports").at("low").as_int64(), 90);
  EXPECT_TRUE(items[1].at("reports").is_null());
  EXPECT_EQ(items[0].at("figures").at(0).at("criterion").as_string(), "a");
}

TEST_P(MechanismPages, TheCasesPageLeadsThere) {
  EXPECT_TRUE(Has(Ask("GET", "/cases", UnlockedCookie(mina_)).body, "href=\"/mechanism\""));
}

}  // namespace
}  // namespace voice::testing
