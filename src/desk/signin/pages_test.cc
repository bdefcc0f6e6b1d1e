// The pages of sign-in, account, people, keys and organisations through the router, as a browser without
// script uses them.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <map>

#include "base/id.h"
#include "crypto/totp.h"
#include "desk/desk.h"
#include "desk/installation_key.h"
#include "desk/people/people.h"
#include "desk/signin/signin.h"
#include "html/html.h"
#include "net/fakes.h"
#include "net/forms.h"

namespace desk {
namespace {

constexpr std::string_view kPassword = "correct horse battery";

// Keeps cookies, follows forms: what a person without script has.
class Browser {
 public:
  explicit Browser(Desk& desk) : desk_(desk) {}

  net::Response Get(std::string_view target) { return Send("GET", target, {}); }
  // With the forgery token of the page read last.
  net::Response Post(std::string_view target,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    std::string body = "csrf=" + net::UrlEncode(csrf_);
    for (const auto& [name, value] : fields) body += "&" + std::string(name) + "=" + net::UrlEncode(value);
    return Send("POST", target, body);
  }
  net::Response SignIn(std::string_view email, std::string_view password) {
    Get("/sign-in");
    return Post("/sign-in", {{"email", email}, {"password", password}});
  }
  // A form's field has to be known again after the session changed.
  void Read(std::string_view target) { EXPECT_EQ(Get(target).status, 200) << target; }
  void ForgetCsrf() { csrf_ = "nothing"; }
  const std::map<std::string, std::string>& cookies() const { return cookies_; }

 private:
  net::Response Send(std::string_view method, std::string_view target, std::string body) {
    net::Request request;
    request.method = method;
    request.target = target;
    const std::size_t mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string_view::npos) request.query = net::ParseUrlEncoded(target.substr(mark + 1)).value();
    request.headers.Add("Host", "manumit.example.org");
    request.headers.Add("Accept", "text/html");
    request.headers.Add("Content-Type", "application/x-www-form-urlencoded");
    std::string kept;
    for (const auto& [name, value] : cookies_) kept += (kept.empty() ? "" : "; ") + name + "=" + value;
    request.headers.Add("Cookie", kept);
    request.body = net::Body(std::move(body));
    request.remote_address = "192.0.2.1";
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

  Desk& desk_;
  std::map<std::string, std::string> cookies_;
  std::string csrf_;
};

class PagesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("manumit-pages-" + base::NewIdText(random_));
    std::filesystem::create_directories(folder_);
    ASSERT_TRUE(MakeInstallationKey(folder_.string()));
    Config config;
    config.data_dir = folder_.string();
    config.database = "sqlite:" + (folder_ / "test.db").string();
    config.public_url = "https://manumit.example.org";
    config.oidc = {{.name = "staff",
                    .issuer = "https://login.example.org",
                    .client_id = "manumit",
                    .client_secret = "secret"}};
    World world;
    auto clock = std::make_unique<base::ManualClock>(base::UtcTime{1'760'000'000'000});
    clock_ = clock.get();
    world.clock = std::move(clock);
    auto mailer = std::make_unique<net::FakeMailer>();
    mailer_ = mailer.get();
    world.mailer = std::move(mailer);
    world.fetcher = std::make_unique<net::FakeFetcher>();
    auto opened = Desk::Open(std::move(config), std::move(world));
    ASSERT_TRUE(opened) << opened.error().external;
    desk_ = *std::move(opened);
    Register(*desk_);
    const auto migrated = desk_->Migrate();
    ASSERT_TRUE(migrated) << migrated.error().external << migrated.error().internal;
    system_.permissions.set();
    org_ =
        desk_->people().CreateOrganisation(system_, "coalition", "The Coalition", OrgType::kNgo, "").value();
    ada_ = desk_->people().CreatePerson(system_, "ada@example.org", "Ada", kPassword, false).value();
    ASSERT_TRUE(desk_->people().SetRoles(system_, org_, ada_, {Role::kAdmin}));
  }
  void TearDown() override {
    desk_.reset();
    std::filesystem::remove_all(folder_);
  }
  Browser Ada() {
    Browser browser(*desk_);
    EXPECT_EQ(browser.SignIn("ada@example.org", kPassword).status, 303);
    browser.Read("/account");
    return browser;
  }
  static bool Says(const net::Response& response, std::string_view words) {
    return response.body.find(words) != std::string::npos;
  }

