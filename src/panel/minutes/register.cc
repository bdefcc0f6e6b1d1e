#include "panel/minutes/register.h"

#include "panel/minutes/action_rows.h"
#include "panel/minutes/faces.h"

namespace panel {

void RegisterMinutes(desk::Desk& desk, PanelServices& services) {
  AddMinutesPages(desk, services);
  AddMinutesEditPages(desk, services);
  AddMinutesBookPages(desk, services);
  AddProgressPages(desk, services);
  AddActionPages(desk, services);
  AddConsultationPages(desk, services);
  AddDiscussionPages(desk, services);
  AddOpinionPages(desk, services);
  AddActionSources(services);
  AddMinutesHome(desk, services);
  AddMinutesApi(desk, services);
  AddExchangeApi(desk, services);
  AddMinutesJobs(desk, services);
}

}  // namespace panel
