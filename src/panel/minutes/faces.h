#pragma once
// The pages, the API and the jobs of this folder; RegisterMinutes adds them. `services` outlives the desk's
// routes and jobs.

#include "panel/services.h"

namespace panel {

void AddMinutesPages(desk::Desk& desk, PanelServices& services);       // /minutes, /sessions/{id}/minutes
void AddMinutesEditPages(desk::Desk& desk, PanelServices& services);   // /sessions/{id}/minutes/edit
void AddMinutesBookPages(desk::Desk& desk, PanelServices& services);   // /minutes/book, /minutes/book.pdf
void AddProgressPages(desk::Desk& desk, PanelServices& services);      // /sessions/{id}/progress
void AddActionPages(desk::Desk& desk, PanelServices& services);        // /actions
void AddConsultationPages(desk::Desk& desk, PanelServices& services);  // /consultations
void AddDiscussionPages(desk::Desk& desk, PanelServices& services);    // /discussions
void AddOpinionPages(desk::Desk& desk, PanelServices& services);       // /opinions
void AddMinutesHome(desk::Desk& desk, PanelServices& services);        // "what needs me now"
void AddMinutesApi(desk::Desk& desk, PanelServices& services);         // /api/v1/minutes, /api/v1/actions
void AddExchangeApi(desk::Desk& desk,
                    PanelServices& services);  // /api/v1/consultations, discussions, opinions
void AddMinutesJobs(desk::Desk& desk, PanelServices& services);  // "panel.minutes-reminders"

}  // namespace panel