  base::SystemRandom random_;
  std::filesystem::path folder_;
  base::ManualClock* clock_ = nullptr;
  net::FakeMailer* mailer_ = nullptr;
  std::unique_ptr<Desk> desk_;
  Actor system_{.kind = Actor::Kind::kSystem, .label = "system:test"};
  OrgId org_;
  PersonId ada_;
};

TEST_F(PagesTest, SignsInAndOut) {
  Browser browser(*desk_);
  EXPECT_EQ(browser.Get("/").headers.Get("Location"), "/sign-in");
  const net::Response page = browser.Get("/sign-in?next=/people");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(Says(page, "Sign in with a passkey"));
  EXPECT_TRUE(Says(page, "/sign-in/oidc/staff"));
  const net::Response wrong = browser.Post("/sign-in", {{"email", "ada@example.org"}, {"password", "wrong"}});
  EXPECT_EQ(wrong.status, 401);
  EXPECT_TRUE(Says(wrong, "The e-mail address or the password is not right."));
  EXPECT_TRUE(Says(wrong, "value=\"ada@example.org\""));
  const net::Response right =
      browser.Post("/sign-in", {{"email", "ada@example.org"}, {"password", kPassword}, {"next", "/people"}});
  EXPECT_EQ(right.status, 303);
  EXPECT_EQ(right.headers.Get("Location"), "/people");
  EXPECT_NE(right.headers.Get("Set-Cookie").find("HttpOnly"), std::string_view::npos);
  EXPECT_EQ(browser.Get("/sign-in").status, 303);
  browser.Read("/account");
  const net::Response out = browser.Post("/sign-out", {});
  EXPECT_EQ(out.status, 303);
  EXPECT_EQ(out.headers.Get("Clear-Site-Data"), "\"cache\", \"storage\"");
  EXPECT_EQ(browser.Get("/account").status, 303);
}

TEST_F(PagesTest, GoesNowhereElseAfterwards) {
  for (const std::string_view next : {"https://evil.example.org/", "//evil.example.org", "/\\evil",
                                      "javascript:alert(1)", "people", "/sign-in"}) {
    Browser browser(*desk_);
    browser.Get("/sign-in");
    const net::Response right =
        browser.Post("/sign-in", {{"email", "ada@example.org"}, {"password", kPassword}, {"next", next}});
    EXPECT_EQ(right.headers.Get("Location"), "/") << next;
  }
}

TEST_F(PagesTest, NeedsTheForgeryToken) {
  Browser browser(*desk_);
  browser.Get("/sign-in");
  browser.ForgetCsrf();
  EXPECT_EQ(browser.Post("/sign-in", {{"email", "ada@example.org"}, {"password", kPassword}}).status, 403);
  Browser ada = Ada();
  ada.ForgetCsrf();
  EXPECT_EQ(ada.Post("/account", {{"name", "Eve"}}).status, 403);
  ada.ForgetCsrf();
  EXPECT_EQ(ada.Post("/organisation", {{"organisation", "coalition"}}).status, 403);
}

