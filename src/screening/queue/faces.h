#pragma once
// The queue's API and jobs; RegisterQueue adds them. `services` outlives the desk's routes and jobs. The
// pages are in console/.

#include "screening/queue/services.h"

namespace screening {

void AddAlertApi(desk::Desk& desk, QueueServices& services);     // /api/v1/alerts
void AddPartyApi(desk::Desk& desk, QueueServices& services);     // /api/v1/parties
void AddImportApi(desk::Desk& desk, QueueServices& services);    // /api/v1/imports
void AddSettingsApi(desk::Desk& desk, QueueServices& services);  // /api/v1/screening-settings
void AddQueueJobs(desk::Desk& desk,
                  QueueServices& services);  // "parties.import", "parties.screen", "parties.screen-due"

}  // namespace screening
