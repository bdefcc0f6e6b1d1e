#pragma once
// The members' routes, jobs and services; called by panel::Register.

#include "panel/members/services.h"
#include "panel/services.h"

namespace panel::members {

void RegisterMembers(desk::Desk& desk, PanelServices& services);
// The services that RegisterMembers made for this desk. CHECKs that there are some.
Services& ServicesOf(desk::Desk& desk);

}  // namespace panel::members
