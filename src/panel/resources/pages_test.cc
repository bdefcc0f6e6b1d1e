// Pages and API of projects and resources, as a secretary, a member and a stranger use them.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "panel/common/panel_world.h"
#include "panel/resources/services.h"

namespace panel {
namespace {

namespace json = boost::json;
using testing::Has;

class ResourcePagesTest : public testing::PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    mei_ = AddMemberOrganisation("shelter", "Shelter Now", desk::OrgType::kNgo, "kh");
    const desk::OrgId other = AddOrganisation("stranger", "Stranger Inc.", desk::OrgType::kCompany, "us");
    stranger_ = AddPerson("s@stranger.example", "S", other, desk::Role::kDelegate);
  }
  // JSON or a file with the session's token, as a program in the browser would send it.
  net::Response Api(const std::string& method, const std::string& target, const std::string& body) {
    net::Request request = RequestFor(method, target);
    request.headers.Add("Cookie", cookie_);
    request.headers.Add("Content-Type", body.starts_with('{') ? "application/json" : "text/csv");
    request.headers.Add("X-CSRF-Token", AccountToken());
    request.headers.Add("Origin", "https://manumit.example.org");
    request.body = net::Body(body);
    return desk().router().Handle(request);
  }
  static std::string Member(const net::Response& response, std::string_view name) {
    return std::string(json::parse(response.body).as_object().at(name).as_string());
  }
  // A running programme of the shelter's, made by the forms.
  std::string Make() {
    const As as(cookie_, mei_);
    const net::Response made = Send("/projects/new",
                                    "title=Safe+return&kind=programme&planned_start=2025-01-01&countries=kh+"
                                    "60%2C+vn+40&sectors=15160&sdg=8.7");
    EXPECT_EQ(made.status, 303) << made.body;
    const std::string href = LocationOf(made);
    const As secretary(cookie_, sela_);
    EXPECT_EQ(Send(href + "/act", "act=approve").status, 303);
    EXPECT_EQ(Send(href + "/act", "act=start").status, 303);
    return href;
  }

  Someone mei_;
  Someone stranger_;
};
MANUMIT_ON_BOTH_DATABASES(ResourcePagesTest);

TEST_P(ResourcePagesTest, AProjectFromDraftToReport) {
  const std::string href = Make();
  const As as(cookie_, mei_);
  const net::Response refused =
      Send("/projects/new", "title=&countries=kh+60%2C+vn+30&kind=project&planned_start=2025-01-01");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(Has(refused.body, "kh 60, vn 30"));  // what was typed is kept
  EXPECT_EQ(Send(href + "/budgets", "start=2025-01-01&end=2025-12-31&amount=1000.50&currency=USD").status,
            303);
  const net::Response twice =
      Send(href + "/budgets", "start=2025-01-01&end=2025-12-31&amount=7&currency=USD");
  EXPECT_EQ(twice.status, 422);
  EXPECT_TRUE(Has(twice.body, "There is a budget for part of this period already."));
  EXPECT_EQ(Send(href + "/results", "level=output&title=Officers+trained").status, 303);
  const std::string page = Get(href).body;
  const std::size_t option = page.find("<option value=\"", page.find("name=\"result\"")) + 15;
  const std::string result = page.substr(option, page.find('"', option) - option);
  EXPECT_EQ(Send(href + "/indicators", "result=" + result + "&title=Officers&measure=1&people=yes").status,
            303);
  EXPECT_EQ(Send(href + "/trainees/enrol", "count=12&group=female").status, 200);
  const std::string pledge =
      "project=" + href.substr(10) +
      "&stage=received&donor=City+of+Busan&kind=money&amount=45000.50&currency=USD&date=2025-05-01";
  const net::Response line = Send("/resources/ledger/new", pledge);
  EXPECT_EQ(line.status, 303) << line.body;
  EXPECT_EQ(Send(LocationOf(line) + "/reverse", "note=").status, 422);
  const std::string shown = Get(href).body;
  EXPECT_TRUE(Has(shown, "Officers trained"));
  EXPECT_TRUE(Has(shown, "USD 45,000.50"));
  EXPECT_TRUE(Has(shown, "<svg"));
  EXPECT_TRUE(Has(shown, "11–19"));
  EXPECT_EQ(Get(href + "/report.pdf").headers.Get("Content-Type"), "application/pdf");
  EXPECT_TRUE(Has(Get("/projects.csv").body, "#country+code+v_iso2"));
  for (const char* target :
       {"/projects", "/resources", "/resources/ledger", "/resources/ledger?stage=received",
        "/resources/rates", "/resources/import", "/resources/ledger/new"})
    EXPECT_EQ(Get(target).status, 200) << target;
  EXPECT_EQ(Send(LocationOf(line) + "/reverse", "note=booked+twice").status, 303);
  EXPECT_EQ(Get("/resources/settings").status, 403);
}

TEST_P(ResourcePagesTest, StrangersFindNothing) {
  const std::string href = Make();
  const As as(cookie_, stranger_);
  const std::string unknown = "/projects/00000000000000000000000000";
  EXPECT_EQ(Get(href).status, 404);
  EXPECT_EQ(Get(unknown).status, 404);
  EXPECT_EQ(Send(href + "/act", "act=close").status, 404);
  for (const char* target :
       {"/projects", "/resources", "/resources/ledger", "/resources/ledger.csv", "/projects.csv",
        "/resources/rates", "/api/v1/projects", "/api/v1/ledger", "/api/v1/ledger/totals"})
    EXPECT_EQ(Get(target).status, 404) << target;
}

