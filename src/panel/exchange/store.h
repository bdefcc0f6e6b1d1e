#pragma once
// The exchange's rows of offers, needs and introductions: reading and writing, no rules. Used within a
// transaction of the services; thread-safe.

#include "db/db.h"
#include "panel/exchange/types.h"
#include "panel/exchange/viewer.h"

namespace panel::exchange {

struct ListingFilter {
  Side side = Side::kOffer;
  std::optional<Kind> kind;
  std::string country;                                      // named as a place, or open to anywhere
  std::string sector;                                       // of ISIC, as it was written
  std::optional<ListingState> state = ListingState::kOpen;  // nothing: every state
  MemberId owner;                                           // empty: everybody's
  std::string words;  // in the title or the details, any case of ASCII letters
  bool only_public = false;
};

base::Status InsertListing(db::Transaction& tx, const Listing& listing);
// All but id, panel, owner, side and created; the row must have version `before`. kConflict otherwise.
base::Status UpdateListing(db::Transaction& tx, const Listing& listing, std::int64_t before);
base::Result<std::optional<Listing>> ReadListing(db::Transaction& tx, const ListingId& id);
// Of those the viewer may see, newest first.
base::Result<PageOf<Listing>> ReadListings(db::Transaction& tx, const Viewer& viewer,
                                           const ListingFilter& filter, const std::optional<Place>& after,
                                           std::size_t limit);
// Every open one of a side (and kind), in the order they were made; at most kMaxOpenListings.
base::Result<std::vector<Listing>> ReadOpen(db::Transaction& tx, const PanelId& panel, Side side,
                                            std::optional<Kind> kind);
base::Result<std::int64_t> CountListings(db::Transaction& tx, const PanelId& panel, Side side,
                                         ListingState state);

struct IntroductionFilter {
  std::optional<IntroductionState> state;
  ListingId listing;  // of this offer or need
  ProposalId proposal;
  desk::OrgId org;  // of this organisation, on either side; empty: all (the secretariat)
};
// An introduction with what it brings together.
struct Pair {
  Introduction introduction;
  Listing offer;
  Listing need;
};
base::Status InsertIntroduction(db::Transaction& tx, const Introduction& introduction);
base::Status UpdateIntroduction(db::Transaction& tx, const Introduction& introduction, std::int64_t before);
base::Result<std::optional<Introduction>> ReadIntroduction(db::Transaction& tx, const IntroductionId& id);
base::Result<Pair> ReadPair(db::Transaction& tx, const Introduction& introduction);
base::Result<PageOf<Pair>> ReadIntroductions(db::Transaction& tx, const PanelId& panel,
                                             const IntroductionFilter& filter,
                                             const std::optional<Place>& after, std::size_t limit);

}  // namespace panel::exchange
