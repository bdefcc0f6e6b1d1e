#pragma once
// For the tests of this room: a desk whose organisation has a vault with three recovery holders, a circle of
// two case workers with keys, a supervisor, and a team that takes reports. Pass-phrases are hashed cheaply.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "desk/signin/cookies.h"
#include "desk/test_desk.h"
#include "vault/register.h"
#include "voice/migrations.h"
#include "voice/services.h"
#include "voice/voice.h"

namespace voice::testing {

inline constexpr crypto::HashCost kCheap{1, 8192};

template <typename T>
T Good(base::Result<T> result) {
  if (!result) ADD_FAILURE() << result.error().external << " / " << result.error().internal;
  return std::move(result).value();
}

class VoiceTest : public desk::DeskTest {
 protected:
  struct Someone {
    desk::PersonId person;
    desk::Actor actor;
    std::string cookie;  // of her session
  };

  void SetUp() override {
    DeskTest::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    desk::MakeTables(fresh_->database(), {vault::Migrations()});
    desk::MakeTables(fresh_->database(), {Migrations()});
    vault::Register(desk());
    voice::Register(desk());
    system_.org = org_;
    services_ = std::make_unique<VoiceServices>(desk());
    cheap_ = std::make_unique<vault::Vault>(desk().database(), desk().clock(), desk().random(),
                                            desk().audit(), kCheap);
    mina_ = AddPerson("mina", {desk::Role::kCaseWorker}, org_);
    otto_ = AddPerson("otto", {desk::Role::kCaseWorker}, org_);
    vera_ = AddPerson("vera", {desk::Role::kCaseSupervisor}, org_);
    hal_ = AddPerson("hal", {desk::Role::kCaseWorker}, org_);  // has keys, is in no circle
    for (const Someone* someone : {&mina_, &otto_, &vera_, &hal_})
      Good(cheap_->MakeKeys(someone->actor, crypto::AsBytes(PassphraseOf(*someone))));
    circle_ = Good(cheap_->CreateCircle(mina_.actor, "intake", {mina_.person, otto_.person, vera_.person}));
    Good(cheap_->NameHolders(admin_, {mina_.person, otto_.person, hal_.person}));
    team_ = Good(services_->teams.Create(vera_.actor, TeamNamed("Helpline")));
  }
  void TearDown() override {
    services_.reset();
    cheap_.reset();
    DeskTest::TearDown();
  }

