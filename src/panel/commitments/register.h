#pragma once
// Commitments and the work plan: pages, API, what waits, the daily clock.

namespace desk {
class Desk;
}

namespace panel {

class PanelServices;
void RegisterCommitments(desk::Desk& desk, PanelServices& services);

}  // namespace panel
