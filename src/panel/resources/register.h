#pragma once
// Pages, API and navigation of projects and resources. Called by the room's Register.

#include "panel/services.h"

namespace panel {

void RegisterResources(desk::Desk& desk, PanelServices& services);

}  // namespace panel