TEST_F(PagesTest, AsksForTheCodeAndGivesNothingBefore) {
  Browser first = Ada();
  const net::Response begun = first.Post("/account/totp", {});
  EXPECT_EQ(begun.status, 200);
  EXPECT_TRUE(Says(begun, "<svg class=\"qr\""));
  const Actor actor = desk_->sign_in().ActorOfPerson(ada_, org_).value();
  EXPECT_EQ(first.Post("/account/totp/confirm", {{"code", "000000"}}).status, 422);
  const std::string uri_key = desk_->sign_in().BeginTotp(actor).value().secret_base32;
  const auto code = [&] {
    crypto::Bytes secret;
    unsigned pending = 0;
    int bits = 0;
    for (const char c : uri_key) {
      pending = pending << 5 | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
      bits += 5;
      if (bits < 8) continue;
      bits -= 8;
      secret.push_back(static_cast<std::byte>(pending >> bits & 0xFFu));
    }
    return crypto::TotpCode(secret, clock_->Now().ms / crypto::kTotpStepMs);
  };
  const net::Response codes = first.Post("/account/totp/confirm", {{"code", code()}});
  EXPECT_EQ(codes.status, 200);
  EXPECT_TRUE(Says(codes, "Recovery codes"));
  clock_->Advance(2 * crypto::kTotpStepMs);
  Browser browser(*desk_);
  const net::Response half = browser.SignIn("ada@example.org", kPassword);
  EXPECT_EQ(half.headers.Get("Location"), "/sign-in/totp?next=%2F");
  for (const std::string_view target : {"/", "/account", "/people", "/keys"})
    EXPECT_EQ(browser.Get(target).status, 303) << target;
  EXPECT_EQ(browser.Get("/api/v1/me").status, 401);
  browser.Read("/sign-in/totp");
  EXPECT_EQ(browser.Post("/sign-in/totp", {{"code", "000000"}}).status, 401);
  EXPECT_EQ(browser.Post("/sign-in/totp", {{"code", code()}}).status, 303);
  EXPECT_EQ(browser.Get("/account").status, 200);
}

