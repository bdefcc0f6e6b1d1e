// The gate's page through the router, as a browser without script uses it: two organisations, from the first
// key to a closed quarter.

#include <fmt/format.h>

#include <map>

#include "desk/test_desk.h"
#include "gate/bands_block.h"
#include "gate/gate.h"
#include "gate/register.h"
#include "vault/register.h"

namespace gate {
namespace {

constexpr std::string_view kPassword = "correct horse battery";

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

class Browser {
 public:
  Browser(desk::Desk& desk, const std::string& email) : desk_(desk) {
    const auto session = desk.sign_in().WithPassword(email, kPassword, "192.0.2.1", "Firefox on Linux");
    EXPECT_TRUE(session.has_value()) << (session ? "" : session.error().external);
    if (session) cookies_[std::string(desk::SessionCookieName(false))] = session->cookie;
  }
  net::Response Get(const std::string& target) { return Send("GET", target, {}); }
  net::Response Post(const std::string& target,
                     const std::vector<std::pair<std::string, std::string>>& fields = {}) {
    Get("/vault");  // for its token
    std::string body = "csrf=" + net::UrlEncode(csrf_);
    for (const auto& [name, value] : fields) body += "&" + name + "=" + net::UrlEncode(value);
    return Send("POST", target, body);
  }
  std::string Gate() { return Get("/gate").body; }

 private:
  net::Response Send(const std::string& method, const std::string& target, const std::string& body) {
    net::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    request.headers.Add("Host", "manumit.example.org");
    request.headers.Add("Accept", "text/html");
    request.headers.Add("Origin", "https://manumit.example.org");
    request.headers.Add("Content-Type", "application/x-www-form-urlencoded");
    std::string kept;
    for (const auto& [name, value] : cookies_) kept += (kept.empty() ? "" : "; ") + name + "=" + value;
    request.headers.Add("Cookie", kept);
    request.remote_address = "192.0.2.1";
    request.id = "test";
    request.body = net::Body(body);
    net::Response response = desk_.router().Handle(request);
    for (const std::string_view set : response.headers.All("Set-Cookie")) {
      const std::string_view pair = set.substr(0, set.find(';'));
      cookies_[std::string(pair.substr(0, pair.find('=')))] = pair.substr(pair.find('=') + 1);
    }
    constexpr std::string_view kToken = R"(name="csrf" value=")";
    const std::size_t at = response.body.find(kToken);
    if (at != std::string::npos)
      csrf_ = response.body.substr(at + kToken.size(),
                                   response.body.find('"', at + kToken.size()) - at - kToken.size());
    return response;
  }

  desk::Desk& desk_;
  std::map<std::string, std::string> cookies_;
  std::string csrf_;
};

class GatePagesTest : public desk::DeskTest {
 protected:
  void SetUp() override {
    DeskTest::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    desk::MakeTables(fresh_->database(), {vault::Migrations(), Migrations()});
    vault::Register(desk());
    gate::Register(desk());
    FindGate(desk())->AddParties([](db::Transaction&, Quarter, const PartySink& take) -> base::Status {
      for (const char* party : {"p", "q"}) TRY(take(party));
      return base::Ok();
    });
    hotline_ = desk()
                   .people()
                   .CreateOrganisation(system_, "hotline", "The hotline", desk::OrgType::kNgo, "kr")
                   .value();
  }
  void Add(const std::string& name, const desk::OrgId& org, const std::vector<desk::Role>& roles) {
    const desk::PersonId person =
        desk().people().CreatePerson(system_, name + "@example.org", name, kPassword, false).value();
    EXPECT_TRUE(desk().people().SetRoles(system_, org, person, roles));
    persons_[name] = desk().sign_in().ActorOfPerson(person, org).value();
  }
  Browser WithVault(const std::string& name) {
    Browser browser(desk(), name + "@example.org");
    EXPECT_EQ(browser
                  .Post("/vault/keys", {{"new_passphrase", "pass-phrase of " + name},
                                        {"new_passphrase_again", "pass-phrase of " + name}})
                  .status,
              303);
    return browser;
  }
  vault::Vault Vault() { return {fresh_->database(), desk().clock(), desk().random(), desk().audit()}; }
  std::string Circle(const std::string& name, const std::string& member) {
    vault::Vault vault = Vault();
    const auto made = vault.CreateCircle(persons_.at(member), name, {persons_.at(member).person});
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().external);
    return made->text();
  }
  void Confirm(const std::string& name, std::string_view party, int persons) {
    vault::Vault vault = Vault();
    const std::string passphrase = "pass-phrase of " + name;
    const vault::UnlockedPerson me =
        vault.OpenWithPassphrase(persons_.at(name), crypto::AsBytes(passphrase)).value();
    for (int i = 0; i < persons; ++i) {
      const auto done = fresh_->database().Write([&](db::Transaction& tx) {
        return FindGate(desk())->ConfirmConcern(tx, persons_.at(name), me,
                                                {party, desk().random().Bytes<16>(), Category::kOther});
      });
      ASSERT_TRUE(done.has_value()) << done.error().external << done.error().internal;
    }
  }
  // It names the parties of all organisations: who is in no team does not have it.
  void ExpectNoPublicationFor(const std::string& name, const std::string& quarter) {
    Browser browser(desk(), name + "@example.org");
    EXPECT_EQ(browser.Get("/gate/publications/" + quarter).status, 404);
    EXPECT_FALSE(Has(browser.Gate(), "/gate/publications"));
  }
  std::map<std::string, desk::Actor> persons_;
  desk::OrgId hotline_;
};
MANUMIT_ON_BOTH_DATABASES(GatePagesTest);

