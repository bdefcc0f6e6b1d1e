#pragma once
// Reading an import's file into parties, as a job. It may begin again at any point: what an earlier attempt
// did is counted once. Internal to the queue.

#include <cstdint>
#include <functional>

#include "screening/queue/imports.h"
#include "screening/queue/seams.h"

namespace screening {

struct ImportHooks {
  std::function<void(std::int64_t rows)> progress;  // may be empty
  std::function<bool()> stopped;                    // may be empty
};

// The import of actor.org, from "running" to "done" or "failed"; ends with the screening of what is new in
// the queue of jobs. Errors: those of reading the file (the import then is "failed" and says why), kConflict
// "stopped".
base::Result<Import> RunImport(QueueSeams& seams, const desk::Actor& actor, const ImportId& id,
                               const ImportHooks& hooks);

}  // namespace screening
