#include "panel/resources/register.h"

#include <memory>

#include "panel/resources/http_resources.h"
#include "panel/resources/pages_resources.h"
#include "panel/resources/services.h"
#include "panel/resources/shared_projects.h"

namespace panel {

void RegisterResources(desk::Desk& desk, PanelServices& services) {
  const auto resources = std::make_shared<ResourceServices>(services);
  desk.Keep(resources);
  AddProjectSources(services);
  RegisterProjectPages(desk, *resources);
  RegisterTraineePages(desk, *resources);
  RegisterLedgerPages(desk, *resources);
  RegisterImportPages(desk, *resources);
  RegisterProjectApi(desk, *resources);
  RegisterLedgerApi(desk, *resources);
}

}  // namespace panel