  Team TeamNamed(const std::string& name) {
    Team team{.name = name,
              .circle = circle_,
              .country = "kr",
              .languages = {"en", "ko", "vi"},
              .zone = "Asia/Seoul",
              .open = true};
    team.tells_children = LawDuty::kYes;
    team.tells_danger = LawDuty::kNo;
    team.duty = {{0, 540, 1080}, {1, 540, 1080}, {2, 540, 1080}, {3, 540, 1080}, {4, 540, 1080}};
    return team;
  }
  Someone AddPerson(const std::string& name, const std::vector<desk::Role>& roles, const desk::OrgId& org) {
    Someone someone;
    someone.person = desk().people().CreatePerson(system_, name + "@example.org", name, "", false).value();
    desk::Actor system = system_;
    system.org = org;
    EXPECT_TRUE(desk().people().SetRoles(system, org, someone.person, roles));
    const std::string secret = crypto::Base64UrlEncode(desk().random().Bytes<32>());
    const desk::SessionId session = desk::SessionId::New(desk().random());
    const std::int64_t now = desk().clock().Now().ms;
    Good(desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute(
          "INSERT INTO session (id, person_id, org_id, secret_hash, partial, method, agent, created_ms, "
          "last_used_ms, "
          "expires_ms) VALUES ($1, $2, $3, $4, 0, 'password', 'Firefox on Linux', $5, $5, $6)",
          {session, someone.person, org, crypto::Sha256Hex(secret), now,
           now + desk().config().session_hours * base::kHourMs});
    }));
    someone.cookie = std::string(desk::SessionCookieName(false)) + "=" + secret;
    someone.actor = desk().sign_in().ActorOfPerson(someone.person, org).value();
    someone.actor.session = session;
    return someone;
  }
  static std::string PassphraseOf(const Someone& someone) {
    return "the pass-phrase of " + someone.person.text();
  }
  vault::UnlockedPerson Open(const Someone& someone) {
    return Good(cheap_->OpenWithPassphrase(someone.actor, crypto::AsBytes(PassphraseOf(someone))));
  }
  // Her browser's cookies, with the vault unlocked.
  std::string UnlockedCookie(const Someone& someone) {
    const crypto::SecretBytes key =
        Good(cheap_->Unlock(someone.actor, crypto::AsBytes(PassphraseOf(someone))));
    return someone.cookie + "; " + std::string(desk::VaultCookieName(false)) + "=" +
           crypto::Base64UrlEncode(key.view());
  }
  VoiceServices& services() { return *services_; }

  // A page as a browser asks for it, with these cookies.
  net::Response Ask(const std::string& method, const std::string& target, const std::string& cookies = {},
                    const std::string& body = {},
                    const std::string& type = "application/x-www-form-urlencoded") {
    net::Request request = RequestFor(method, target);
    if (!cookies.empty()) request.headers.Add("Cookie", cookies);
    if (method == "POST") {
      request.headers.Add("Content-Type", type);
      request.headers.Add("Origin", "https://manumit.example.org");
      request.body = net::Body(body);
    }
    return desk().router().Handle(request);
  }
  // A form of the console, with its request-forgery token.
  net::Response Send(const std::string& target, const std::string& cookies, const std::string& fields) {
    const std::string page = Ask("GET", "/account", cookies).body;
    const std::size_t field = page.find("name=\"csrf\"");
    const std::size_t value = page.find("value=\"", page.rfind('<', field)) + 7;
    const std::string token = page.substr(value, page.find('"', value) - value);
    return Ask("POST", target, cookies, "csrf=" + net::UrlEncode(token) + "&" + fields);
  }
  static std::string Form(std::initializer_list<std::pair<std::string, std::string>> fields) {
    std::string body;
    for (const auto& [name, value] : fields)
      body += (body.empty() ? "" : "&") + net::UrlEncode(name) + "=" + net::UrlEncode(value);
    return body;
  }
  static std::string CookieIn(const net::Response& response) {
    const std::string_view set = response.headers.Get("Set-Cookie");
    return std::string(set.substr(0, set.find(';')));
  }
  static bool Has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }

  // All that the database holds, as one text: for what must not be in it.
  std::string WholeStore() {
    const bool sqlite = GetParam() == db::Dialect::kSqlite;
    const db::Rows columns = Good(desk().database().Read([&](db::Transaction& tx) {
      return tx.Query(
          sqlite
              ? "SELECT m.name, p.name, p.type FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE "
                "m.type = 'table'"
              : "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM "
                "information_schema.columns WHERE table_schema = current_schema()");
    }));
    std::string all;
    for (const db::Row& column : columns) {
      const std::string& type = column.Text(2);
      const bool text = type == "TEXT" || type == "text", bytes = type == "BLOB" || type == "bytea";
      if (!text && !bytes) continue;
      const db::Rows rows = Good(desk().database().Read([&](db::Transaction& tx) {
        return tx.Query("SELECT \"" + column.Text(1) + "\" FROM " + column.Text(0));
      }));
      for (const db::Row& row : rows)
        all += (text ? row.Text(0) : std::string(crypto::AsText(row.Bytes(0)))) + "\n";
    }
    return all;
  }

  std::unique_ptr<VoiceServices> services_;
  std::unique_ptr<vault::Vault> cheap_;
  Someone mina_, otto_, vera_, hal_;
  vault::CircleId circle_;
  TeamId team_;
};

}  // namespace voice::testing
