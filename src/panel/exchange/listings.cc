#include "panel/exchange/listings.h"

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel::exchange {
namespace {

base::Error Forbidden(const char* text) {
  return {base::Code::kForbidden, text, {}};
}

base::Status TidyWords(Listing& listing) {
  listing.title = TRY(Tidy(listing.title, base::kMaxExchangeTitle));
  listing.details = TRY(Tidy(listing.details, base::kMaxExchangeText));
  listing.conditions = TRY(Tidy(listing.conditions, base::kMaxExchangeText));
  listing.unit = TRY(Tidy(listing.unit, base::kMaxExchangeUnit));
  return base::Ok();
}

base::Status CheckFields(Listing& listing, std::vector<FieldFault>& faults) {
  TRY(TidyWords(listing));
  faults = CheckListing(listing);
  if (!faults.empty()) return base::Invalid(faults.front().text);
  return base::Ok();
}

// What a person writes, from one to the other.
void TakeFields(const Listing& from, Listing& to) {
  to.kind = from.kind;
  to.title = from.title;
  to.details = from.details;
  to.quantity = from.quantity;
  to.unit = from.unit;
  to.places = from.places;
  to.languages = from.languages;
  to.sectors = from.sectors;
  to.targets = from.targets;
  to.conditions = from.conditions;
  to.open_to = from.open_to;
  to.from = from.from;
  to.until = from.until;
  to.visibility = from.visibility;
}

base::Status MayAct(const Viewer& viewer, const desk::Actor& actor, const Listing& listing, ListingAct act) {
  if (act == ListingAct::kLapse) return Forbidden(desk::tr("Only the calendar lets something lapse."));
  const bool own = viewer.Owns(listing.owner) && viewer.member->state == MemberState::kAdmitted &&
                   actor.Can(desk::Permission::kPanelTakePart);
  const bool guards = viewer.host && (act == ListingAct::kWithdraw || act == ListingAct::kPause);
  if (own || guards) return base::Ok();
  return Forbidden(desk::tr("Only its owner may do this."));
}

// A draft that was never seen is nobody's business until it is published.
base::Status CheckRoom(db::Transaction& tx, const Listing& listing) {
  const std::int64_t open = TRY(CountListings(tx, listing.panel, listing.side, ListingState::kOpen));
  if (open >= static_cast<std::int64_t>(base::kMaxOpenListings))
    return base::TooLarge(desk::tr("The panel has too many open entries; close some first."));
  return base::Ok();
}

base::Status CheckNotOver(const Listing& listing, base::UtcTime now) {
  if (listing.until.ms != 0 && listing.until.ms + base::kDayMs <= now.ms)
    return base::Error{base::Code::kConflict, desk::tr("Its last day is over; change the dates first."), {}};
  return base::Ok();
}

}  // namespace

base::Status StepListing(Gatekeeper& gate, db::Transaction& tx, const desk::Actor& actor, Listing& listing,
                         ListingAct act, std::string_view words) {
  const auto state_words = [](ListingState state) { return NameOf(state); };
  const auto act_words = [](ListingAct one) { return NameOf(one); };
  const std::span<const Step<ListingState, ListingAct>> steps(kListingSteps);
  listing.state = TRY(Next(steps, listing.state, act, state_words, act_words));
  if (listing.state == ListingState::kOpen && listing.opened.ms == 0) listing.opened = gate.seams.clock.Now();
  TRY(UpdateListing(tx, listing, listing.version));
  ++listing.version;
  return gate.Record(tx, actor,
                     {.noun = NameOf(listing.side),
                      .id = listing.id.text(),
                      .act = NameOf(act),
                      .to = NameOf(listing.state),
                      .words = words});
}

base::Result<ListingId> Listings::Create(const desk::Actor& actor, Listing listing,
                                         std::vector<FieldFault>& faults) {
  TRY(CheckFields(listing, faults));
  const ListingId id = ListingId::New(gate_.seams.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const Viewer viewer = TRY(gate_.MustTakePart(tx, actor, listing.panel));
    Listing made;
    TakeFields(listing, made);
    made.id = id;
    made.panel = viewer.panel.id;
    made.side = listing.side;
    made.owner = *viewer.member;
    made.created = gate_.seams.clock.Now();
    const std::optional<db::Row> count = TRY(tx.QueryOne(
        "SELECT COUNT(*) FROM exchange_listing WHERE member_id = $1 AND state IN ('draft', 'open', 'paused')",
        {made.owner.id}));
    if (count && count->Int(0) >= static_cast<std::int64_t>(base::kMaxListingsOfOne))
      return base::TooLarge(desk::tr("Your organisation has too many open entries; close some first."));
    TRY(InsertListing(tx, made));
    return gate_.Record(
        tx, actor, {.noun = NameOf(made.side), .id = id.text(), .act = "create", .to = NameOf(made.state)});
  };
  TRY(gate_.seams.database.Write(store));
  return id;
}

base::Status Listings::Edit(const desk::Actor& actor, Listing listing, std::vector<FieldFault>& faults) {
  TRY(CheckFields(listing, faults));
  const auto store = [&](db::Transaction& tx) -> base::Status {
    std::optional<Listing> now = TRY(ReadListing(tx, listing.id));
    if (!now) return NoSuchRow();
    const base::Result<Viewer> reader = gate_.MustRead(tx, actor, now->panel);
    if (!reader || !reader->MaySee(*now)) return NoSuchRow();
    if (!reader->Owns(now->owner)) return Forbidden(desk::tr("Only its owner may do this."));
    TRY(gate_.MustTakePart(tx, actor, now->panel));
    if (now->version != listing.version) return ChangedMeanwhile();
    if (!now->taken.zero() && (now->kind != listing.kind || now->unit != listing.unit))
      return base::Error{
          base::Code::kConflict, desk::tr("A part is agreed already: kind and unit must stay."), {}};
    if (listing.quantity < now->taken)
      return base::Error{base::Code::kConflict, desk::tr("More than this is agreed already."), {}};
    TakeFields(listing, *now);
    TRY(UpdateListing(tx, *now, now->version));
    return gate_.Record(
        tx, actor,
        {.noun = NameOf(now->side), .id = now->id.text(), .act = "edit", .to = NameOf(now->state)});
  };
  return gate_.seams.database.Write(store);
}

base::Status Listings::Act(const desk::Actor& actor, const ListingId& id, ListingAct act,
                           std::string_view words) {
  const std::string tidy = TRY(Tidy(words, base::kMaxExchangeText));
  const auto store = [&](db::Transaction& tx) -> base::Status {
    std::optional<Listing> listing = TRY(ReadListing(tx, id));
    if (!listing) return NoSuchRow();
    const base::Result<Viewer> viewer = gate_.MustRead(tx, actor, listing->panel);
    if (!viewer || !viewer->MaySee(*listing)) return NoSuchRow();
    TRY(MayAct(*viewer, actor, *listing, act));
    const bool opens =
        act == ListingAct::kPublish || act == ListingAct::kReopen || act == ListingAct::kResume;
    const std::span<const Step<ListingState, ListingAct>> steps(kListingSteps);
    if (opens && Allows(steps, listing->state, act)) {
      TRY(CheckRoom(tx, *listing));
      TRY(CheckNotOver(*listing, gate_.seams.clock.Now()));
      if (listing->state == ListingState::kUsedUp && listing->Left().zero())
        return base::Error{
            base::Code::kConflict, desk::tr("Nothing is left of it; raise its quantity first."), {}};
    }
    return StepListing(gate_, tx, actor, *listing, act, tidy);
  };
  return gate_.seams.database.Write(store);
}

base::Result<Listing> Listings::Get(const desk::Actor& actor, const ListingId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<Listing> {
    std::optional<Listing> listing = TRY(ReadListing(tx, id));
    if (!listing) return NoSuchRow();
    const base::Result<Viewer> viewer = gate_.MustRead(tx, actor, listing->panel);
    if (!viewer || !viewer->MaySee(*listing)) return NoSuchRow();
    return *std::move(listing);
  };
  return gate_.seams.database.Read(read);
}

base::Result<PageOf<Listing>> Listings::List(const desk::Actor& actor, const PanelId& panel,
                                             const ListingFilter& filter, std::string_view after,
                                             std::size_t limit) {
  const std::optional<Place> place = TRY(PlaceOf(after));
  const auto read = [&](db::Transaction& tx) -> base::Result<PageOf<Listing>> {
    const Viewer viewer = TRY(gate_.MustRead(tx, actor, panel));
    return ReadListings(tx, viewer, filter, place, std::min(limit, base::kMaxExchangePage));
  };
  return gate_.seams.database.Read(read);
}

base::Result<std::vector<Gatekeeper::Event>> Listings::History(const desk::Actor& actor,
                                                               const ListingId& id) {
  const Listing listing = TRY(Get(actor, id));
  return gate_.seams.database.Read(
      [&](db::Transaction& tx) { return gate_.History(tx, listing.panel, id.text()); });
}

base::Result<PageOf<Listing>> Listings::PublicListings(const PanelId& panel, const ListingFilter& filter,
                                                       std::string_view after, std::size_t limit) {
  const std::optional<Place> place = TRY(PlaceOf(after));
  const auto read = [&](db::Transaction& tx) -> base::Result<PageOf<Listing>> {
    Viewer everybody;
    everybody.panel = TRY(gate_.panels.Get(tx, panel));
    ListingFilter open = filter;
    open.state = ListingState::kOpen;
    open.only_public = true;
    return ReadListings(tx, everybody, open, place, std::min(limit, base::kMaxExchangePage));
  };
  return gate_.seams.database.Read(read);
}

base::Result<std::int64_t> Listings::LapseDue(const desk::Actor& system) {
  const std::int64_t over = gate_.seams.clock.Now().ms - base::kDayMs;
  const auto store = [&](db::Transaction& tx) -> base::Result<std::int64_t> {
    std::int64_t lapsed = 0;
    const db::Rows rows =
        TRY(tx.Query("SELECT id FROM exchange_listing WHERE state IN ('open', 'paused') AND until_ms > 0 AND "
                     "until_ms <= $1 "
                     "ORDER BY until_ms LIMIT $2",
                     {over, static_cast<std::int64_t>(base::kMaxExchangePage)}));
    for (const db::Row& row : rows) {
      std::optional<Listing> listing = TRY(ReadListing(tx, row.IdAt<ListingId>(0)));
      if (!listing) continue;
      TRY(StepListing(gate_, tx, system, *listing, ListingAct::kLapse));
      ++lapsed;
    }
    return lapsed;
  };
  std::int64_t all = 0;
  for (;;) {
    const std::int64_t lapsed = TRY(gate_.seams.database.Write(store));
    all += lapsed;
    if (lapsed < static_cast<std::int64_t>(base::kMaxExchangePage)) return all;
  }
}

}  // namespace panel::exchange
