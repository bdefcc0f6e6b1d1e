#include "vault/register.h"

#include <algorithm>
#include <memory>

#include "desk/people/people.h"
#include "vault/pages.h"

namespace vault {

namespace {

// A holder's approval is waited for.
base::Result<std::vector<desk::HomeItem>> Asked(Vault& vault, desk::Context& context) {
  const desk::PersonId& self = context.actor().person;
  const auto is_self = [&](const desk::PersonId& person) { return person == self; };
  const std::vector<desk::PersonId> holders = TRY(vault.HoldersOf(context.org()));
  std::vector<desk::HomeItem> items;
  if (std::none_of(holders.begin(), holders.end(), is_self)) return items;
  const html::Locale& locale = desk::LocaleOf(context);
  for (const Recovery& recovery : TRY(vault.Recoveries(context.org()))) {
    if (recovery.person == self ||
        std::any_of(recovery.approved_by.begin(), recovery.approved_by.end(), is_self))
      continue;
    items.push_back({.title = locale.tr("Somebody lost the pass-phrase of the vault"),
                     .reason = locale.tr("You are a holder; two of you have to approve"),
                     .href = "/vault",
                     .action = locale.tr("Look"),
                     .urgency = 50});
  }
  return items;
}

}  // namespace

void Register(desk::Desk& desk) {
  desk.AddMigrations(Migrations());
  const auto vault = std::make_shared<Vault>(desk.database(), desk.clock(), desk.random(), desk.audit());
  desk.Keep(vault);
  Vault& service = *vault;
  desk.people().OnLeave(
      [&service](db::Transaction& tx, const desk::Actor& actor, const desk::PersonId& person) {
        return service.LeaveOrganisation(tx, actor, person);
      });
  desk.router().Add({.method = "GET",
                     .pattern = "/vault",
                     .permission = desk::Permission::kMember,
                     .handler = [&service](desk::Context& context) {
                       return VaultPage(service, context, desk::FormErrors(desk::LocaleOf(context)));
                     }});
  const AddChange add = [&](std::string_view pattern, desk::Permission permission, PageHandler handler) {
    desk.router().Add(
        {.method = "POST",
         .pattern = pattern,
         .permission = permission,
         .handler = [&service, handler](desk::Context& context) { return handler(service, context); }});
  };
  AddOwnKeysChanges(add);
  AddCircleChanges(add);
  AddRecoveryChanges(add);
  desk.AddHome({.permission = desk::Permission::kMember,
                .items = [&service](desk::Context& context) { return Asked(service, context); }});
  desk.AddNav(
      {.permission = desk::Permission::kMember, .order = 110, .make = [](const desk::Context& context) {
         const html::Locale& locale = desk::LocaleOf(context);
         return html::NavItem{.section = locale.tr("Account"), .label = locale.tr("Vault"), .href = "/vault"};
       }});
}

}  // namespace vault
