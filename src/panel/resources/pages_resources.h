#pragma once
// The console's pages: /projects and /resources.

#include "desk/desk.h"
#include "html/html.h"
#include "panel/resources/money_words.h"
#include "panel/resources/services.h"

namespace panel {

void RegisterProjectPages(desk::Desk& desk, ResourceServices& services);
void RegisterTraineePages(desk::Desk& desk, ResourceServices& services);
void RegisterLedgerPages(desk::Desk& desk, ResourceServices& services);
void RegisterImportPages(desk::Desk& desk, ResourceServices& services);

// "What was pledged and what arrived": the picture, and the table of its sums.
html::Html FlowPicture(const html::Locale& locale, const Flow& flow, base::Currency reporting);
html::Html StageTable(const html::Locale& locale, const std::vector<StageTotal>& totals,
                      base::Currency reporting);
html::Html DonorsTable(const html::Locale& locale, const std::vector<NamedTotals>& donors,
                       base::Currency reporting);

}  // namespace panel
