#include "screening/register.h"

#include "screening/api/faces.h"

namespace screening {

void RegisterApi(desk::Desk& desk, WatchLists& lists) {
  AddMatchRoutes(desk, lists);
  AddEntityRoutes(desk, lists);
  AddCatalogRoutes(desk, lists);
  AddReconcileRoutes(desk, lists);
  AddStreamRoutes(desk, lists);
}

}  // namespace screening
