#include "screening/console/concern_bands.h"

#include "desk/desk.h"
#include "desk/web/pages.h"
#include "gate/bands_block.h"
#include "gate/gate.h"
#include "screening/queue/party_finder.h"

namespace screening {

base::Result<html::Html> ConcernBands(const desk::Context& context, const PartyId& party) {
  gate::Gate* gate = gate::FindGate(context.desk());
  if (gate == nullptr) return html::Html();
  return gate::BandsBlock(desk::LocaleOf(context), TRY(gate->BandsOf(party.text())));
}

void CountPartiesAtTheGate(desk::Desk& desk) {
  gate::Gate* gate = gate::FindGate(desk);
  if (gate == nullptr) return;
  // A row that appears, or takes another name, while the quarter runs would show what was confirmed since:
  // whoever enters one every week would have a clock. It counts from the next quarter.
  gate->AddParties([](db::Transaction& tx, gate::Quarter quarter, const gate::PartySink& take) {
    return tx.Each("SELECT id FROM party WHERE created_ms < $1 AND named_ms < $1", {quarter.Begin().ms},
                   [&](const db::Row& row) -> base::Result<bool> {
                     TRY(take(row.Text(0)));
                     return true;
                   });
  });
  gate->AddFinder(PartiesNamed);
}

}  // namespace screening
