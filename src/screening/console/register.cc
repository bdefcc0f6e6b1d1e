#include "screening/register.h"
#include "screening/console/alerts_pages.h"
#include "screening/console/concern_bands.h"
#include "screening/console/register_pages.h"

namespace screening {

void RegisterConsole(desk::Desk& desk, QueueServices& services, WatchLists& lists) {
  CountPartiesAtTheGate(desk);
  RegisterAlertPages(desk, services, lists);
  RegisterPartyPages(desk, services);
  RegisterImportPages(desk, services);
  RegisterReportPages(desk, services, lists);
  RegisterSettingsPage(desk, services);
  RegisterSearchPage(desk, services);
}

}  // namespace screening
