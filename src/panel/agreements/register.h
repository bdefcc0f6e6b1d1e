#pragma once
// Memoranda, the library of clauses, relationships: pages, API, what waits, the clock.

namespace desk {
class Desk;
}

namespace panel {

class PanelServices;
void RegisterAgreements(desk::Desk& desk, PanelServices& services);

}  // namespace panel
