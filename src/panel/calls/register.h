#pragma once
// Adds routes, jobs, navigation and what waits for whom.

namespace desk {
class Desk;
}

namespace panel {

class PanelServices;
void RegisterCalls(desk::Desk& desk, PanelServices& panel);

}  // namespace panel
