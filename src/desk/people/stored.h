#pragma once
// How roles, scopes and organisations stand in the database, and who may touch a row. Internal to people/ and
// signin/. Pure; thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/db.h"
#include "desk/people/people.h"

namespace desk {

// "admin,viewer" in the order of the table, each once. Names that this program does not know give nothing:
// deny by default.
std::string JoinRoles(const std::vector<Role>& roles);
std::vector<Role> SplitRoles(std::string_view text);
std::string JoinScopes(const std::vector<Scope>& scopes);
std::vector<Scope> SplitScopes(std::string_view text);
PermissionSet PermissionsOfRoles(std::string_view text);
PermissionSet PermissionsOfScopes(std::string_view text);

inline constexpr std::string_view kOrganisationColumns =
    "o.id, o.slug, o.name, o.type, o.country, o.active, o.created_ms";
inline constexpr std::size_t kOrganisationColumnCount = 7;
Organisation OrganisationFrom(const db::Row& row);
inline constexpr std::string_view kPersonColumns =
    "p.id, p.email, p.name, p.locale, p.theme, p.is_operator, p.active, p.created_ms, p.single_keys";
inline constexpr std::size_t kPersonColumnCount = 9;
Person PersonFrom(const db::Row& row);

bool IsOperator(const Actor& actor);
// kNotFound unless the actor acts in `org` or is an operator.
base::Status CheckActsIn(const Actor& actor, const OrgId& org);
// The same actor, acting in `org`: so that what an operator does to an organisation stands in that
// organisation's log.
Actor ActingIn(Actor actor, const OrgId& org);
// The program itself, where nobody has signed in yet: "system:NAME".
Actor SystemActor(std::string_view name);
// kForbidden where `given` holds more than the actor may do.
base::Status CheckMayGive(const Actor& actor, const PermissionSet& given);

}  // namespace desk