TEST_P(ResourcePagesTest, TheSecretaryImportsAndValues) {
  Make();
  const As as(cookie_, sela_);
  EXPECT_TRUE(Has(Get("/resources").body, "The ledger is empty"));
  EXPECT_EQ(Send("/resources/settings", "currency=USD&org_ref=XM-DAC-41122&org_type=40&version=0").status,
            303);
  EXPECT_EQ(Api("POST", "/api/v1/ledger/import", R"({"x":1})").status, 422);
  const net::Response taken =
      Api("POST", "/api/v1/ledger/import",
          "date,stage,project,donor,currency,amount\n2025-05-01,received,P1,Busan,KRW,1391250\n");
  EXPECT_EQ(taken.status, 200) << taken.body;
  EXPECT_TRUE(Has(Get("/resources/rates").body, "Lines that wait for a rate"));
  EXPECT_EQ(Send("/resources/rates", "date=2025-05-01&from=USD&to=KRW&rate=1391.25&source=Bank").status, 303);
  EXPECT_EQ(Send("/resources/rates", "date=2025-05-01&from=USD&to=KRW&rate=1391.25&source=Bank").status, 422);
  EXPECT_EQ(Send("/resources/rates/apply", "").status, 303);
  EXPECT_TRUE(Has(Get("/resources").body, "USD 1,000.00"));
  const net::Response file = Get("/resources/iati.xml");
  EXPECT_EQ(file.status, 200);
  EXPECT_TRUE(Has(file.body, "<iati-identifier>XM-DAC-41122-P1</iati-identifier>"));
}

TEST_P(ResourcePagesTest, TheApiDoesWhatThePagesDo) {
  const As as(cookie_, sela_);
  const auto send = [&](const std::string& method, const std::string& target, const std::string& body) {
    return Api(method, target, body);
  };
  const net::Response made = send(
      "POST", "/api/v1/projects",
      R"({"title":"Safe return","kind":"programme","planned_start":"2025-01-01","countries":"kh","sectors":"15160","sdg":["8.7"]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string id = Member(made, "id");
  const std::string base = "/api/v1/projects/" + id;
  EXPECT_EQ(send("POST", base + "/act", R"({"act":"start"})").status, 409);
  EXPECT_EQ(send("POST", base + "/act", R"({"act":"approve"})").status, 204);
  EXPECT_EQ(send("POST", base + "/act", R"({"act":"start"})").status, 204);
  EXPECT_EQ(send("POST", base + "/budgets",
                 R"({"start":"2025-01-01","end":"2025-12-31","amount":"5","currency":"USD"})")
                .status,
            204);
  const std::string result =
      Member(send("POST", base + "/results", R"({"level":"output","title":"Trained"})"), "id");
  const std::string indicator =
      Member(send("POST", base + "/indicators",
                  R"({"result":")" + result + R"(","title":"Officers","people":true})"),
             "id");
  EXPECT_EQ(send("POST", base + "/indicators/" + indicator + "/values",
                 R"({"start":"2025-01-01","end":"2025-06-30","actual":true,"value":"7"})")
                .status,
            204);
  const net::Response codes = send("POST", base + "/trainees", R"({"group":"female","count":12})");
  ASSERT_EQ(codes.status, 201);
  const std::string code(json::parse(codes.body).at("codes").as_array()[0].as_string());
  EXPECT_EQ(send("POST", base + "/trainees/act", R"({"act":"complete","codes":[")" + code + R"("]})").status,
            204);
  const std::string training =
      Member(send("POST", base + "/trainings", R"({"title":"Rights","date":"2025-03-01","hours":6})"), "id");
  EXPECT_EQ(send("POST", base + "/trainings/" + training + "/act", R"({"act":"hold"})").status, 204);
  EXPECT_EQ(send("POST", base + "/trainings/" + training + "/act",
                 R"({"act":"attend","codes":[")" + code + R"("]})")
                .status,
            204);
  const std::string shown = Get(base).body;
  EXPECT_TRUE(Has(shown, "\"enrolled\":\"11–19\""));
  EXPECT_TRUE(Has(shown, "\"completed\":\"\""));
  EXPECT_FALSE(Has(shown, "\"value\":\"7\""));  // fewer than 11
  EXPECT_EQ(
      send("POST", "/api/v1/ledger",
           R"({"project":")" + id +
               R"(","stage":"received","donor":"Busan","amount":12.5,"currency":"USD","date":"2025-05-01"})")
          .status,
      400);
  const net::Response line = send(
      "POST", "/api/v1/ledger",
      R"({"project":")" + id +
          R"(","stage":"received","donor":"Busan","amount":"12.50","currency":"USD","date":"2025-05-01"})");
  ASSERT_EQ(line.status, 201) << line.body;
  EXPECT_TRUE(Has(Get("/api/v1/ledger/" + Member(line, "id")).body, "\"amount\":\"12.5\""));
  EXPECT_TRUE(Has(Get("/api/v1/ledger/totals").body, "\"amount\":\"12.5\""));
  EXPECT_EQ(send("POST", "/api/v1/ledger/" + Member(line, "id") + "/reverse", R"({"note":"wrong"})").status,
            201);
  EXPECT_TRUE(Has(Get("/api/v1/ledger/totals").body, "\"amount\":\"0\""));
  EXPECT_EQ(send("POST", "/api/v1/exchange-rates",
                 R"({"date":"2025-05-01","from":"USD","to":"KRW","rate":"1391.25","source":"Bank"})")
                .status,
            204);
  EXPECT_TRUE(Has(Get("/api/v1/exchange-rates").body, "1391.25"));
  EXPECT_EQ(send("PUT", base, R"({"title":"Safer","planned_start":"2025-01-01","version":99})").status, 409);
}

}  // namespace
}  // namespace panel
