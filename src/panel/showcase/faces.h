#pragma once
// Routes of this folder; each is called once by RegisterShowcase.

#include "desk/desk.h"
#include "panel/showcase/honours.h"
#include "panel/showcase/public_data.h"

namespace panel {

void AddShowcasePages(desk::Desk& desk, PublicData& data);      // /panel, its members, honours, network
void AddPublicRecordPages(desk::Desk& desk, PublicData& data);  // /panel/commitments, /resources, /opinions
void AddHonourPages(desk::Desk& desk, Honours& honours, PanelServices& services);
void AddHonourApi(desk::Desk& desk, Honours& honours);

}  // namespace panel
