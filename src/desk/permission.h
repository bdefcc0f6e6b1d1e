#pragma once
// Who may do what: one table (permission.cc), deny by default. A route names one Permission; a person has, in
// one organisation, one or more Roles; a role has permissions; an API key has scopes, and a scope has
// permissions. Nothing else grants anything. Pure; thread-safe.

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace desk {

enum class Permission : std::uint8_t {
  kPublic,       // everybody, signed in or not
  kSignedIn,     // any person with a session, also without an organisation; own account
  kMember,       // any member of the organisation: its home page
  kMatch,        // screen against watch lists: /match, /search, /entities, reconcile
  kListsRead,    // see watch lists and their editions
  kListsManage,  // import, fetch, withdraw watch lists: for the whole installation
  kPartiesRead,
  kPartiesWrite,  // import, edit, screen again, remove
  kAlertsRead,
  kAlertsJudge,    // same, not same, unsure; assign
  kAlertsApprove,  // the second person's decision
  kReportsRead,
  kJobsRead,      // progress and outcome of the organisation's jobs
  kJobsManage,    // cancel, retry
  kPeopleManage,  // invite, roles, remove, of the organisation
  kKeysManage,    // API keys and webhooks of the organisation
  kAuditRead,
  kOrgManage,           // settings of the organisation
  kInstallationManage,  // organisations, fetch addresses, audit heads, metrics: the operator
  kMetricsRead,
  kPanelRead,       // what the panel shares with its members
  kPanelTakePart,   // act for the organisation in the panel: apply, register, offer, promise
  kPanelManage,     // be the secretariat, of the panels that the organisation hosts
  kCasesWork,       // take in reports and work on cases; what is sealed is opened by the vault alone
  kCasesSupervise,  // approve steps of a case, let teams in, close quarters of the gate
  kCount,
};
std::string_view PermissionName(Permission permission);  // "alerts.judge"

using PermissionSet = std::bitset<static_cast<std::size_t>(Permission::kCount)>;
inline bool Has(const PermissionSet& set, Permission permission) {
  return set.test(static_cast<std::size_t>(permission));
}

enum class Role : std::uint8_t {
  kAdmin,
  kAnalyst,
  kApprover,
  kViewer,
  kAuditor,
  kSecretary,  // of the panels that the organisation hosts
  kDelegate,   // speaks for the organisation in the panel
  kCaseWorker,
  kCaseSupervisor,
  kCount
};
std::string_view RoleName(Role role);  // "admin": as stored
std::optional<Role> RoleNamed(std::string_view name);
std::span<const Role> Roles();

enum class Scope : std::uint8_t { kMatch, kRead, kWrite, kAdmin, kMetrics, kCount };
std::string_view ScopeName(Scope scope);  // "match"
std::optional<Scope> ScopeNamed(std::string_view name);
std::span<const Scope> Scopes();

PermissionSet PermissionsOf(Role role);
PermissionSet PermissionsOf(Scope scope);
PermissionSet
OperatorPermissions();  // what being the installation's operator adds, in any organisation or none

}  // namespace desk
