#include "desk/people/people.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "crypto/digest.h"
#include "desk/people/test_office.h"

namespace desk {
namespace {

class PeopleTest : public OfficeTest {};
MANUMIT_ON_BOTH_DATABASES(PeopleTest);

TEST(Checks, Email) {
  EXPECT_EQ(NormaliseEmail("  Ada@Example.ORG ").value(), "ada@example.org");
  for (const std::string_view wrong :
       {"", "ada", "@example.org", "ada@", "ada@example", "a@b@example.org", "a b@example.org",
        "ada@example..org", "ada@.example.org", "ada@example.org.", "ada@exa\nmple.org", "<ada@example.org>"})
    EXPECT_FALSE(NormaliseEmail(wrong)) << wrong;
  EXPECT_FALSE(NormaliseEmail(std::string(base::kMaxEmailBytes, 'a') + "@example.org"));
}

TEST(Checks, Password) {
  EXPECT_TRUE(CheckNewPassword("correct horse battery", "ada@example.org"));
  EXPECT_TRUE(CheckNewPassword("열두 글자가 넘는 암호문", "ada@example.org"));
  EXPECT_FALSE(CheckNewPassword("elevenchars", "ada@example.org"));
  EXPECT_FALSE(CheckNewPassword("Long.Address@Example.ORG", "long.address@example.org"));
  EXPECT_FALSE(CheckNewPassword("long.address", "long.address@example.org"));
  EXPECT_FALSE(CheckNewPassword("aaaaaaaaaaaaaaaa", "ada@example.org"));
  EXPECT_EQ(CodeOf(CheckNewPassword(std::string(base::kMaxPassphraseBytes + 1, 'x'), "ada@example.org")),
            base::Code::kTooLarge);
}

TEST(Checks, Name) {
  EXPECT_EQ(NormaliseName(" 김 민지 ").value(), "김 민지");
  EXPECT_FALSE(NormaliseName("a\nb"));
  EXPECT_EQ(CodeOf(NormaliseName(std::string(base::kMaxDisplayNameBytes + 1, 'x'))), base::Code::kTooLarge);
}

TEST_P(PeopleTest, TheFirstOrganisationIsTheDefault) {
  EXPECT_EQ(CodeOf(people().DefaultOrganisation()), base::Code::kNotFound);
  const OrgId first = Organisation("first");
  Organisation("second");
  EXPECT_EQ(people().DefaultOrganisation()->id, first);
  EXPECT_EQ(people().OrganisationBySlug("second")->type, OrgType::kNgo);
  EXPECT_EQ(CodeOf(people().CreateOrganisation(system_, "first", "Again", OrgType::kMedia, "")),
            base::Code::kConflict);
  for (const std::string_view slug : {"", "Upper", "a b", "a/b"})
    EXPECT_EQ(CodeOf(people().CreateOrganisation(system_, slug, "Name", OrgType::kMedia, "")),
              base::Code::kInvalid)
        << slug;
  EXPECT_EQ(CodeOf(people().CreateOrganisation(system_, "third", "Name", OrgType::kMedia, "Korea")),
            base::Code::kInvalid);
  ASSERT_EQ(people().Organisations()->size(), 2u);
}

TEST_P(PeopleTest, OnlyAnOperatorClosesAnOrganisation) {
  Organisation("first");
  const OrgId org = Organisation("second");
  const Actor admin = ActorOf(Person("admin@example.org", org, {Role::kAdmin}), org);
  struct Organisation changed = people().GetOrganisation(org).value();
  changed.name = "Renamed";
  EXPECT_TRUE(people().UpdateOrganisation(admin, changed));
  EXPECT_EQ(people().GetOrganisation(org)->name, "Renamed");
  changed.active = false;
  EXPECT_EQ(CodeOf(people().UpdateOrganisation(admin, changed)), base::Code::kForbidden);
  EXPECT_TRUE(people().UpdateOrganisation(system_, changed));
  EXPECT_FALSE(ActorOf(admin.person).Can(Permission::kMember));
  struct Organisation first = people().DefaultOrganisation().value();
  EXPECT_EQ(CodeOf(people().UpdateOrganisation(admin, first)), base::Code::kNotFound);
  first.active = false;
  EXPECT_EQ(CodeOf(people().UpdateOrganisation(system_, first)), base::Code::kConflict);
}

TEST_P(PeopleTest, PeopleAndRoles) {
  const OrgId org = Organisation("first");
  const OrgId other = Organisation("second");
  const PersonId ada = Person("Ada@Example.org", org, {Role::kViewer, Role::kAdmin});
  EXPECT_EQ(people().PersonByEmail("ADA@example.org")->id, ada);
  EXPECT_EQ(CodeOf(people().CreatePerson(system_, "ada@example.org", "", kTestPassword, false)),
            base::Code::kConflict);
  const std::string too_short(base::kMinPasswordCharacters - 1, 'x');
  EXPECT_EQ(CodeOf(people().CreatePerson(system_, "short@example.org", "", too_short, false)),
            base::Code::kInvalid);
  EXPECT_EQ(CodeOf(people().CreatePerson(system_, "short@example.org", "", "short", false)),
            base::Code::kInvalid);
  const auto members = people().Members(org).value();
  ASSERT_EQ(members.size(), 1u);
  EXPECT_EQ(members[0].second, (std::vector<Role>{Role::kAdmin, Role::kViewer}));
  EXPECT_TRUE(people().Members(other)->empty());
  EXPECT_EQ(people().MembershipsOf(ada)->size(), 1u);
  // A member of one organisation is nobody to the administrator of another.
  const Actor stranger = ActorOf(Person("eve@example.org", other, {Role::kAdmin}), other);
  EXPECT_EQ(CodeOf(people().SetRoles(stranger, org, ada, {Role::kViewer})), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(people().SetRoles(stranger, other, ada, {Role::kViewer})), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(people().CreatePerson(stranger, "new@example.org", "", kTestPassword, false)),
            base::Code::kForbidden);
}

TEST_P(PeopleTest, AnOrganisationKeepsAnAdministrator) {
  const OrgId org = Organisation("first");
  const PersonId ada = Person("ada@example.org", org, {Role::kAdmin});
  const PersonId bo = Person("bo@example.org", org, {Role::kViewer});
  const Actor actor = ActorOf(ada, org);
  EXPECT_EQ(CodeOf(people().SetRoles(actor, org, ada, {Role::kViewer})), base::Code::kConflict);
  EXPECT_EQ(CodeOf(people().SetRoles(actor, org, ada, {})), base::Code::kConflict);
  EXPECT_TRUE(people().SetRoles(actor, org, bo, {Role::kAdmin}));
  EXPECT_TRUE(people().SetRoles(actor, org, ada, {}));
  EXPECT_EQ(people().Members(org)->size(), 1u);
  // An inactive administrator does not count.
  const PersonId cy = Person("cy@example.org", org, {Role::kAdmin});
  EXPECT_TRUE(people().SetPersonActive(system_, bo, false));
  EXPECT_EQ(CodeOf(people().SetRoles(system_, org, cy, {Role::kViewer})), base::Code::kConflict);
}

TEST_P(PeopleTest, NobodyGivesMoreThanSheHas) {
  const OrgId org = Organisation("first");
  Person("ada@example.org", org, {Role::kAdmin});
  const PersonId bo = Person("bo@example.org", org, {Role::kViewer});
  const Actor admin = ActorOf(people().PersonByEmail("ada@example.org")->id, org);
  const auto key = people().CreateKey(admin, org, "robot", {Scope::kAdmin}).value();
  const Actor robot = people().ActorOfKey(key.secret).value();
  EXPECT_TRUE(people().SetRoles(robot, org, bo, {Role::kAnalyst}));
  EXPECT_EQ(CodeOf(people().SetRoles(robot, org, bo, {Role::kAdmin})), base::Code::kForbidden);
  EXPECT_EQ(CodeOf(people().Invite(robot, org, "new@example.org", {Role::kAdmin})), base::Code::kForbidden);
  EXPECT_EQ(CodeOf(people().CreateKey(admin, org, "metrics", {Scope::kMetrics})), base::Code::kForbidden);
  EXPECT_TRUE(people().CreateKey(system_, org, "metrics", {Scope::kMetrics}));
}

TEST_P(PeopleTest, Account) {
  const OrgId org = Organisation("first");
  const PersonId ada = Person("ada@example.org", org, {Role::kViewer});
  const PersonId bo = Person("bo@example.org", org, {Role::kAdmin});
  const auto Account = [&](const PersonId& who, const PersonId& whose, const std::string& name,
                           const std::string& locale, const std::string& theme, bool single_keys = true) {
    desk::Person changed{.id = whose, .name = name, .locale = locale, .theme = theme};
    changed.single_keys = single_keys;
    return people().UpdateAccount(ActorOf(who), changed);
  };
  EXPECT_TRUE(people().GetPerson(ada)->single_keys);
  EXPECT_TRUE(Account(ada, ada, "Ada", "", "", false));
  EXPECT_FALSE(people().GetPerson(ada)->single_keys);
  EXPECT_TRUE(Account(ada, ada, "Ada", "ko", "dark"));
  EXPECT_TRUE(people().GetPerson(ada)->single_keys);
  EXPECT_EQ(people().GetPerson(ada)->theme, "dark");
  EXPECT_EQ(people().GetPerson(ada)->locale, "ko");
  EXPECT_EQ(CodeOf(Account(ada, ada, "Ada", "ko", "pink")), base::Code::kInvalid);
  EXPECT_EQ(CodeOf(Account(ada, ada, "Ada", "xx", "")), base::Code::kInvalid);
  EXPECT_EQ(CodeOf(Account(bo, ada, "Not Ada", "", "")), base::Code::kNotFound);
  const Actor root = ActorOf(Person("root@example.org", org, {}, true));
  EXPECT_EQ(CodeOf(people().SetPersonActive(root, root.person, false)), base::Code::kConflict);
  EXPECT_EQ(CodeOf(people().SetPersonActive(ActorOf(bo), ada, false)), base::Code::kForbidden);
}

TEST_P(PeopleTest, AnInvitationMakesAMember) {
  const OrgId org = Organisation("first");
  const Actor admin = ActorOf(Person("ada@example.org", org, {Role::kAdmin}), org);
  const auto made = people().Invite(admin, org, "New@Example.org", {Role::kAnalyst}).value();
  EXPECT_EQ(made.token.size(), 43u);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM invitation WHERE token_hash LIKE '%" + made.token + "%'"), 0);
  EXPECT_EQ(people().Invitations(org)->size(), 1u);
  EXPECT_EQ(people().InvitationByToken(made.token)->email, "new@example.org");
  EXPECT_EQ(CodeOf(people().Accept(made.token, "", kTestPassword)), base::Code::kInvalid);
  EXPECT_EQ(CodeOf(people().Accept(made.token, "New", "short")), base::Code::kInvalid);
  const PersonId person = people().Accept(made.token, "New", kTestPassword).value();
  EXPECT_EQ(people().MembershipsOf(person)->at(0).second, std::vector<Role>{Role::kAnalyst});
  // Once.
  EXPECT_EQ(CodeOf(people().Accept(made.token, "New", kTestPassword)), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(people().InvitationByToken(made.token)), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(people().Invite(admin, org, "new@example.org", {Role::kAnalyst})), base::Code::kConflict);
}

TEST_P(PeopleTest, AnInvitationToAPersonOfAnotherOrganisationKeepsHerPassword) {
  const OrgId org = Organisation("first");
  const OrgId other = Organisation("second");
  const PersonId ada = Person("ada@example.org", org, {Role::kAdmin});
  const auto made = people().Invite(system_, other, "ada@example.org", {Role::kViewer}).value();
  EXPECT_EQ(people().Accept(made.token, "Somebody", "another password here").value(), ada);
  EXPECT_EQ(people().MembershipsOf(ada)->size(), 2u);
  EXPECT_TRUE(sign_in().WithPassword("ada@example.org", kTestPassword, "192.0.2.1", ""));
  EXPECT_FALSE(sign_in().WithPassword("ada@example.org", "another password here", "192.0.2.1", ""));
}

TEST_P(PeopleTest, InvitationsEnd) {
  const OrgId org = Organisation("first");
  const OrgId other = Organisation("second");
  const Actor admin = ActorOf(Person("ada@example.org", org, {Role::kAdmin}), org);
  const auto late = people().Invite(admin, org, "late@example.org", {Role::kViewer}).value();
  clock_.Advance(base::kInvitationDays * base::kDayMs);
  EXPECT_EQ(CodeOf(people().Accept(late.token, "Late", kTestPassword)), base::Code::kNotFound);
  EXPECT_TRUE(people().Invitations(org)->empty());
  const auto first = people().Invite(admin, org, "twice@example.org", {Role::kViewer}).value();
  const auto second = people().Invite(admin, org, "twice@example.org", {Role::kAnalyst}).value();
  EXPECT_EQ(CodeOf(people().InvitationByToken(first.token)), base::Code::kNotFound);
  EXPECT_TRUE(people().InvitationByToken(second.token));
  EXPECT_EQ(CodeOf(people().Withdraw(system_, other, second.invitation.id)), base::Code::kNotFound);
  EXPECT_TRUE(people().Withdraw(admin, org, second.invitation.id));
  EXPECT_EQ(CodeOf(people().InvitationByToken(second.token)), base::Code::kNotFound);
}

TEST_P(PeopleTest, InvitationsAndKeysAreBounded) {
  const OrgId org = Organisation("first");
  ASSERT_TRUE(database().RunScript(
      fmt::format("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
                  "INSERT INTO invitation SELECT 'x' || i, '{}', 'p' || i || '@example.org', 'viewer', 'h' "
                  "|| i, 0, {} FROM n",
                  base::kMaxOpenInvitations, org.text(), clock_.Now().ms + 1)));
  EXPECT_EQ(CodeOf(people().Invite(system_, org, "more@example.org", {Role::kViewer})),
            base::Code::kTooLarge);
  ASSERT_TRUE(database().RunScript(fmt::format(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
      "INSERT INTO api_key SELECT 'x' || i, '{}', 'k', 'match', 'mk', 'h' || i, 0, NULL, NULL, NULL FROM n",
      base::kMaxActiveKeys, org.text())));
  EXPECT_EQ(CodeOf(people().CreateKey(system_, org, "more", {Scope::kMatch})), base::Code::kTooLarge);
}

TEST_P(PeopleTest, Keys) {
  const OrgId org = Organisation("first");
  const OrgId other = Organisation("second");
  const auto made = people().CreateKey(system_, org, "robot", {Scope::kRead, Scope::kMatch}).value();
  EXPECT_TRUE(made.secret.starts_with("mk_"));
  EXPECT_EQ(made.secret.size(), 46u);
  const Actor actor = people().ActorOfKey(made.secret).value();
  EXPECT_EQ(actor.kind, Actor::Kind::kKey);
  EXPECT_EQ(actor.org, org);
  EXPECT_EQ(actor.label, "key:" + made.key.id.text());
  EXPECT_TRUE(actor.Can(Permission::kMatch));
  EXPECT_FALSE(actor.Can(Permission::kPartiesWrite));
  const auto keys = people().Keys(org).value();
  ASSERT_EQ(keys.size(), 1u);
  EXPECT_EQ(keys[0].scopes, (std::vector<Scope>{Scope::kMatch, Scope::kRead}));
  EXPECT_EQ(keys[0].last_used->ms, clock_.Now().ms - clock_.Now().ms % base::kDayMs);
  EXPECT_TRUE(people().Keys(other)->empty());
  EXPECT_EQ(CodeOf(people().RevokeKey(system_, other, made.key.id)), base::Code::kNotFound);
  EXPECT_TRUE(people().RevokeKey(system_, org, made.key.id));
  EXPECT_EQ(CodeOf(people().ActorOfKey(made.secret)), base::Code::kUnauthenticated);
  for (const std::string_view wrong : {"", "mk_", "mk_0123456789012345678901234567890123456789012"})
    EXPECT_EQ(CodeOf(people().ActorOfKey(wrong)), base::Code::kUnauthenticated);
}

TEST_P(PeopleTest, ARevocationElsewhereIsSeenWithinTheCachesTime) {
  const OrgId org = Organisation("first");
  const auto made = people().CreateKey(system_, org, "robot", {Scope::kMatch}).value();
  People elsewhere(database(), clock_, random_, *audit_);
  EXPECT_TRUE(people().ActorOfKey(made.secret));
  EXPECT_TRUE(elsewhere.RevokeKey(system_, org, made.key.id));
  EXPECT_TRUE(people().ActorOfKey(made.secret));
  clock_.Advance(base::kKeyCacheMs);
  EXPECT_FALSE(people().ActorOfKey(made.secret));
}

TEST_P(PeopleTest, FewKeysAreRemembered) {
  const OrgId org = Organisation("first");
  const auto secret = [](std::size_t i) { return fmt::format("mk_{:043}", i); };
  std::vector<std::string> texts;
  for (std::size_t i = 0; i <= base::kMaxCachedKeys; ++i) {
    texts.push_back(fmt::format("key{}", i));
    texts.push_back(crypto::Sha256Hex(secret(i)));
  }
  std::vector<db::Param> rows;
  for (std::size_t i = 0; i < texts.size(); i += 2)
    for (const db::Param& cell : std::initializer_list<db::Param>{texts[i], org, "k", "match", "mk_",
                                                                  texts[i + 1], 0, clock_.Now().ms})
      rows.push_back(cell);
  ASSERT_TRUE(database().Write([&](db::Transaction& tx) {
    return tx.InsertMany(
        "api_key", {"id", "org_id", "name", "scopes", "prefix", "secret_hash", "created_ms", "last_used_ms"},
        rows);
  }));
  ASSERT_TRUE(people().ActorOfKey(secret(0)));
  ASSERT_TRUE(database().RunScript("DELETE FROM api_key WHERE id = 'key0'"));
  for (std::size_t i = 1; i < base::kMaxCachedKeys; ++i) ASSERT_TRUE(people().ActorOfKey(secret(i))) << i;
  EXPECT_TRUE(people().ActorOfKey(secret(0)));
  ASSERT_TRUE(people().ActorOfKey(secret(base::kMaxCachedKeys)));
  EXPECT_FALSE(people().ActorOfKey(secret(0)));
}

TEST_P(PeopleTest, KeysRunOutAndEndWithTheirOrganisation) {
  Organisation("first");
  const OrgId org = Organisation("second");
  EXPECT_EQ(CodeOf(people().CreateKey(system_, org, "old", {Scope::kMatch}, clock_.Now())),
            base::Code::kInvalid);
  const auto brief =
      people()
          .CreateKey(system_, org, "brief", {Scope::kMatch}, base::UtcTime{clock_.Now().ms + 1000})
          .value();
  EXPECT_TRUE(people().ActorOfKey(brief.secret));
  clock_.Advance(1000);
  EXPECT_FALSE(people().ActorOfKey(brief.secret));
  const auto lasting = people().CreateKey(system_, org, "lasting", {Scope::kMatch}).value();
  struct Organisation closed = people().GetOrganisation(org).value();
  closed.active = false;
  EXPECT_TRUE(people().UpdateOrganisation(system_, closed));
  EXPECT_FALSE(people().ActorOfKey(lasting.secret));
}

TEST_P(PeopleTest, ChangesStandInTheAuditLogWithoutPersonalData) {
  const OrgId org = Organisation("first");
  const Actor admin = ActorOf(Person("ada@example.org", org, {Role::kAdmin}), org);
  const auto made = people().Invite(admin, org, "new@example.org", {Role::kAnalyst}).value();
  ASSERT_TRUE(people().Accept(made.token, "New Name", kTestPassword));
  std::vector<std::string> actions;
  const std::vector<AuditEntry> entries = audit_->Page(org, 0, 100).value();
  for (const AuditEntry& entry : entries) {
    actions.push_back(entry.action);
    for (const auto& [name, value] : entry.details)
      EXPECT_EQ(value.find('@'), std::string::npos) << entry.action << " " << name;
  }
  EXPECT_EQ(actions, (std::vector<std::string>{"member.join", "person.create", "invitation.create",
                                               "member.join", "organisation.create"}));
}

}  // namespace
}  // namespace desk
