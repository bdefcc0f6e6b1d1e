#pragma once
// What the grievance mechanism shows the world: a publication for each calendar quarter (UTC), made once by a
// job after the quarter that follows it has ended, from the coarse columns of cases alone. Nobody unlocks
// anything. What is counted is in figures.h, what of it may be said in disclosure.h.
//
//   std::int64_t made = TRY(mechanism.PublishDue());    // hourly; usually 0
//   std::vector<Publication> all = TRY(mechanism.Publications());
//
// A published quarter is never changed and never made again: what happens to its reports later counts
// nowhere. Cases that came from another system (imports) are not counted, nor those that were deleted before.
// Thread-safe; stateless between calls.

#include <vector>

#include "base/clock.h"
#include "db/db.h"
#include "desk/audit/audit.h"
#include "voice/intake/teams.h"
#include "voice/mechanism/publication.h"

namespace voice::mechanism {

class Mechanism {
 public:
  Mechanism(db::Database& database, const base::Clock& clock, desk::Audit& audit, Languages& languages)
      : database_(database), clock_(clock), audit_(audit), languages_(languages) {}

  // Every quarter that is due, in their order, each in a transaction of its own with its line in the audit
  // log. The first call notes the present quarter as the first one that is counted. Returns how many were
  // made. Called by several processes at once, each quarter is made once.
  base::Result<std::int64_t> PublishDue();

  // ---- reading: needs no permission
  // Newest first, at most base::kMaxMechanismPublications.
  base::Result<std::vector<Publication>> Publications();
  base::Result<Publication> PublicationOf(gate::Quarter quarter);  // Errors: kNotFound
  // The first quarter that is counted; nothing before the first PublishDue.
  base::Result<std::optional<gate::Quarter>> Since();
  // Computes the ledger anew: contents, digests, chain, and that its end is the one that the audit log names.
  // Errors: kCorrupt, naming the first publication that does not fit.
  base::Result<Publication> Verify();

 private:
  base::Result<bool> PublishNext(std::int64_t languages_open);

  db::Database& database_;
  const base::Clock& clock_;
  desk::Audit& audit_;
  Languages& languages_;
};

}  // namespace voice::mechanism
