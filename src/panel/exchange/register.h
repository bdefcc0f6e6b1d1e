#pragma once
// Puts the exchange's pages, API, jobs, navigation and home items into the desk. `services` outlives the
// desk's use of them.

namespace desk {
class Desk;
}
namespace panel {
class PanelServices;
}

namespace panel::exchange {

void RegisterExchange(desk::Desk& desk, PanelServices& services);

}  // namespace panel::exchange
