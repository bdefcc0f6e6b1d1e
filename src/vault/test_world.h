#pragma once
// For the tests of this room: an organisation with a vault that two processes serve, and its people.

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "db/testing.h"
#include "desk/audit/migrations.h"
#include "vault/vault.h"

namespace vault::testing {

inline constexpr crypto::HashCost kCheap{1, 8192};

template <typename T>
void ExpectError(const base::Result<T>& result, base::Code code) {
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, code) << result.error().external << " / " << result.error().internal;
}

template <typename T>
T Good(base::Result<T> result) {
  if (!result) ADD_FAILURE() << result.error().external << " / " << result.error().internal;
  return std::move(result).value();
}

// One process.
struct Process {
  Process(db::Database& database, const base::Clock& clock, base::Random& random)
      : audit(database, clock), vault(database, clock, random, audit, kCheap) {}
  desk::Audit audit;
  Vault vault;
};

class World {
 public:
  explicit World(db::Dialect dialect) : fresh(db::testing::FreshOn(dialect)) {
    // Of the desk's tables only what the vault refers to.
    std::vector<db::Migration> all = {
        {"desk", 1, "sessions", "CREATE TABLE session (id TEXT PRIMARY KEY)", {}}};
    for (db::Migration step : desk::AuditMigrations()) {
      step.number = static_cast<int>(all.size()) + 1;  // without the tables of the desk that come before
      all.push_back(step);
    }
    for (const db::Migration& step : Migrations()) all.push_back(step);
    Good(db::Migrate(fresh->database(), all));
    second = Good(db::Database::Open({.url = fresh->url(), .connections = 2}));
    a = std::make_unique<Process>(fresh->database(), clock, random);
    b = std::make_unique<Process>(*second, clock, random);
  }

  desk::Actor ActorOf(const std::string& name) {
    if (!actors.contains(name)) {
      desk::Actor actor;
      actor.kind = desk::Actor::Kind::kPerson;
      actor.org = org;
      actor.person = desk::PersonId::New(random);
      actor.session = desk::SessionId::New(random);
      actor.label = "person:" + actor.person.text();
      actors.emplace(name, actor);
      Good(fresh->database().Write([&](db::Transaction& tx) {
        return tx.Execute("INSERT INTO session (id) VALUES ($1)", {actor.session});
      }));
    }
    return actors.at(name);
  }
  desk::PersonId PersonOf(const std::string& name) { return ActorOf(name).person; }
  static std::string PassphraseOf(const std::string& name) { return "the pass-phrase of " + name; }

  void MakeKeys(std::initializer_list<std::string> names) {
    for (const std::string& name : names) {
      Good(a->vault.MakeKeys(ActorOf(name), crypto::AsBytes(PassphraseOf(name))));
    }
  }
  UnlockedPerson Open(const std::string& name) {
    return Good(a->vault.OpenWithPassphrase(ActorOf(name), crypto::AsBytes(PassphraseOf(name))));
  }
  void TrustHolders(const std::string& name) {
    Good(a->vault.TrustHolders(ActorOf(name), Open(name), Good(a->vault.HoldersCode(org))));
  }
  RecordId Seal(const Audience& audience, std::string_view text) {
    const RecordId record = RecordId::New(random);
    Good(fresh->database().Write([&](db::Transaction& tx) {
      return a->vault.SealRecord(tx, org, audience, record, crypto::AsBytes(text));
    }));
    return record;
  }
  std::string Read(const std::string& name, const RecordId& record) {
    const crypto::SecretBytes text = Good(a->vault.OpenRecord(Open(name), record));
    return std::string(crypto::AsText(text.view()));
  }

  base::SystemRandom random;
  base::ManualClock clock{base::UtcTime{1'800'000'000'000}};
  desk::OrgId org = desk::OrgId::New(random);
  std::map<std::string, desk::Actor> actors;
  std::unique_ptr<db::testing::Fresh> fresh;
  std::unique_ptr<db::Database> second;
  std::unique_ptr<Process> a;
  std::unique_ptr<Process> b;
};

class VaultTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::kPostgres && !db::testing::HasPostgres())
      GTEST_SKIP() << "skipped: no PostgreSQL";
    world = std::make_unique<World>(GetParam());
  }
  std::unique_ptr<World> world;
};

}  // namespace vault::testing
