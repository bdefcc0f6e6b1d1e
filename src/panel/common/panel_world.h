#pragma once
// For tests of the panel: the whole desk without a network, a panel hosted by the organisation "main"
// (people: ada, its administrator, who is signed in; sela, its secretary), and members with a delegate each.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "desk/test_desk.h"
#include "panel/common/migrations.h"
#include "panel/panel.h"
#include "panel/services.h"
#include "screening/screening.h"
#include "vault/register.h"
#include "vault/vault.h"

namespace panel::testing {

class PanelTest : public desk::DeskTest {
 protected:
  // One person with her session's cookie.
  struct Someone {
    desk::PersonId person;
    desk::OrgId org;
    desk::Actor actor;
    std::string cookie;
  };

  void SetUp() override {
    DeskTest::SetUp();
    if (IsSkipped()) return;
    desk::MakeTables(fresh_->database(), {vault::Migrations()});
    for (const std::span<const db::Migration> part : AllMigrations())
      desk::MakeTables(fresh_->database(), {part});
    vault::Register(desk());
    panel::Register(desk());
    services_ = std::make_unique<PanelServices>(desk());
    system_.org = org_;
    Panel made{.slug = "panel", .name = "Advisory panel"};
    made.host = org_;
    panel_ = services_->panels.Create(admin_, made).value();
    sela_ = AddPerson("sela@example.org", "Sela", org_, desk::Role::kSecretary);
  }
  void TearDown() override {
    services_.reset();
    DeskTest::TearDown();
  }
  static bool IsSkipped() { return ::testing::Test::IsSkipped() || HasFatalFailure(); }
  PanelServices& services() { return *services_; }

  Someone AddPerson(const std::string& email, const std::string& name, const desk::OrgId& org,
                    desk::Role role) {
    Someone someone{.org = org};
    someone.person = desk().people().CreatePerson(system_, email, name, "", false).value();
    desk::Actor system = system_;
    system.org = org;
    EXPECT_TRUE(desk().people().SetRoles(system, org, someone.person, {role}));
    someone.cookie = std::string(desk::SessionCookieName(false)) + "=" + SessionOf(someone.person, org);
    someone.actor = desk().sign_in().ActorOfPerson(someone.person, org).value();
    return someone;
  }
  // A session straight into its table: signing in hashes a password, which takes longer than most tests.
  std::string SessionOf(const desk::PersonId& person, const desk::OrgId& org) {
    std::string secret = crypto::Base64UrlEncode(desk().random().Bytes<32>());
    const std::int64_t now = desk().clock().Now().ms;
    const auto added = desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute(
          "INSERT INTO session (id, person_id, org_id, secret_hash, partial, method, agent, created_ms, "
          "last_used_ms, expires_ms) VALUES ($1, $2, $3, $4, 0, 'password', 'Firefox on Linux', $5, $5, $6)",
          {desk::SessionId::New(desk().random()), person, org, crypto::Sha256Hex(secret), now,
           now + desk().config().session_hours * base::kHourMs});
    });
    EXPECT_TRUE(added) << added.error().internal;
    return secret;
  }
  desk::OrgId AddOrganisation(const std::string& slug, const std::string& name, desk::OrgType type,
                              const std::string& country) {
    return desk().people().CreateOrganisation(system_, slug, name, type, country).value();
  }
  // Straight into the table, in any state: for tests of what membership is only a condition of.
  MemberId AddMember(const desk::OrgId& org, const std::string& name, desk::OrgType constituency,
                     const std::string& country, MemberState state = MemberState::kAdmitted) {
    const MemberId id = MemberId::New(desk().random());
    const auto bytes = std::as_bytes(std::span(name.data(), name.size()));
    const std::int64_t admitted = state == MemberState::kAdmitted ? desk().clock().Now().ms : 0;
    const auto added = desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute(
          "INSERT INTO panel_member(id, panel_id, org_id, name, name_key, constituency, country, sectors, "
          "state, "
          "admitted_ms, created_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $10, 0)",
          {id, panel_, org, name, bytes, desk::OrgTypeName(constituency), country, MemberStateName(state),
           admitted, desk().clock().Now().ms});
    });
    EXPECT_TRUE(added) << added.error().internal;
    return id;
  }
  // An admitted member organisation with a delegate "delegate@SLUG.example".
  Someone AddMemberOrganisation(const std::string& slug, const std::string& name, desk::OrgType type,
                                const std::string& country) {
    const desk::OrgId org = AddOrganisation(slug, name, type, country);
    members_[slug] = AddMember(org, name, type, country);
    return AddPerson("delegate@" + slug + ".example", "Delegate of " + name, org, desk::Role::kDelegate);
  }

  // Requests of somebody else than the administrator: everything between is asked with her cookie.
  class As {
   public:
    As(std::string& cookie, const Someone& someone) : cookie_(cookie), before_(cookie) {
      cookie_ = someone.cookie;
    }
    ~As() { cookie_ = before_; }
    As(const As&) = delete;
    As& operator=(const As&) = delete;

   private:
    std::string& cookie_;
    std::string before_;
  };

  // A form with its request-forgery token, taken from the account page, which everybody has.
  net::Response Send(const std::string& target, const std::string& fields) {
    return Post(target, "csrf=" + net::UrlEncode(AccountToken()) + (fields.empty() ? "" : "&" + fields));
  }
  std::string AccountToken() {
    const std::string page = Get("/account").body;
    const std::size_t field = page.find("name=\"csrf\"");
    if (field == std::string::npos) return "";
    const std::size_t value = page.find("value=\"", page.rfind('<', field)) + 7;
    return page.substr(value, page.find('"', value) - value);
  }
  static std::string LocationOf(const net::Response& response) {
    return std::string(response.headers.Get("Location"));
  }

  std::unique_ptr<PanelServices> services_;
  PanelId panel_;
  Someone sela_;
  std::map<std::string, MemberId> members_;
};

inline bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace panel::testing
