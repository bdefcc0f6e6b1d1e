#include "desk/people/stored.h"
#include "desk/tr.h"

#include <algorithm>

namespace desk {

namespace {

// Calls `visit` with each name of "a,b,c".
template <typename Visit>
void EachName(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    visit(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
}

// The names of those of `all` that are in `chosen`.
template <typename Value, typename Name>
std::string Joined(std::span<const Value> all, const std::vector<Value>& chosen, const Name& name) {
  std::string text;
  for (const Value value : all) {
    if (std::find(chosen.begin(), chosen.end(), value) == chosen.end()) continue;
    if (!text.empty()) text += ',';
    text += name(value);
  }
  return text;
}

}  // namespace

std::string JoinRoles(const std::vector<Role>& roles) {
  return Joined(Roles(), roles, RoleName);
}

std::vector<Role> SplitRoles(std::string_view text) {
  std::vector<Role> roles;
  EachName(text, [&](std::string_view name) {
    if (const std::optional<Role> role = RoleNamed(name)) roles.push_back(*role);
  });
  return roles;
}

std::string JoinScopes(const std::vector<Scope>& scopes) {
  return Joined(Scopes(), scopes, ScopeName);
}

std::vector<Scope> SplitScopes(std::string_view text) {
  std::vector<Scope> scopes;
  EachName(text, [&](std::string_view name) {
    if (const std::optional<Scope> scope = ScopeNamed(name)) scopes.push_back(*scope);
  });
  return scopes;
}

PermissionSet PermissionsOfRoles(std::string_view text) {
  PermissionSet set;
  for (const Role role : SplitRoles(text)) set |= PermissionsOf(role);
  return set;
}

PermissionSet PermissionsOfScopes(std::string_view text) {
  PermissionSet set;
  for (const Scope scope : SplitScopes(text)) set |= PermissionsOf(scope);
  return set;
}

Organisation OrganisationFrom(const db::Row& row) {
  return {.id = row.IdAt<OrgId>(0),
          .slug = row.Text(1),
          .name = row.Text(2),
          .type = OrgTypeNamed(row.Text(3)).value_or(OrgType::kCompany),
          .country = row.Text(4),
          .active = row.Bool(5),
          .created = {row.Int(6)}};
}

Person PersonFrom(const db::Row& row) {
  return {.id = row.IdAt<PersonId>(0),
          .email = row.Text(1),
          .name = row.Text(2),
          .locale = row.Text(3),
          .theme = row.Text(4),
          .single_keys = row.Bool(8),
          .is_operator = row.Bool(5),
          .active = row.Bool(6),
          .created = {row.Int(7)}};
}

bool IsOperator(const Actor& actor) {
  return actor.Can(Permission::kInstallationManage);
}

base::Status CheckActsIn(const Actor& actor, const OrgId& org) {
  if (!org.empty() && (actor.org == org || IsOperator(actor))) return base::Ok();
  return base::NotFound(tr("There is no such organisation."));
}

Actor ActingIn(Actor actor, const OrgId& org) {
  actor.org = org;
  return actor;
}

Actor SystemActor(std::string_view name) {
  Actor actor;
  actor.kind = Actor::Kind::kSystem;
  actor.label = "system:" + std::string(name);
  return actor;
}

base::Status CheckMayGive(const Actor& actor, const PermissionSet& given) {
  PermissionSet more = given & ~actor.permissions;
  more.reset(static_cast<std::size_t>(Permission::kPublic));
  more.reset(static_cast<std::size_t>(Permission::kSignedIn));
  if (more.none() || IsOperator(actor)) return base::Ok();
  return base::Error{base::Code::kForbidden, tr("You cannot give rights that you do not have yourself."), {}};
}

}  // namespace desk
