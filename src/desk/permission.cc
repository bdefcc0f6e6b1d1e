#include "desk/permission.h"

#include <array>
#include <initializer_list>

namespace desk {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Permission::kCount)> kPermissionNames = {
    "public",
    "signed-in",
    "member",
    "match",
    "lists.read",
    "lists.manage",
    "parties.read",
    "parties.write",
    "alerts.read",
    "alerts.judge",
    "alerts.approve",
    "reports.read",
    "jobs.read",
    "jobs.manage",
    "people.manage",
    "keys.manage",
    "audit.read",
    "org.manage",
    "installation.manage",
    "metrics.read",
    "panel.read",
    "panel.take-part",
    "panel.manage",
    "cases.work",
    "cases.supervise"};
constexpr std::array<Role, 9> kRoles = {Role::kAdmin,    Role::kAnalyst,    Role::kApprover,
                                        Role::kViewer,   Role::kAuditor,    Role::kSecretary,
                                        Role::kDelegate, Role::kCaseWorker, Role::kCaseSupervisor};
constexpr std::array<std::string_view, kRoles.size()> kRoleNames = {
    "admin",     "analyst",  "approver",    "viewer",         "auditor",
    "secretary", "delegate", "case-worker", "case-supervisor"};
constexpr std::array<Scope, 5> kScopes = {Scope::kMatch, Scope::kRead, Scope::kWrite, Scope::kAdmin,
                                          Scope::kMetrics};
constexpr std::array<std::string_view, kScopes.size()> kScopeNames = {"match", "read", "write", "admin",
                                                                      "metrics"};

PermissionSet Set(std::initializer_list<Permission> permissions) {
  PermissionSet set;
  for (const Permission permission : permissions) set.set(static_cast<std::size_t>(permission));
  return set;
}

PermissionSet Reading() {
  return Set({Permission::kPublic, Permission::kMember, Permission::kListsRead, Permission::kPartiesRead,
              Permission::kAlertsRead, Permission::kReportsRead, Permission::kJobsRead,
              Permission::kPanelRead});
}

PermissionSet TakingPart() {
  return Set({Permission::kPublic, Permission::kMember, Permission::kPanelRead, Permission::kPanelTakePart});
}

// Not of the administrator: who runs an organisation does not see its cases by that.
PermissionSet WorkingOnCases() {
  return Set({Permission::kPublic, Permission::kMember, Permission::kCasesWork});
}

PermissionSet Analysing() {
  return Reading() | Set({Permission::kMatch, Permission::kPartiesWrite, Permission::kAlertsJudge,
                          Permission::kJobsManage});
}

template <typename Enum, std::size_t N>
std::optional<Enum> Named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view PermissionName(Permission permission) {
  return kPermissionNames.at(static_cast<std::size_t>(permission));
}

std::string_view RoleName(Role role) {
  return kRoleNames.at(static_cast<std::size_t>(role));
}

std::optional<Role> RoleNamed(std::string_view name) {
  return Named<Role>(kRoleNames, name);
}

std::span<const Role> Roles() {
  return kRoles;
}

std::string_view ScopeName(Scope scope) {
  return kScopeNames.at(static_cast<std::size_t>(scope));
}

std::optional<Scope> ScopeNamed(std::string_view name) {
  return Named<Scope>(kScopeNames, name);
}

std::span<const Scope> Scopes() {
  return kScopes;
}

PermissionSet PermissionsOf(Role role) {
  const PermissionSet signed_in = Set({Permission::kSignedIn});
  switch (role) {
    case Role::kAdmin:
      return signed_in | Analysing() | TakingPart() |
             Set({Permission::kPanelManage, Permission::kAlertsApprove, Permission::kPeopleManage,
                  Permission::kKeysManage, Permission::kAuditRead, Permission::kOrgManage});
    case Role::kAnalyst:
      return signed_in | Analysing();
    case Role::kApprover:
      return signed_in | Analysing() | Set({Permission::kAlertsApprove});
    case Role::kViewer:
      return signed_in | Reading();
    case Role::kAuditor:
      return signed_in | Reading() | Set({Permission::kAuditRead});
    case Role::kSecretary:
      return signed_in | TakingPart() | Set({Permission::kPanelManage, Permission::kJobsRead});
    case Role::kDelegate:
      return signed_in | TakingPart();
    case Role::kCaseWorker:
      return signed_in | WorkingOnCases();
    case Role::kCaseSupervisor:
      return signed_in | WorkingOnCases() | Set({Permission::kCasesSupervise});
    case Role::kCount:
      break;
  }
  return {};
}

PermissionSet PermissionsOf(Scope scope) {
  switch (scope) {
    case Scope::kMatch:
      return Set({Permission::kPublic, Permission::kMatch, Permission::kListsRead});
    case Scope::kRead:
      return Reading();
    case Scope::kWrite:
      return Analysing() | TakingPart();
    case Scope::kAdmin:
      return Analysing() | TakingPart() |
             Set({Permission::kPanelManage, Permission::kPeopleManage, Permission::kAuditRead,
                  Permission::kOrgManage});
    case Scope::kMetrics:
      return Set({Permission::kPublic, Permission::kMetricsRead});
    case Scope::kCount:
      break;
  }
  return {};
}

PermissionSet OperatorPermissions() {
  return Set({Permission::kPublic, Permission::kSignedIn, Permission::kListsRead, Permission::kListsManage,
              Permission::kInstallationManage, Permission::kMetricsRead});
}

}  // namespace desk