TEST_P(GatePagesTest, FromTheFirstKeyToAClosedQuarter) {
  using desk::Role;
  Add("sue", org_, {Role::kCaseSupervisor});
  Add("wei", org_, {Role::kCaseWorker});
  Add("hoa", hotline_, {Role::kCaseSupervisor});
  Browser sue = WithVault("sue");
  EXPECT_TRUE(Has(sue.Gate(), "You are in no circle of the vault"));
  const std::string intake = Circle("intake", "sue");
  EXPECT_TRUE(Has(sue.Gate(), "No quarter yet"));
  EXPECT_EQ(sue.Post("/gate/key", {{"circle", intake}}).status, 303);
  std::string page = sue.Gate();
  EXPECT_TRUE(Has(page, "The key is made"));
  EXPECT_TRUE(Has(page, "The coalition, intake"));
  EXPECT_TRUE(Has(page, "Has the key"));
  EXPECT_TRUE(Has(page, "2025, quarter 4"));
  EXPECT_TRUE(Has(page, "Running"));
  EXPECT_FALSE(Has(page, "Close it now"));
  // The other organisation asks, is let in, and sees the same code.
  Browser hoa = WithVault("hoa");
  EXPECT_FALSE(Has(hoa.Gate(), "The code of the key"));
  const std::string line = Circle("line", "hoa");
  EXPECT_EQ(hoa.Post("/gate/teams/ask", {{"circle", line}}).status, 303);
  EXPECT_TRUE(Has(hoa.Gate(), "Asks for the key"));
  EXPECT_FALSE(Has(hoa.Gate(), "Let it in"));
  EXPECT_EQ(hoa.Post("/gate/teams/admit", {{"circle", line}, {"org", hotline_.text()}}).status, 303);
  EXPECT_TRUE(Has(hoa.Gate(), "you are in no team that has the key"));
  EXPECT_TRUE(Has(sue.Get("/").body, "A case team asks for the key of the gate"));
  EXPECT_TRUE(Has(sue.Gate(), "Let it in"));
  EXPECT_EQ(sue.Post("/gate/teams/admit", {{"circle", line}, {"org", hotline_.text()}}).status, 303);
  const auto code_on = [](const std::string& text) {
    const std::size_t at = text.find("<code>", text.find("The code of the key"));
    return text.substr(at, 25);
  };
  EXPECT_EQ(code_on(sue.Gate()), code_on(hoa.Gate()));
  Confirm("sue", "p", 6);
  Confirm("hoa", "p", 5);
  Confirm("hoa", "q", 10);
  // The quarter ends; it is closed once, after a question.
  clock_->Advance(95 * base::kDayMs);
  Browser again = Browser(desk(), "hoa@example.org");
  EXPECT_TRUE(Has(again.Gate(), "Your vault is locked"));
  EXPECT_FALSE(Has(again.Gate(), "Close it now"));
  EXPECT_TRUE(Has(
      again.Post("/gate/close", {{"quarter", "2025Q4"}, {"confirm", "yes"}}).headers.Get("Location").data(),
      "/vault"));
  EXPECT_EQ(again.Post("/vault/unlock", {{"passphrase", "pass-phrase of hoa"}}).status, 303);
  EXPECT_TRUE(Has(again.Gate(), "Close it now"));
  EXPECT_TRUE(Has(again.Get("/").body, "A quarter of the gate has ended"));
  EXPECT_TRUE(Has(again.Post("/gate/close", {{"quarter", "2025Q4"}}).body, "This cannot be undone"));
  EXPECT_EQ(again.Post("/gate/close", {{"quarter", "2025Q4"}, {"confirm", "yes"}}).status, 303);
  page = again.Gate();
  EXPECT_TRUE(Has(page, "2025, quarter 4 is closed."));
  EXPECT_EQ(again.Get("/gate/publications/2025Q4").body,
            "manumit-gate-publication-1\nquarter 2025Q4\nparty p 11\n");
  ExpectNoPublicationFor("wei", "2025Q4");
  EXPECT_EQ(again.Get("/gate/publications/2026Q1").status, 404);
  EXPECT_EQ(again.Get("/gate/publications/x").status, 404);
  // A team leaves; the last one cannot.
  EXPECT_EQ(
      again.Post("/gate/teams/end", {{"circle", intake}, {"org", org_.text()}, {"confirm", "yes"}}).status,
      303);
  EXPECT_TRUE(Has(again.Gate(), "Takes part no longer"));
  EXPECT_EQ(
      again.Post("/gate/teams/end", {{"circle", line}, {"org", hotline_.text()}, {"confirm", "yes"}}).status,
      303);
  EXPECT_TRUE(Has(again.Gate(), "the last team keeps the key"));
  EXPECT_EQ(again.Post("/gate/key/renew").status, 303);
  EXPECT_TRUE(Has(again.Gate(), "All teams have a new key."));
}

