#pragma once
// Projects in the panel's work plan, and what one member gave to another's projects on their timeline.
// Drafts and cancelled ones stand in neither. Thread-safe.

#include "panel/services.h"

namespace panel {

void AddProjectSources(PanelServices& services);

}  // namespace panel
