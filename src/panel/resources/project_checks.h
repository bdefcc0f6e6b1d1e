#pragma once
// What is asked of a project before it is kept. Every error names the field. Pure; thread-safe.

#include "base/result.h"
#include "panel/resources/types.h"

namespace panel {

// Its texts in order, places and sectors that exist with shares that add up to 100, days in their order.
base::Result<Project> CheckedProject(const Project& project);
// Errors: kInvalid (no beginning; an end before its beginning).
base::Status CheckDays(const Project& project);
// What the IATI file needs of a project that was approved: without it the whole export would be refused.
base::Status CheckApproved(const Project& project);
// Dates agree with the state, as IATI's status does with its dates. `today`: days since 1970-01-01.
base::Status CheckStateDays(const Project& project, std::int64_t today);

}  // namespace panel
