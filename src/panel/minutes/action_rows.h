#pragma once
// Actions in the panel's work plan: those in force of sessions that are not behind closed doors, from the day
// they were written to the day they are due. Thread-safe.

#include "panel/services.h"

namespace panel {

void AddActionSources(PanelServices& services);

}  // namespace panel
