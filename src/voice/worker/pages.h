#pragma once
// The routes of the worker's pages, one list a file.

#include <vector>

#include "voice/worker/kit.h"

namespace voice::worker {

std::vector<WorkerRoute> HomeRoutes();
std::vector<WorkerRoute> HelpRoutes();  // numbers to call, and away from here
std::vector<WorkerRoute> ReportRoutes();
std::vector<WorkerRoute> SealedRoutes();
std::vector<WorkerRoute> CodeRoutes();
std::vector<WorkerRoute> ProofRoutes();
std::vector<WorkerRoute> TalkRoutes();
std::vector<WorkerRoute> ConsentRoutes();
std::vector<WorkerRoute> OfferRoutes();
std::vector<WorkerRoute> AdviceRoutes();

void RegisterWorkerPages(desk::Desk& desk, VoiceServices& services);

}  // namespace voice::worker
