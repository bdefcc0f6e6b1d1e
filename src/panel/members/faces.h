#pragma once
// The members' pages and API; RegisterMembers adds them. `services` outlives the desk's routes.

#include "desk/desk.h"
#include "panel/members/services.h"

namespace panel::members {

void AddListPages(desk::Desk& desk, Services& services);       // /members
void AddMemberPages(desk::Desk& desk, Services& services);     // /members/{id}
void AddWizardPages(desk::Desk& desk, Services& services);     // /members/{id}/identity, …
void AddDiligencePages(desk::Desk& desk, Services& services);  // /members/{id}/diligence
void AddBalancePages(desk::Desk& desk, Services& services);    // /members/balance
void AddInterestPages(desk::Desk& desk, Services& services);   // /members/interests
void AddSettingsPages(desk::Desk& desk, Services& services);   // /settings/panel
void AddMemberApi(desk::Desk& desk, Services& services);       // /api/v1/members, /api/v1/panels
void AddProfileApi(desk::Desk& desk, Services& services);      // /api/v1/members/{id}/profile, …
void AddDiligenceApi(desk::Desk& desk, Services& services);    // /api/v1/members/{id}/verifications, …
void AddHome(desk::Desk& desk, Services& services);            // what needs me now

}  // namespace panel::members