TEST_F(PagesTest, Account) {
  Browser browser = Ada();
  EXPECT_EQ(browser.Post("/account", {{"name", "Ada <b>"}, {"locale", "ko"}, {"theme", "dark"}}).status, 303);
  const net::Response page = browser.Get("/account");
  EXPECT_TRUE(Says(page, "lang=\"ko\""));
  EXPECT_TRUE(Says(page, "Ada &lt;b&gt;"));
  EXPECT_EQ(browser.Post("/account", {{"name", "Ada"}, {"locale", "xx"}}).status, 422);
  EXPECT_EQ(browser.Post("/account", {{"name", "Ada"}, {"locale", "en"}}).status, 303);
  browser.Read("/account");
  const net::Response wrong =
      browser.Post("/account/password", {{"present", "wrong"}, {"wanted", "a new long password"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(Says(wrong, "aria-invalid=\"true\""));
  EXPECT_TRUE(Says(wrong, "present-err"));
  Browser other = Ada();
  EXPECT_EQ(
      browser.Post("/account/password", {{"present", kPassword}, {"wanted", "a new long password"}}).status,
      303);
  EXPECT_EQ(other.Get("/account").status, 303);
}

TEST_F(PagesTest, InvitesAndJoins) {
  Browser browser = Ada();
  EXPECT_EQ(browser.Get("/people").status, 200);
  EXPECT_EQ(browser.Post("/people/invite", {{"email", "not an address"}, {"role", "analyst"}}).status, 422);
  EXPECT_EQ(browser.Post("/people/invite", {{"email", "new@example.org"}}).status, 422);
  const net::Response invited =
      browser.Post("/people/invite", {{"email", "new@example.org"}, {"role", "analyst"}});
  EXPECT_EQ(invited.status, 200);
  const std::vector<net::Mail> mails = mailer_->sent();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails[0].to, "new@example.org");
  const std::size_t at = mails[0].text.find("/join/");
  ASSERT_NE(at, std::string::npos);
  const std::string address = mails[0].text.substr(at, 6 + 43);
  EXPECT_TRUE(Says(invited, address));
  Browser guest(*desk_);
  EXPECT_TRUE(Says(guest.Get(address), "The Coalition"));
  const net::Response wrong = guest.Post(address, {{"name", ""}, {"password", "short"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(Says(wrong, "name-err"));
  EXPECT_TRUE(Says(wrong, "password-err"));
  EXPECT_EQ(guest.Post(address, {{"name", "New"}, {"password", kPassword}}).status, 303);
  EXPECT_EQ(guest.Get(address).status, 404);
  EXPECT_EQ(guest.SignIn("new@example.org", kPassword).status, 303);
  EXPECT_EQ(guest.Get("/people").status, 403);
  EXPECT_TRUE(Says(browser.Get("/people"), "new@example.org"));
}

TEST_F(PagesTest, ChangesRolesAndKeepsAnAdministrator) {
  const PersonId bo = desk_->people().CreatePerson(system_, "bo@example.org", "Bo", kPassword, false).value();
  ASSERT_TRUE(desk_->people().SetRoles(system_, org_, bo, {Role::kViewer}));
  Browser browser = Ada();
  EXPECT_EQ(browser.Get("/people/" + bo.text()).status, 200);
  EXPECT_EQ(browser.Get("/people/" + PersonId::New(random_).text()).status, 404);
  EXPECT_EQ(
      browser.Post("/people/" + bo.text() + "/roles", {{"role", "analyst"}, {"role", "approver"}}).status,
      303);
  EXPECT_EQ(desk_->people().MembershipsOf(bo)->at(0).second,
            (std::vector<Role>{Role::kAnalyst, Role::kApprover}));
  EXPECT_EQ(browser.Post("/people/" + ada_.text() + "/roles", {{"role", "viewer"}}).status, 422);
  const net::Response question = browser.Post("/people/" + bo.text() + "/remove", {});
  EXPECT_EQ(question.status, 200);
  EXPECT_NE(question.body.find("name=\"confirm\""), std::string::npos) << question.body;
  EXPECT_EQ(browser.Get("/people/" + bo.text()).status, 200);  // asked, not done
  EXPECT_EQ(browser.Post("/people/" + bo.text() + "/remove", {{"confirm", "yes"}}).status, 303);
  EXPECT_EQ(browser.Get("/people/" + bo.text()).status, 404);
}

TEST_F(PagesTest, MakesAndRevokesKeys) {
  Browser browser = Ada();
  EXPECT_FALSE(Says(browser.Get("/keys"), "value=\"metrics\"")) << "a scope that may do more than the person";
  EXPECT_EQ(browser.Post("/keys", {{"name", ""}, {"scope", "match"}}).status, 422);
  EXPECT_EQ(browser.Post("/keys", {{"name", "x"}, {"scope", "match"}, {"expires", "never"}}).status, 422);
  EXPECT_EQ(browser.Post("/keys", {{"name", "x"}, {"scope", "metrics"}}).status, 422);
  const net::Response made =
      browser.Post("/keys", {{"name", "robot"}, {"scope", "match"}, {"expires", "2027-01-31"}});
  EXPECT_TRUE(Says(made, "mk_"));
  const std::vector<ApiKey> keys = desk_->people().Keys(org_).value();
  ASSERT_EQ(keys.size(), 1u);
  EXPECT_EQ(base::FormatTime(*keys[0].expires), "2027-02-01T00:00:00.000Z");
  EXPECT_EQ(browser.Post("/keys/" + keys[0].id.text() + "/revoke", {}).status, 303);
  EXPECT_TRUE(desk_->people().Keys(org_)->at(0).revoked);
}

TEST_F(PagesTest, OnlyOperatorsSeeOrganisations) {
  Browser ada = Ada();
  EXPECT_EQ(ada.Get("/organisations").status, 403);
  ASSERT_TRUE(desk_->people().CreatePerson(system_, "root@example.org", "Root", kPassword, true));
  Browser root(*desk_);
  root.SignIn("root@example.org", kPassword);
  root.Read("/organisations");
  EXPECT_EQ(root.Post("/organisations", {{"slug", "Bad Slug"}, {"name", "X"}, {"type", "ngo"}}).status, 422);
  const net::Response made = root.Post(
      "/organisations", {{"slug", "second"}, {"name", "Second"}, {"type", "ngo"}, {"country", "kr"}});
  ASSERT_EQ(made.status, 303);
  const std::string here(made.headers.Get("Location"));
  root.Read(here);
  EXPECT_EQ(root.Post(here + "/invite", {{"email", "chief@example.org"}}).status, 200);
  EXPECT_EQ(
      root.Post(here, {{"name", "Renamed"}, {"type", "media"}, {"country", ""}, {"active", "no"}}).status,
      303);
  const Organisation changed = desk_->people().OrganisationBySlug("second").value();
  EXPECT_EQ(changed.name, "Renamed");
  EXPECT_FALSE(changed.active);
  EXPECT_EQ(
      root.Post("/organisations/" + org_.text() + "/people/" + ada_.text() + "/active", {{"active", "no"}})
          .status,
      303);
  EXPECT_EQ(ada.Get("/account").status, 303);
  // Not a member: its people page is not an operator's.
  EXPECT_EQ(root.Get("/people").status, 403);
}

TEST_F(PagesTest, SwitchesOrganisations) {
  const OrgId second =
      desk_->people().CreateOrganisation(system_, "second", "Second", OrgType::kNgo, "").value();
  ASSERT_TRUE(desk_->people().CreateOrganisation(system_, "third", "Third", OrgType::kNgo, ""));
  ASSERT_TRUE(desk_->people().SetRoles(system_, second, ada_, {Role::kViewer}));
  Browser browser = Ada();
  EXPECT_EQ(browser.Get("/people").status, 403);
  EXPECT_EQ(browser.Post("/organisation", {{"organisation", "coalition"}}).status, 303);
  EXPECT_EQ(browser.Get("/people").status, 200);
  EXPECT_EQ(browser.Post("/organisation", {{"organisation", "third"}}).status, 404);
}

TEST_F(PagesTest, TheApiDoesWhatThePagesDo) {
  const auto admin = desk_->people().CreateKey(system_, org_, "robot", {Scope::kAdmin}).value();
  const auto ask = [&](std::string_view method, std::string_view path, std::string body = {}) {
    net::Request request;
    request.method = method;
    request.target = path;
    request.path = path;
    request.headers.Add("Authorization", "ApiKey " + admin.secret);
    request.headers.Add("Content-Type", "application/json");
    request.body = net::Body(std::move(body));
    return desk_->router().Handle(request);
  };
  const boost::json::value me = boost::json::parse(ask("GET", "/api/v1/me").body);
  EXPECT_EQ(me.at("kind"), "key");
  EXPECT_EQ(me.at("organisation"), "coalition");
  EXPECT_EQ(boost::json::parse(ask("GET", "/api/v1/people").body).at("people").as_array().size(), 1u);
  const net::Response invited =
      ask("POST", "/api/v1/invitations", R"({"email":"new@example.org","roles":["viewer"]})");
  ASSERT_EQ(invited.status, 201) << invited.body;
  const boost::json::value invitation = boost::json::parse(invited.body);
  const std::string token = std::string(invitation.at("address").as_string())
                                .substr(std::string("https://manumit.example.org/join/").size());
  const PersonId person = desk_->people().Accept(token, "New", kPassword).value();
  EXPECT_EQ(ask("PUT", "/api/v1/people/" + person.text() + "/roles", R"({"roles":["analyst"]})").status, 200);
  EXPECT_EQ(ask("PUT", "/api/v1/people/" + person.text() + "/roles", R"({"roles":["admin"]})").status, 403);
  EXPECT_EQ(ask("PUT", "/api/v1/people/" + person.text() + "/roles", R"({"roles":["king"]})").status, 400);
  EXPECT_EQ(ask("GET", "/api/v1/people/" + person.text()).status, 200);
  EXPECT_EQ(ask("DELETE", "/api/v1/people/" + person.text()).status, 204);
  EXPECT_EQ(ask("GET", "/api/v1/people/" + person.text()).status, 404);
  EXPECT_EQ(ask("GET", "/api/v1/keys").status, 403);
  EXPECT_EQ(ask("GET", "/api/v1/organisations").status, 403);
}

}  // namespace
}  // namespace desk
