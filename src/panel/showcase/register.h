#pragma once
// The panel's face to the world, and honours; called by panel::Register after all other folders.

namespace desk {
class Desk;
}

namespace panel {

class PanelServices;

void RegisterShowcase(desk::Desk& desk, PanelServices& services);

}  // namespace panel
