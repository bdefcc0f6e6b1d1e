#pragma once
// The console's pages of parties, imports, reports, the queue's settings and the search. RegisterConsole
// calls all of them; `services` and `lists` outlive the desk's routes.

namespace desk {
class Desk;
}

namespace screening {

class QueueServices;
class WatchLists;

void RegisterPartyPages(desk::Desk& desk, QueueServices& services);                      // /parties
void RegisterImportPages(desk::Desk& desk, QueueServices& services);                     // /imports
void RegisterReportPages(desk::Desk& desk, QueueServices& services, WatchLists& lists);  // /reports
void RegisterSettingsPage(desk::Desk& desk, QueueServices& services);  // /settings/screening
void RegisterSearchPage(desk::Desk& desk, QueueServices& services);    // /search

}  // namespace screening
