// The vault's page through the router, as a browser without script uses it.

#include <map>

#include "desk/test_desk.h"
#include "vault/register.h"
#include "vault/vault.h"

namespace vault {
namespace {

constexpr std::string_view kPassword = "correct horse battery";

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

class Browser {
 public:
  Browser(desk::Desk& desk, const std::string& email) : desk_(&desk) {
    const auto session = desk.sign_in().WithPassword(email, kPassword, "192.0.2.1", "Firefox on Linux");
    EXPECT_TRUE(session.has_value()) << (session ? "" : session.error().external);
    if (session) cookies_[std::string(desk::SessionCookieName(false))] = session->cookie;
  }
  void GoTo(desk::Desk& desk) { desk_ = &desk; }
  net::Response Get(const std::string& target) { return Send("GET", target, {}); }
  net::Response Post(const std::string& target,
                     const std::vector<std::pair<std::string, std::string>>& fields = {}) {
    Get("/vault");  // for its token
    std::string body = "csrf=" + net::UrlEncode(csrf_);
    for (const auto& [name, value] : fields) body += "&" + name + "=" + net::UrlEncode(value);
    last_ = Send("POST", target, body);
    return last_;
  }
  std::string VaultText() { return Get("/vault").body; }
  std::string Cookie(const std::string& name) { return cookies_[name]; }

 private:
  net::Response Send(const std::string& method, const std::string& target, const std::string& body) {
    net::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size())
      request.query = net::ParseUrlEncoded(target.substr(request.path.size() + 1)).value();
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
    net::Response response = desk_->router().Handle(request);
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

