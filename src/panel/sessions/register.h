#pragma once
// Brings the sessions into a server: pages, API, navigation, what waits on the home page, the job that sends
// mails, and that who leaves an organisation leaves its closed sessions.

#include <memory>

namespace desk {
class Desk;
}

namespace panel {

class PanelServices;
struct SessionServices;

// What is returned lives as long as the desk; other folders add their cards to it.
SessionServices& RegisterSessions(desk::Desk& desk, PanelServices& services);

}  // namespace panel
