#pragma once
// What minutes, actions, consultations, discussions and opinions bring to an installation.

#include "panel/services.h"

namespace panel {

void RegisterMinutes(desk::Desk& desk, PanelServices& services);

}  // namespace panel
