#pragma once
// The registry's pages and API; RegisterRegistry adds them. `lists` outlives the desk's routes.

#include "desk/desk.h"
#include "screening/registry/watch_lists.h"

namespace screening {

void AddListPages(desk::Desk& desk, WatchLists& lists);  // /lists
void AddListApi(desk::Desk& desk, WatchLists& lists);    // /api/v1/lists

}  // namespace screening
