#pragma once
// Offers and needs of a panel's members: writing, publishing, looking. A member writes its own; the
// secretariat sees all and may take one from the list (kWithdraw, kPause). What the viewer may not know is
// kNotFound. Every change is audited in its transaction. Thread-safe.

#include "panel/exchange/kinds.h"
#include "panel/exchange/store.h"
#include "panel/exchange/viewer.h"

namespace panel::exchange {

class Listings {
 public:
  explicit Listings(Gatekeeper& gate) : gate_(gate) {}

  // As a draft of the actor's own membership; of `listing` panel, side and everything a person writes are
  // taken. Errors: kInvalid (`faults` says where), kForbidden, kTooLarge (kMaxListingsOfOne).
  base::Result<ListingId> Create(const desk::Actor& actor, Listing listing, std::vector<FieldFault>& faults);
  // The same fields, of version `listing.version`. What is agreed already bounds what may change: kind and
  // unit stay, the quantity stays at or above it (kConflict). Errors also: kNotFound, kConflict (another
  // version).
  base::Status Edit(const desk::Actor& actor, Listing listing, std::vector<FieldFault>& faults);
  // kUseUp by the owner, kLapse by the calendar alone (kForbidden). Errors: kConflict, kNotFound, kForbidden,
  // kTooLarge (publish, reopen: kMaxOpenListings of a side).
  base::Status Act(const desk::Actor& actor, const ListingId& id, ListingAct act,
                   std::string_view words = {});

  base::Result<Listing> Get(const desk::Actor& actor, const ListingId& id);
  // At most kMaxExchangePage; `after` from the page before.
  base::Result<PageOf<Listing>> List(const desk::Actor& actor, const PanelId& panel,
                                     const ListingFilter& filter, std::string_view after, std::size_t limit);
  base::Result<std::vector<Gatekeeper::Event>> History(const desk::Actor& actor, const ListingId& id);

  // For the public face: what its owner has published to everybody, open, newest first. No actor is asked.
  base::Result<PageOf<Listing>> PublicListings(const PanelId& panel, const ListingFilter& filter,
                                               std::string_view after, std::size_t limit);
  // By the calendar: what has passed its last day lapses. Returns how many.
  base::Result<std::int64_t> LapseDue(const desk::Actor& system);

 private:
  Gatekeeper& gate_;
};

// Within a service's transaction: the step, its history and audit. `listing` becomes what it is afterwards.
base::Status StepListing(Gatekeeper& gate, db::Transaction& tx, const desk::Actor& actor, Listing& listing,
                         ListingAct act, std::string_view words = {});

}  // namespace panel::exchange
