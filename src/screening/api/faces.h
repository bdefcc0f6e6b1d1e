#pragma once
// The routes of the matching API, by what they serve; RegisterApi (register.h) adds them. `lists` outlives
// the desk's routes.

#include "desk/desk.h"
#include "screening/registry/watch_lists.h"

namespace screening {

void AddMatchRoutes(desk::Desk& desk, WatchLists& lists);   // POST /match/{dataset}
void AddEntityRoutes(desk::Desk& desk, WatchLists& lists);  // GET /search/{dataset}, /entities/{id}, ...
void AddCatalogRoutes(desk::Desk& desk,
                      WatchLists& lists);  // GET /catalog, /manifest, /algorithms; POST /updatez
void AddReconcileRoutes(desk::Desk& desk, WatchLists& lists);  // /reconcile/{dataset} and below
void AddStreamRoutes(desk::Desk& desk, WatchLists& lists);     // POST /api/v1/screen-stream

// A response of JSON text that is put together already.
net::Response JsonText(std::string body);

// The arguments that several routes describe in the reference.
std::vector<std::string_view> FilterArguments();

}  // namespace screening
