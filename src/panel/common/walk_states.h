#pragma once
// For tests: the walk of base/walk_steps.h over a noun's states, under the room's own names.

#include "base/walk_steps.h"
#include "panel/common/states.h"

namespace panel::testing {

using base::testing::WalkStates;

}  // namespace panel::testing
