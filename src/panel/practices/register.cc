#include "panel/practices/register.h"

#include <memory>

#include "desk/desk.h"
#include "panel/practices/pages.h"
#include "panel/practices/services.h"

namespace panel {

void RegisterPractices(desk::Desk& desk, PanelServices& panel) {
  const auto services = std::make_shared<PracticeServices>(panel, desk.people());
  desk.Keep(services);
  AddPublicPracticePages(desk, *services);
}

}  // namespace panel
