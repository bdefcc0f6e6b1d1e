#pragma once
// The faces of the exchange, each registered by its own file. Internal to the folder.

#include "desk/desk.h"
#include "panel/services.h"

namespace panel::exchange {

void AddJobs(desk::Desk& desk, PanelServices& services);
void AddHomeItems(desk::Desk& desk, PanelServices& services);
void AddListingPages(desk::Desk& desk, PanelServices& services);
void AddIntroductionPages(desk::Desk& desk, PanelServices& services);
void AddPlanPages(desk::Desk& desk, PanelServices& services);
void AddHelpPages(desk::Desk& desk, PanelServices& services);
void AddBarrierPages(desk::Desk& desk, PanelServices& services);
void AddPitchPages(desk::Desk& desk, PanelServices& services);
void AddListingApi(desk::Desk& desk, PanelServices& services);
void AddIntroductionApi(desk::Desk& desk, PanelServices& services);
void AddBoardApi(desk::Desk& desk, PanelServices& services);

// The panel that a request is about: the one named by the argument "panel" (its short name), else the root.
base::Result<Panel> PanelOf(PanelServices& services, const desk::Context& context);
// The day of a form or of the API, "2026-11-28"; empty text: 0. Errors: kInvalid.
base::Result<base::UtcTime> DayFrom(std::string_view text);

}  // namespace panel::exchange
