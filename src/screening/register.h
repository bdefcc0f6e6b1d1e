#pragma once
// What each folder of the room's server half brings; called by Register (screening.h).

namespace desk {
class Desk;
}

namespace screening {

class WatchLists;

void RegisterRegistry(desk::Desk& desk, WatchLists& lists);
void RegisterQueue(desk::Desk& desk, WatchLists& lists);
void RegisterApi(desk::Desk& desk, WatchLists& lists);

class QueueServices;
// Pages of alerts, parties, imports and reports.
void RegisterConsole(desk::Desk& desk, QueueServices& services, WatchLists& lists);

}  // namespace screening
