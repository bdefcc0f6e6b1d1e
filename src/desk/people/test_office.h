#pragma once
// For tests of people and sign-in: a fresh database with their tables, a clock that stands still, and who
// works there.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "crypto/secret.h"
#include "db/testing.h"
#include "desk/audit/audit.h"
#include "desk/audit/migrations.h"
#include "desk/people/migrations.h"
#include "desk/people/people.h"
#include "desk/signin/migrations.h"
#include "desk/signin/signin.h"
#include "desk/test_tables.h"
#include "net/fakes.h"

namespace desk {

inline constexpr std::string_view kTestKey = "0123456789abcdef0123456789abcdef";
inline constexpr std::string_view kTestPassword = "correct horse battery";

class OfficeTest : public testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    MANUMIT_FRESH_DATABASE(fresh_, GetParam());
    MakeTables(database(), {PeopleMigrations(), SignInMigrations(), AuditMigrations()});
    audit_ = std::make_unique<Audit>(database(), clock_);
    people_ = std::make_unique<People>(database(), clock_, random_, *audit_);
    config_.public_url = "https://manumit.example.org";
    sign_in_ = MakeSignIn();
    system_.permissions.set();
  }
  // As another process on the same database would have it.
  std::unique_ptr<SignIn> MakeSignIn() {
    return std::make_unique<SignIn>(database(), clock_, random_, *audit_, *people_, config_, fetcher_,
                                    crypto::SecretBytes::Copy(crypto::AsBytes(kTestKey)));
  }
  db::Database& database() { return fresh_->database(); }
  People& people() { return *people_; }
  SignIn& sign_in() { return *sign_in_; }

  OrgId Organisation(std::string_view slug) {
    return people()
        .CreateOrganisation(system_, slug, "The " + std::string(slug), OrgType::kNgo, "kr")
        .value();
  }
  PersonId Person(std::string_view email, const OrgId& org, const std::vector<Role>& roles,
                  bool is_operator = false) {
    const PersonId id =
        people()
            .CreatePerson(system_, email, "Name of " + std::string(email), kTestPassword, is_operator)
            .value();
    if (!roles.empty()) {
      EXPECT_TRUE(people().SetRoles(system_, org, id, roles));
    }
    return id;
  }
  Actor ActorOf(const PersonId& person, const OrgId& org = {}) {
    return sign_in().ActorOfPerson(person, org).value();
  }
  std::int64_t Count(std::string_view sql) {
    return database().Read([&](db::Transaction& tx) { return tx.QueryOne(sql); }).value()->Int(0);
  }

  std::unique_ptr<db::testing::Fresh> fresh_;
  base::ManualClock clock_{base::UtcTime{1'760'000'000'000}};
  base::SeededRandom random_{11};
  net::FakeFetcher fetcher_;
  Config config_;
  std::unique_ptr<Audit> audit_;
  std::unique_ptr<People> people_;
  std::unique_ptr<SignIn> sign_in_;
  Actor system_{.kind = Actor::Kind::kSystem, .label = "system:test"};
};

template <typename Value>
base::Code CodeOf(const base::Result<Value>& result) {
  EXPECT_FALSE(result.has_value());
  return result.has_value() ? base::Code::kInternal : result.error().code;
}

}  // namespace desk