  desk::Desk* desk_;
  std::map<std::string, std::string> cookies_;
  std::string csrf_;
  net::Response last_;
};

class VaultPagesTest : public desk::DeskTest {
 protected:
  void SetUp() override {
    DeskTest::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    desk::MakeTables(fresh_->database(), {Migrations()});
    vault::Register(desk());
  }
  desk::PersonId Add(const std::string& name, desk::Role role) {
    const desk::PersonId person =
        desk().people().CreatePerson(system_, name + "@example.org", name, kPassword, false).value();
    EXPECT_TRUE(desk().people().SetRoles(system_, org_, person, {role}));
    return person;
  }
  static std::string PassphraseOf(const std::string& email) { return "pass-phrase of " + email; }
  void MakeKeys(Browser& browser, const std::string& email) {
    const net::Response made = browser.Post("/vault/keys", {{"new_passphrase", PassphraseOf(email)},
                                                            {"new_passphrase_again", PassphraseOf(email)}});
    EXPECT_EQ(made.status, 303) << made.body;
  }
  std::int64_t Count(const std::string& sql) {
    return fresh_->database()
        .Read([&](db::Transaction& tx) { return tx.QueryOne("SELECT count(*) FROM " + sql); })
        .value()
        ->Int(0);
  }
};
MANUMIT_ON_BOTH_DATABASES(VaultPagesTest);

TEST_P(VaultPagesTest, KeysAreMadeUnlockedAndLocked) {
  Browser ada(desk(), "ada@example.org");
  EXPECT_TRUE(Has(ada.VaultText(), "No keys yet"));
  EXPECT_EQ(ada.Post("/vault/keys",
                     {{"new_passphrase", "one thing and this"}, {"new_passphrase_again", "another thing"}})
                .status,
            422);
  EXPECT_EQ(ada.Post("/vault/keys", {{"new_passphrase", "short"}, {"new_passphrase_again", "short"}}).status,
            422);
  MakeKeys(ada, "ada");
  EXPECT_TRUE(Has(ada.VaultText(), "Unlocked"));
  const net::Response locked = ada.Post("/vault/lock");
  EXPECT_EQ(locked.status, 303);
  EXPECT_EQ(ada.Cookie("manumit-vault"), "");
  EXPECT_EQ(Count("vault_session"), 0);
  EXPECT_TRUE(Has(ada.VaultText(), "Locked"));
  EXPECT_EQ(ada.Post("/vault/unlock", {{"passphrase", "something else"}}).status, 422);
  const net::Response opened =
      ada.Post("/vault/unlock", {{"passphrase", PassphraseOf("ada")}, {"next", "/account"}});
  EXPECT_EQ(opened.headers.Get("Location"), "/account");
  std::string cookie;
  for (const std::string_view set : opened.headers.All("Set-Cookie"))
    if (set.starts_with("manumit-vault=")) cookie = set;
  EXPECT_TRUE(Has(cookie, "HttpOnly")) << cookie;
  EXPECT_TRUE(Has(cookie, "SameSite=Strict")) << cookie;
  const net::Response away =
      ada.Post("/vault/unlock", {{"passphrase", PassphraseOf("ada")}, {"next", "//evil.example"}});
  EXPECT_EQ(away.headers.Get("Location"), "/vault");
  EXPECT_FALSE(Has(ada.VaultText(), PassphraseOf("ada")));
}

TEST_P(VaultPagesTest, AnotherProcessServesTheUnlockedSession) {
  Browser ada(desk(), "ada@example.org");
  MakeKeys(ada, "ada");
  const std::unique_ptr<desk::Desk> first = std::move(desk_);
  OpenDesk();
  vault::Register(desk());
  ada.GoTo(desk());
  EXPECT_TRUE(Has(ada.VaultText(), "Unlocked in this browser until"));
}

TEST_P(VaultPagesTest, TheCookieOfAnotherSessionOpensNothing) {
  Browser ada(desk(), "ada@example.org");
  MakeKeys(ada, "ada");
  net::Request request = RequestFor("GET", "/vault");
  request.headers.Add("Cookie", cookie_ + "; manumit-vault=" + ada.Cookie("manumit-vault"));
  EXPECT_TRUE(Has(desk().router().Handle(request).body, ">Locked<"));
}

TEST_P(VaultPagesTest, WhereTheSessionEndsTheVaultIsLocked) {
  Browser one(desk(), "ada@example.org");
  MakeKeys(one, "ada");
  const net::Response out = one.Post("/sign-out");
  EXPECT_EQ(Count("vault_session"), 0) << "signing out";
  EXPECT_EQ(one.Cookie("manumit-vault"), "");
  Browser two(desk(), "ada@example.org");
  two.Post("/vault/unlock", {{"passphrase", PassphraseOf("ada")}});
  EXPECT_EQ(Count("vault_session"), 1);
  const desk::Actor other = desk().sign_in().ActorOfCookie(cookie_.substr(cookie_.find('=') + 1)).value();
  const std::vector<desk::SessionInfo> sessions = desk().sign_in().Sessions(other).value();
  for (const desk::SessionInfo& session : sessions) {
    if (!session.current) {
      EXPECT_TRUE(desk().sign_in().Revoke(other, session.id));
    }
  }
  EXPECT_EQ(Count("vault_session"), 0) << "ending it elsewhere";
  Browser three(desk(), "ada@example.org");
  three.Post("/vault/unlock", {{"passphrase", PassphraseOf("ada")}});
  EXPECT_EQ(Count("vault_session"), 1);
  EXPECT_TRUE(desk().sign_in().ChangePassword(other, kPassword, "another horse battery"));
  EXPECT_EQ(Count("vault_session"), 0) << "another password";
}

TEST_P(VaultPagesTest, AnotherPassphraseOpensAndTheOldOneDoesNot) {
  Browser ada(desk(), "ada@example.org");
  MakeKeys(ada, "ada");
  EXPECT_EQ(ada.Post("/vault/pass-phrase", {{"present", "wrong one, sorry"},
                                            {"wanted", "a new one of mine"},
                                            {"wanted_again", "a new one of mine"}})
                .status,
            422);
  EXPECT_EQ(ada.Post("/vault/pass-phrase", {{"present", PassphraseOf("ada")},
                                            {"wanted", "a new one of mine"},
                                            {"wanted_again", "a new one of mine"}})
                .status,
            303);
  EXPECT_EQ(Count("vault_session"), 0);
  EXPECT_EQ(ada.Post("/vault/unlock", {{"passphrase", PassphraseOf("ada")}}).status, 422);
  EXPECT_EQ(ada.Post("/vault/unlock", {{"passphrase", "a new one of mine"}}).status, 303);
}

TEST_P(VaultPagesTest, CirclesAreMadeGrownAndLeft) {
  const desk::PersonId ben = Add("ben", desk::Role::kAnalyst);
  Browser ada(desk(), "ada@example.org");
  Browser other(desk(), "ben@example.org");
  MakeKeys(ada, "ada");
  MakeKeys(other, "ben");
  EXPECT_EQ(other.Post("/vault/circles", {{"circle_name", "X"}, {"member", ben.text()}}).status, 403);
  EXPECT_EQ(ada.Post("/vault/circles", {{"circle_name", "Interviews"}}).status, 422);
  EXPECT_EQ(
      ada.Post("/vault/circles", {{"circle_name", "Interviews"}, {"member", admin_.person.text()}}).status,
      303);
  EXPECT_TRUE(Has(other.VaultText(), "Interviews"));
  Vault vault(desk().database(), desk().clock(), desk().random(), desk().audit());
  const CircleId id = vault.Circles(org_).value().at(0).id;
  const std::string circle = "/vault/circles/" + id.text();
  EXPECT_EQ(other.Post(circle + "/add", {{"person", ben.text()}}).status, 303);
  EXPECT_EQ(vault.Circles(org_).value().at(0).members.size(), 1u) << "only a member adds";
  EXPECT_EQ(ada.Post(circle + "/add", {{"person", ben.text()}}).status, 303);
  EXPECT_EQ(vault.Circles(org_).value().at(0).members.size(), 2u);
  const RecordId record = RecordId::New(desk().random());
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) {
    return vault.SealRecord(tx, org_, {{id}, {}}, record, crypto::AsBytes("text"));
  }));
  EXPECT_EQ(ada.Post(circle + "/remove", {{"person", ben.text()}}).status, 303);
  EXPECT_EQ(Count("vault_record_circle WHERE generation < 2"), 0) << "sealed anew at once";
  EXPECT_EQ(ada.Post(circle + "/remove", {{"person", admin_.person.text()}}).status, 303);
  EXPECT_EQ(vault.Circles(org_).value().at(0).members.size(), 1u) << "the last one stays";
  ada.Post(circle + "/add", {{"person", ben.text()}});
  EXPECT_TRUE(desk().people().SetRoles(system_, org_, ben, {}));
  EXPECT_EQ(vault.Circles(org_).value().at(0).members.size(), 1u) << "who leaves the organisation leaves it";
  EXPECT_EQ(Count("vault_key"), 1);
}

