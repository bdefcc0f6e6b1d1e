#pragma once
// Calls on the timeline of two members (a note of one that the other's call selected, once the result is
// final) and in the work plan (deadlines of open calls). Before serving.

#include "panel/services.h"

namespace panel::calls {

void AddCallSources(PanelServices& services);

}  // namespace panel::calls
