#pragma once
// For the tests of this room: an installation with two organisations, their people, circles and vaults.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "db/testing.h"
#include "desk/audit/migrations.h"
#include "gate/gate.h"

namespace gate::testing {

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

constexpr std::int64_t kStart = 1'800'000'000'000;  // 15 January 2027

class World {
 public:
  explicit World(db::Dialect dialect)
      : fresh(db::testing::FreshOn(dialect)),
        audit(fresh->database(), clock),
        vault(fresh->database(), clock, random, audit, {1, 8192}),
        gate(fresh->database(), clock, random, audit, vault) {
    std::vector<db::Migration> all = {
        {"desk", 1, "sessions", "CREATE TABLE session (id TEXT PRIMARY KEY)", {}}};
    for (db::Migration step : desk::AuditMigrations()) {
      step.number = static_cast<int>(all.size()) + 1;
      all.push_back(step);
    }
    for (const db::Migration& step : vault::Migrations()) all.push_back(step);
    for (const db::Migration& step : Migrations()) all.push_back(step);
    Good(db::Migrate(fresh->database(), all));
  }

  template <typename Work>
  auto Do(Work&& work) {
    return fresh->database().Write(std::forward<Work>(work));
  }

  // A person with keys, whose vault is open. The first call for a name makes her.
  struct Person {
    desk::Actor actor;
    std::unique_ptr<vault::UnlockedPerson> me;
  };
  Person& Of(const std::string& name, int org = 0) {
    if (!people.contains(name)) {
      Person person;
      person.actor.kind = desk::Actor::Kind::kPerson;
      person.actor.org = orgs[org];
      person.actor.person = desk::PersonId::New(random);
      person.actor.session = desk::SessionId::New(random);
      person.actor.label = "person:" + person.actor.person.text();
      person.actor.permissions = desk::PermissionsOf(desk::Role::kCaseSupervisor);
      const std::string passphrase = "the pass-phrase of " + name;
      Good(vault.MakeKeys(person.actor, crypto::AsBytes(passphrase)));
      person.me = std::make_unique<vault::UnlockedPerson>(
          Good(vault.OpenWithPassphrase(person.actor, crypto::AsBytes(passphrase))));
      people.emplace(name, std::move(person));
    }
    return people.at(name);
  }
  vault::CircleId Circle(const std::string& name, const std::vector<std::string>& members, int org = 0) {
    std::vector<desk::PersonId> ids;
    for (const std::string& member : members) ids.push_back(Of(member, org).actor.person);
    return Good(vault.CreateCircle(Of(members.front(), org).actor, name, ids));
  }
  // ana and ben of the first organisation have the key.
  void MakeTeam() {
    team = Circle("intake", {"ana", "ben"});
    Good(Do([&](db::Transaction& tx) { return gate.MakeKey(tx, Of("ana").actor, *Of("ana").me, team); }));
  }

  base::Result<ConcernId> Confirm(const std::string& by, std::string_view party, const PersonGateId& person,
                                  Category category = Category::kOther) {
    Person& who = Of(by);
    return Do([&](db::Transaction& tx) {
      return gate.ConfirmConcern(tx, who.actor, *who.me, {party, person, category});
    });
  }
  base::Status Withdraw(const std::string& by, const ConcernId& id) {
    return Do([&](db::Transaction& tx) { return gate.WithdrawConcern(tx, Of(by).actor, *Of(by).me, id); });
  }
  base::Status Relink(const std::string& by, const PersonGateId& from, const PersonGateId& to) {
    return Do([&](db::Transaction& tx) { return gate.Relink(tx, Of(by).actor, *Of(by).me, from, to); });
  }
  static PartySource Known(std::vector<std::string> parties) {
    return [parties = std::move(parties)](db::Transaction&, Quarter, const PartySink& take) -> base::Status {
      for (const std::string& party : parties) TRY(take(party));
      return base::Ok();
    };
  }
  base::Result<Publication> Close(const std::string& by, Quarter quarter,
                                  const std::vector<std::string>& parties = {"p", "q", "r"}) {
    return Do([&](db::Transaction& tx) {
      return gate.CloseQuarter(tx, Of(by).actor, *Of(by).me, quarter, Known(parties));
    });
  }
  Quarter Now() const { return Quarter::Of(clock.Now()); }
  void GoTo(base::UtcTime time) { clock.Advance(time.ms - clock.Now().ms); }
  // To the quarter after; returns the one that has ended.
  Quarter EndQuarter() {
    const Quarter quarter = Now();
    GoTo(quarter.End());
    return quarter;
  }
  PersonGateId NewPerson() { return random.Bytes<16>(); }
  std::int64_t Count(const std::string& sql) {
    return Good(fresh->database().Read(
                    [&](db::Transaction& tx) { return tx.QueryOne("SELECT count(*) FROM " + sql); }))
        ->Int(0);
  }

  base::SystemRandom random;
  base::ManualClock clock{base::UtcTime{kStart}};
  std::array<desk::OrgId, 2> orgs = {desk::OrgId::New(random), desk::OrgId::New(random)};
  std::map<std::string, Person> people;
  std::unique_ptr<db::testing::Fresh> fresh;
  desk::Audit audit;
  vault::Vault vault;
  Gate gate;
  vault::CircleId team;
};

class GateTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::kPostgres && !db::testing::HasPostgres())
      GTEST_SKIP() << "skipped: no PostgreSQL";
    world = std::make_unique<World>(GetParam());
  }
  std::unique_ptr<World> world;
};

}  // namespace gate::testing
