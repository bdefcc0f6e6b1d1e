#pragma once
// What the room's timelines and work plan show of sessions: of those that are not behind closed doors, what
// two members both held or took part in, and what is announced or held. Closed ones never stand there, not
// even for their participants: those pages are read aloud in meetings. Thread-safe.

#include "panel/services.h"

namespace panel {

void AddSessionSources(PanelServices& services);

}  // namespace panel