TEST_P(GatePagesTest, OnlyCaseworkSeesIt) {
  using desk::Role;
  Add("wei", org_, {Role::kCaseWorker});
  Browser wei(desk(), "wei@example.org");
  EXPECT_EQ(wei.Get("/gate").status, 200);
  EXPECT_EQ(wei.Post("/gate/key", {{"circle", "x"}}).status, 403);
  EXPECT_EQ(wei.Post("/gate/close", {{"quarter", "2025Q4"}}).status, 403);
  for (const Role role : {Role::kAdmin, Role::kAnalyst, Role::kAuditor, Role::kSecretary}) {
    const std::string name(desk::RoleName(role));
    Add(name, org_, {role});
    Browser browser(desk(), name + "@example.org");
    EXPECT_EQ(browser.Get("/gate").status, 403) << name;
    EXPECT_FALSE(Has(browser.Get("/").body, "href=\"/gate\"")) << name;
  }
  EXPECT_EQ(GetWithoutSession("/gate").status, 303);
}

TEST(BandsBlock, ShowsBandsAndTheRule) {
  const html::Locale& english = html::ChooseLocale("en", "");
  EXPECT_TRUE(Has(BandsBlock(english, {}).markup(), "Too few to show; no quarter is closed yet."));
  std::vector<QuarterBand> bands;
  Quarter quarter{2024, 1};
  for (int i = 0; i < 12; ++i, quarter = quarter.Next())
    bands.insert(bands.begin(), {quarter, Band::Of(i * 3)});
  const std::string block = BandsBlock(english, bands).markup();
  EXPECT_TRUE(Has(block, "2026, quarter 4"));
  EXPECT_TRUE(Has(block, "30–39"));
  EXPECT_TRUE(Has(block, "too few to show"));
  EXPECT_TRUE(Has(block, "from 11 persons on"));
  EXPECT_TRUE(Has(block, "Earlier quarters"));
  for (const char* exact : {">33<", ">12<", "15", "18"})
    EXPECT_FALSE(Has(block, std::string(exact) + " persons"));
}

}  // namespace
}  // namespace gate
