#include "panel/resources/register.h"

#include <memory>

#include "panel/resources/services.h"

namespace panel {

void RegisterResources(desk::Desk& desk, PanelServices& services) {
  const auto resources = std::make_shared<ResourceServices>(services);
  desk.Keep(resources);
}

}  // namespace panel
