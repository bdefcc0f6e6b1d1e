#pragma once
// The tables of steps of base/steps.h, under the room's own name: what a noun's states are and what leads
// from one to the next.

#include "base/steps.h"

namespace panel {

using base::Allows;
using base::ForbiddenStep;
using base::Next;
using base::Step;

}  // namespace panel
