#pragma once
// /api/v1/projects, /api/v1/ledger, /api/v1/exchange-rates: what the pages do, as JSON.

#include "desk/desk.h"
#include "panel/resources/services.h"

namespace panel {

void RegisterProjectApi(desk::Desk& desk, ResourceServices& services);
void RegisterLedgerApi(desk::Desk& desk, ResourceServices& services);

}  // namespace panel
