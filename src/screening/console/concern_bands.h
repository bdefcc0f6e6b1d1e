#pragma once
// What the gate shows of a party: the bands of confirmed concerns. Casework itself is behind it. Thread-safe.

#include "desk/web/router.h"
#include "html/html.h"
#include "screening/queue/types.h"

namespace screening {

// Nothing where the installation has no gate or no quarter was closed.
base::Result<html::Html> ConcernBands(const desk::Context& context, const PartyId& party);

// The gate counts by the ids of all parties of all organisations, removed ones too, and finds them by their
// full names.
void CountPartiesAtTheGate(desk::Desk& desk);

}  // namespace screening
