#pragma once
// The practices' door: pages, API, navigation.

namespace desk {
class Desk;
}

namespace panel {

class PanelServices;

void RegisterPractices(desk::Desk& desk, PanelServices& panel);

}  // namespace panel
