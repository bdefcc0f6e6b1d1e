#pragma once

namespace desk {
class Desk;
}

namespace panel {
class PanelServices;
struct SessionServices;
}  // namespace panel

namespace panel::invitations {

// The job that brings calendars up to date, pages, API, the feeds' address.
void RegisterInvitations(desk::Desk& desk, PanelServices& panel, SessionServices& sessions);

}  // namespace panel::invitations