TEST_P(VaultPagesTest, TwoHoldersBringAKeyBack) {
  std::map<std::string, desk::PersonId> persons;
  std::map<std::string, Browser> browsers;
  browsers.emplace("ada", Browser(desk(), "ada@example.org"));
  for (const std::string name : {"ben", "cem", "dia"}) {
    persons[name] = Add(name, desk::Role::kAnalyst);
    browsers.emplace(name, Browser(desk(), name + "@example.org"));
  }
  for (auto& [name, browser] : browsers) MakeKeys(browser, name);
  Browser& ada = browsers.at("ada");
  const auto name_holders = [&](const std::string& third) {
    return ada.Post("/vault/recovery/holders", {{"holder", persons["ben"].text()},
                                                {"holder", persons["cem"].text()},
                                                {"holder", persons[third].text()}});
  };
  EXPECT_EQ(name_holders("ben").status, 422);
  EXPECT_EQ(name_holders("dia").status, 303);
  Vault vault(desk().database(), desk().clock(), desk().random(), desk().audit());
  EXPECT_EQ(ada.Post("/vault/recovery/trust", {{"holders_typed", "aaaa-bbbb-cccc-dddd"}}).status, 422);
  EXPECT_EQ(ada.Post("/vault/recovery/trust", {{"holders_typed", vault.HoldersCode(org_).value()}}).status,
            303);
  ada.Post("/vault/lock");
  const std::string wanted = "remembered this time";
  const net::Response asked = ada.Post(
      "/vault/recovery/ask", {{"recovery_passphrase", wanted}, {"recovery_passphrase_again", wanted}});
  EXPECT_EQ(asked.status, 200);
  const std::size_t at = asked.body.find("<code>");
  ASSERT_NE(at, std::string::npos) << asked.body;
  const std::string code = asked.body.substr(at + 6, asked.body.find("</code>", at) - at - 6);
  const std::string approve =
      "/vault/recovery/" + vault.Recoveries(org_).value().at(0).id.text() + "/approve";
  EXPECT_TRUE(Has(browsers.at("ben").Get("/").body, "Somebody lost the pass-phrase"));
  EXPECT_EQ(browsers.at("ben").Post(approve, {{"code", "aaaa-bbbb-cccc-dddd"}}).status, 422);
  EXPECT_EQ(browsers.at("ben").Post(approve, {{"code", code}}).status, 303);
  EXPECT_EQ(ada.Post("/vault/recovery/finish", {{"finish_passphrase", wanted}}).status, 422);
  EXPECT_EQ(browsers.at("dia").Post(approve, {{"code", code}}).status, 303);
  EXPECT_EQ(ada.Post("/vault/recovery/finish", {{"finish_passphrase", wanted}}).status, 303);
  EXPECT_EQ(ada.Post("/vault/unlock", {{"passphrase", wanted}}).status, 303);
  EXPECT_TRUE(Has(ada.VaultText(), "Two of them can help you"));
}

}  // namespace
}  // namespace vault
