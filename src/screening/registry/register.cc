#include "screening/register.h"

#include "desk/desk.h"
#include "screening/registry/faces.h"
#include "screening/registry/migrations.h"
#include "screening/registry/transfer.h"

namespace screening {

namespace {

constexpr int kNavOrder = 40;

}  // namespace

void RegisterRegistry(desk::Desk& desk, WatchLists& lists) {
  desk.AddMigrations(RegistryMigrations());
  RegisterTransferJobs(desk, lists);
  AddListPages(desk, lists);
  AddListApi(desk, lists);
  desk.AddNav({desk::Permission::kListsRead, kNavOrder, [](const desk::Context& context) {
                 const html::Locale& locale = desk::LocaleOf(context);
                 return html::NavItem{locale.tr("Screening"), locale.tr("Watch lists"), "/lists", 0};
               }});
  desk.AddReadiness("lists", [&lists]() -> base::Status {
    TRY(lists.Current());
    return base::Ok();
  });
}

}  // namespace screening
