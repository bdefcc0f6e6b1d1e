#include <fmt/format.h>

#include <algorithm>

#include "desk/people/people.h"
#include "desk/people/stored.h"
#include "desk/tr.h"

namespace desk {

namespace {

bool HasAdmin(std::string_view roles) {
  const std::vector<Role> all = SplitRoles(roles);
  return std::find(all.begin(), all.end(), Role::kAdmin) != all.end();
}

// kConflict where nobody but `person` could administer the organisation.
base::Status CheckOtherAdmin(db::Transaction& tx, const OrgId& org, const PersonId& person) {
  const db::Rows rows =
      TRY(tx.Query("SELECT m.roles FROM membership m JOIN person p ON p.id = m.person_id "
                   "WHERE m.org_id = $1 AND m.person_id <> $2 AND p.active = 1",
                   {org, person}));
  for (const db::Row& row : rows)
    if (HasAdmin(row.Text(0))) return base::Ok();
  return base::Error{
      base::Code::kConflict, tr("An organisation needs an administrator. Make somebody else one first."), {}};
}

}  // namespace

base::Result<std::vector<std::pair<Person, std::vector<Role>>>> People::Members(const OrgId& org) {
  using All = std::vector<std::pair<Person, std::vector<Role>>>;
  return database_.Read([&](db::Transaction& tx) -> base::Result<All> {
    All all;
    const db::Rows rows =
        TRY(tx.Query(fmt::format("SELECT {}, m.roles FROM membership m JOIN person p ON p.id = m.person_id "
                                 "WHERE m.org_id = $1 ORDER BY p.name, p.email",
                                 kPersonColumns),
                     {org}));
    for (const db::Row& row : rows)
      all.emplace_back(PersonFrom(row), SplitRoles(row.Text(kPersonColumnCount)));
    return all;
  });
}

base::Result<std::vector<std::pair<Organisation, std::vector<Role>>>> People::MembershipsOf(
    const PersonId& person) {
  using All = std::vector<std::pair<Organisation, std::vector<Role>>>;
  return database_.Read([&](db::Transaction& tx) -> base::Result<All> {
    All all;
    const db::Rows rows = TRY(
        tx.Query(fmt::format("SELECT {}, m.roles FROM membership m JOIN organisation o ON o.id = m.org_id "
                             "WHERE m.person_id = $1 AND o.active = 1 ORDER BY o.name, o.slug",
                             kOrganisationColumns),
                 {person}));
    for (const db::Row& row : rows)
      all.emplace_back(OrganisationFrom(row), SplitRoles(row.Text(kOrganisationColumnCount)));
    return all;
  });
}

base::Status People::Join(db::Transaction& tx, const Actor& actor, const OrgId& org, const PersonId& person,
                          const std::vector<Role>& roles) {
  const std::string joined = JoinRoles(roles);
  TRY(tx.Execute("INSERT INTO membership (org_id, person_id, roles, created_ms) VALUES ($1, $2, $3, $4)",
                 {org, person, joined, clock_.Now().ms}));
  return audit_.Append(tx, ActingIn(actor, org), "member.join", "person:" + person.text(),
                       {{"roles", joined}});
}

base::Status People::SetRoles(const Actor& actor, const OrgId& org, const PersonId& person,
                              const std::vector<Role>& roles) {
  TRY(CheckActsIn(actor, org));
  const std::string joined = JoinRoles(roles);
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const auto row =
        TRY(tx.QueryOne("SELECT roles FROM membership WHERE org_id = $1 AND person_id = $2", {org, person}));
    if (!row && (!IsOperator(actor) || roles.empty()))
      return base::NotFound(tr("There is no such person in this organisation."));
    const std::string before = row ? row->Text(0) : std::string();
    TRY(CheckMayGive(actor, PermissionsOfRoles(joined) & ~PermissionsOfRoles(before)));
    if (HasAdmin(before) && !HasAdmin(joined)) TRY(CheckOtherAdmin(tx, org, person));
    if (!row) return Join(tx, actor, org, person, roles);
    if (before == joined) return base::Ok();
    const Actor in_org = ActingIn(actor, org);
    if (!roles.empty()) {
      TRY(tx.Execute("UPDATE membership SET roles = $1 WHERE org_id = $2 AND person_id = $3",
                     {joined, org, person}));
      return audit_.Append(tx, in_org, "member.roles", "person:" + person.text(),
                           {{"before", before}, {"roles", joined}});
    }
    for (const LeaveHook& hook : leave_hooks_) TRY(hook(tx, in_org, person));
    TRY(tx.Execute("DELETE FROM membership WHERE org_id = $1 AND person_id = $2", {org, person}));
    TRY(tx.Execute("DELETE FROM session WHERE org_id = $1 AND person_id = $2", {org, person}));
    return audit_.Append(tx, in_org, "member.remove", "person:" + person.text(), {{"before", before}});
  });
}

}  // namespace desk
