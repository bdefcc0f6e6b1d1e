#pragma once
// Ids that more than one folder of the panel speaks of.

#include "base/id.h"
#include "desk/ids.h"

namespace panel {

using PanelId = base::Id<struct PanelTag>;
using MemberId = base::Id<struct PanelMemberTag>;

}  // namespace panel
