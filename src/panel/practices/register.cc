#include "panel/practices/register.h"

#include <memory>

#include "desk/desk.h"
#include "panel/practices/faces.h"
#include "panel/practices/pages.h"
#include "panel/practices/services.h"

namespace panel {

void RegisterPractices(desk::Desk& desk, PanelServices& panel) {
  const auto services = std::make_shared<PracticeServices>(panel, desk.people());
  desk.Keep(services);
  AddPublicPracticePages(desk, *services);
  AddPracticeListPages(desk, *services);
  AddPracticePages(desk, *services);
  AddPracticeEditPages(desk, *services);
  AddReviewPages(desk, *services);
  AddReplicationPages(desk, *services);
  AddTranslationPages(desk, *services);
  AddToolPages(desk, *services);
  AddBusinessCasePages(desk, *services);
  AddPracticeApi(desk, *services);
  AddSharingApi(desk, *services);
}

}  // namespace panel
