#pragma once
// Ctrl-C during a run that writes files: the first one ends it tidily, so that no half-written file stays; a
// second one ends the process.

#include <atomic>

namespace screening {

// Set by the first SIGINT or SIGTERM after CatchInterrupts; never cleared.
extern std::atomic<bool> stop_asked;
void CatchInterrupts();

}  // namespace screening
