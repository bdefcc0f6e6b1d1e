// A sealed note is read on the alert's page by whom it is for, and nowhere else by anybody.

#include "base/limits.h"
#include "files/bytes.h"
#include "screening/console/console_world.h"

namespace screening::testing {
namespace {

constexpr std::string_view kText = "the foreman keeps the passports";
constexpr std::string_view kPassphrase = "several words of mine";

class SealedNotesTest : public ConsoleTest {
 protected:
  void SetUp() override {
    ConsoleTest::SetUp();
    if (IsSkipped()) return;
    entity::Entity entity;
    entity.schema = entity::schema::Company();
    entity.Add(entity::prop::Name(), "晨港纺织有限公司");
    entity.Add(entity::prop::Country(), "cn");
    ASSERT_TRUE(services().parties.Put(system_, org_, entity, {}));
    RunJobs();
    alert_ = services()
                 .alerts.List(org_, {}, AlertSort::kHarm, {}, Alerts::Direction::kForward, 1)
                 .value()
                 .alerts.at(0)
                 .id.text();
  }
  std::string Page() { return Get("/alerts/" + alert_).body; }
  // What the browser does with the vault's cookie.
  void Keep(const net::Response& response) {
    cookie_ = cookie_.substr(0, cookie_.find("; manumit-vault="));
    for (const std::string_view set : response.headers.All("Set-Cookie"))
      if (set.starts_with("manumit-vault=")) cookie_ += "; " + std::string(set.substr(0, set.find(';')));
  }
  void MakeKeys() {
    const std::string typed = net::UrlEncode(kPassphrase);
    Keep(Send("/vault/keys", "new_passphrase=" + typed + "&new_passphrase_again=" + typed));
  }
  void Unlock() { Keep(Send("/vault/unlock", "passphrase=" + net::UrlEncode(kPassphrase))); }
  net::Response Seal(const std::string& audience, std::string_view text = kText) {
    return Send("/alerts/" + alert_ + "/sealed-note",
                "audience=" + net::UrlEncode(audience) + "&sealed_note=" + net::UrlEncode(text));
  }
  std::int64_t Count() {
    return fresh_->database()
        .Read([](db::Transaction& tx) { return tx.QueryOne("SELECT count(*) FROM alert_sealed_note"); })
        .value()
        ->Int(0);
  }
  void BecomeBen() {
    const desk::PersonId ben =
        desk()
            .people()
            .CreatePerson(system_, "ben@example.org", "Ben", "correct horse battery", false)
            .value();
    ASSERT_TRUE(desk().people().SetRoles(system_, org_, ben, {desk::Role::kAnalyst}));
    const auto session = desk().sign_in().WithPassword("ben@example.org", "correct horse battery",
                                                       "192.0.2.1", "Firefox on Linux");
    ASSERT_TRUE(session.has_value());
    cookie_ = std::string(desk::SessionCookieName(false)) + "=" + session->cookie;
  }
  std::string alert_;
};
MANUMIT_ON_BOTH_DATABASES(SealedNotesTest);

TEST_P(SealedNotesTest, WhoMayReadsItWhileUnlocked) {
  EXPECT_TRUE(Has(Page(), "To seal a note, make vault keys"));
  MakeKeys();
  EXPECT_EQ(Seal("me", std::string(kText) + "\r\nin the safe").status, 303);
  const std::string opened = Page();
  EXPECT_TRUE(Has(opened, "class=\"sealedbox\"")) << opened;
  EXPECT_TRUE(Has(opened, std::string(kText) + "\nin the safe"));
  EXPECT_TRUE(Has(opened, "Sealed note by Ada"));
  Keep(Send("/vault/lock", ""));
  const std::string locked = Page();
  EXPECT_FALSE(Has(locked, kText));
  EXPECT_TRUE(Has(locked, "href=\"/vault?next=%2Falerts%2F" + alert_)) << locked;
  Unlock();
  EXPECT_TRUE(Has(Page(), kText));
  OpenDesk();  // another process
  vault::Register(desk());
  screening::Register(desk());
  EXPECT_TRUE(Has(Page(), kText));
}

TEST_P(SealedNotesTest, NobodyElseReadsIt) {
  MakeKeys();
  const vault::CircleId circle = services().vault.CreateCircle(admin_, "Interviews", {admin_.person}).value();
  EXPECT_EQ(Seal("me").status, 303);
  EXPECT_EQ(Seal("circle:" + circle.text(), "another passport").status, 303);
  BecomeBen();
  MakeKeys();
  const std::string page = Page();
  EXPECT_FALSE(Has(page, kText));
  EXPECT_FALSE(Has(page, "another passport"));
  EXPECT_TRUE(Has(page, "Sealed for others"));
  EXPECT_TRUE(Has(page, "for Interviews"));
  // Whoever is no member may write to the circle, and not read it.
  EXPECT_EQ(Seal("circle:" + circle.text(), "what ben heard").status, 303);
  EXPECT_FALSE(Has(Page(), "what ben heard"));
}

TEST_P(SealedNotesTest, ItLiesNowhereInTheClear) {
  MakeKeys();
  Seal("me");
  const std::vector<std::string> targets = {"/api/v1/alerts/" + alert_, "/api/v1/alerts",
                                            "/reports/alerts.csv",      "/search?q=passports",
                                            "/search?text=passports",   "/audit"};
  for (const std::string& target : targets) {
    const net::Response response = Get(target);
    EXPECT_LT(response.status, 500) << target;
    EXPECT_FALSE(Has(response.stream ? Streamed(response) : response.body, kText)) << target;
  }
  if (GetParam() != db::Dialect::kSqlite) return;  // whose copy is a file
  const std::string copy = folder_ + "/copy.db";
  ASSERT_TRUE(fresh_->database().BackupTo(copy));
  const auto bytes = files::ReadFile(copy);
  ASSERT_TRUE(bytes.has_value());
  const std::string all(*bytes);
  EXPECT_TRUE(Has(all, alert_));
  EXPECT_FALSE(Has(all, kText));
  EXPECT_FALSE(Has(all, kPassphrase));
}

TEST_P(SealedNotesTest, WhatCannotBeSealedIsSaidAndNotKept) {
  EXPECT_EQ(Seal("me").status, 303);  // without keys
  MakeKeys();
  EXPECT_EQ(Seal("me", " \n").status, 303);
  EXPECT_EQ(Seal("everybody").status, 303);
  EXPECT_EQ(Seal("circle:" + vault::CircleId::New(desk().random()).text()).status, 404);
  EXPECT_EQ(Seal("me", std::string(base::kMaxReasonBytes + 1, 'a')).status, 413);
  EXPECT_EQ(Count(), 0);
  EXPECT_EQ(Seal("me", std::string(base::kMaxReasonBytes, 'a')).status, 303);
  EXPECT_EQ(Count(), 1);
}

TEST_P(SealedNotesTest, ADamagedOneDoesNotHideTheOthers) {
  MakeKeys();
  Seal("me");
  Seal("me", "the second note");
  ASSERT_TRUE(fresh_->database().Write([&](db::Transaction& tx) -> base::Status {
    const db::Rows rows = TRY(tx.Query("SELECT record_id FROM alert_sealed_note ORDER BY id"));
    const std::string damaged = "nonsense";
    for (const db::Row& row : rows) {
      TRY(tx.Execute("UPDATE vault_record SET content = $1 WHERE id = $2",
                     {crypto::AsBytes(damaged), row.Text(0)}));
      break;
    }
    return base::Ok();
  }));
  const std::string page = Page();
  EXPECT_TRUE(Has(page, "This note is damaged"));
  EXPECT_NE(Has(page, kText), Has(page, "the second note"));
}

}  // namespace
}  // namespace screening::testing
