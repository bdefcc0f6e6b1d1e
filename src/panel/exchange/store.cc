#include "panel/exchange/store.h"
#include "db/sql_text.h"

#include "base/limits_panel.h"

namespace panel::exchange {
namespace {

// The owner's columns first, as MemberFromRow reads them.
constexpr std::string_view kSelect =
    "SELECT m.id, m.panel_id, m.org_id, m.name, m.constituency, m.country, m.sectors, m.state, "
    "m.admitted_ms, "
    "m.created_ms, m.version, l.id, l.side, l.kind, l.title, l.details, l.quantity_m, l.quantity_u, l.unit, "
    "l.taken_m, l.taken_u, l.places, l.languages, l.sectors, l.targets, l.conditions, l.open_to, l.from_ms, "
    "l.until_ms, l.visibility, l.state, l.created_ms, l.opened_ms, l.version "
    "FROM exchange_listing l JOIN panel_member m ON m.id = l.member_id ";

// What stands in our own columns was checked before it was written.
base::Decimal DecimalAt(const db::Row& row, std::size_t column) {
  const base::Result<base::Decimal> amount = base::Decimal::FromColumns(row.Int(column), row.Int(column + 1));
  return amount ? *amount : base::Decimal();
}

Listing ListingFromRow(const db::Row& row) {
  Listing listing;
  listing.owner = MemberFromRow(row);
  listing.panel = listing.owner.panel;
  std::size_t at = 11;
  listing.id = row.IdAt<ListingId>(at++);
  listing.side = NamedOf<Side>(row.Text(at++)).value_or(Side::kOffer);
  listing.kind = NamedOf<Kind>(row.Text(at++)).value_or(Kind::kMoney);
  listing.title = row.Text(at++);
  listing.details = row.Text(at++);
  listing.quantity = DecimalAt(row, at);
  listing.unit = row.Text(at + 2);
  listing.taken = DecimalAt(row, at + 3);
  at += 5;
  listing.places = ListOf(row.Text(at++));
  listing.languages = ListOf(row.Text(at++));
  listing.sectors = ListOf(row.Text(at++));
  listing.targets = ListOf(row.Text(at++));
  listing.conditions = row.Text(at++);
  listing.open_to = TypesOf(row.Text(at++));
  listing.from = base::UtcTime{row.Int(at++)};
  listing.until = base::UtcTime{row.Int(at++)};
  listing.visibility = NamedOf<Visibility>(row.Text(at++)).value_or(Visibility::kSecretariat);
  listing.state = NamedOf<ListingState>(row.Text(at++)).value_or(ListingState::kWithdrawn);
  listing.created = base::UtcTime{row.Int(at++)};
  listing.opened = base::UtcTime{row.Int(at++)};
  listing.version = row.Int(at);
  return listing;
}

base::Status WritePlaces(db::Transaction& tx, const Listing& listing) {
  TRY(tx.Execute("DELETE FROM exchange_place WHERE listing_id = $1", {listing.id}));
  std::vector<db::Param> rows;
  for (const std::string& place : listing.places) {
    rows.emplace_back(listing.id);
    rows.emplace_back(place);
  }
  if (!rows.empty()) TRY(tx.InsertMany("exchange_place", {"listing_id", "country"}, rows));
  return base::Ok();
}

void AddFilter(db::SqlText& sql, const ListingFilter& filter) {
  if (filter.only_public) sql.Add(" AND l.visibility = 'public' AND m.state = 'admitted'");
  if (filter.state) sql.Add(" AND l.state = ").Bind(NameOf(*filter.state));
  if (filter.kind) sql.Add(" AND l.kind = ").Bind(NameOf(*filter.kind));
  if (!filter.owner.empty()) sql.Add(" AND l.member_id = ").Bind(filter.owner);
  if (!filter.country.empty())
    sql.Add(
           " AND (l.places = '' OR EXISTS (SELECT 1 FROM exchange_place p WHERE p.listing_id = l.id AND "
           "p.country = ")
        .Bind(filter.country)
        .Add("))");
  if (!filter.sector.empty())
    sql.Add(" AND (',' || l.sectors || ',') LIKE ").Bind("%," + filter.sector + ",%");
  if (!filter.words.empty()) {
    std::string pattern = "%";
    for (const char c : filter.words) {
      if (c == '%' || c == '_' || c == '!') pattern += '!';
      pattern += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    }
    sql.Add(" AND (lower(l.title) LIKE ").Bind(pattern + "%").Add(" ESCAPE '!' OR lower(l.details) LIKE ");
    sql.Bind(pattern + "%").Add(" ESCAPE '!')");
  }
}

constexpr std::string_view kIntroductionColumns =
    "SELECT i.id, i.panel_id, i.offer_id, i.need_id, i.offer_org_id, i.need_org_id, i.proposal_id, "
    "i.amount_m, i.amount_u, i.score, i.reasons, i.state, i.words, i.arrived_m, i.arrived_u, i.outcome, "
    "i.reported_by, i.created_ms, i.changed_ms, i.due_ms, i.version FROM exchange_introduction i ";

Introduction IntroductionFromRow(const db::Row& row) {
  Introduction one;
  std::size_t at = 0;
  one.id = row.IdAt<IntroductionId>(at++);
  one.panel = row.IdAt<PanelId>(at++);
  one.offer = row.IdAt<ListingId>(at++);
  one.need = row.IdAt<ListingId>(at++);
  one.offer_org = row.IdAt<desk::OrgId>(at++);
  one.need_org = row.IdAt<desk::OrgId>(at++);
  one.proposal = row.IdAt<ProposalId>(at++);
  one.amount = DecimalAt(row, at);
  at += 2;
  one.score = static_cast<int>(row.Int(at++));
  one.reasons = row.Text(at++);
  one.state = NamedOf<IntroductionState>(row.Text(at++)).value_or(IntroductionState::kTakenBack);
  one.words = row.Text(at++);
  one.arrived = DecimalAt(row, at);
  at += 2;
  one.outcome = row.Text(at++);
  one.reported_by = row.IdAt<desk::OrgId>(at++);
  one.created = base::UtcTime{row.Int(at++)};
  one.changed = base::UtcTime{row.Int(at++)};
  one.due = base::UtcTime{row.Int(at++)};
  one.version = row.Int(at);
  return one;
}

}  // namespace

base::Status InsertListing(db::Transaction& tx, const Listing& l) {
  TRY(tx.Execute(
      "INSERT INTO exchange_listing(id, panel_id, member_id, org_id, side, kind, title, details, quantity_m, "
      "quantity_u, unit, taken_m, taken_u, places, languages, sectors, targets, conditions, open_to, "
      "from_ms, "
      "until_ms, visibility, state, created_ms, opened_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
      "$9, "
      "$10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)",
      {l.id,
       l.panel,
       l.owner.id,
       l.owner.org,
       NameOf(l.side),
       NameOf(l.kind),
       l.title,
       l.details,
       l.quantity.millions(),
       l.quantity.rest(),
       l.unit,
       l.taken.millions(),
       l.taken.rest(),
       ListText(l.places),
       ListText(l.languages),
       ListText(l.sectors),
       ListText(l.targets),
       l.conditions,
       TypesText(l.open_to),
       l.from.ms,
       l.until.ms,
       NameOf(l.visibility),
       NameOf(l.state),
       l.created.ms,
       l.opened.ms,
       l.version}));
  return WritePlaces(tx, l);
}

base::Status UpdateListing(db::Transaction& tx, const Listing& l, std::int64_t before) {
  const std::int64_t changed = TRY(tx.Execute(
      "UPDATE exchange_listing SET kind = $2, title = $3, details = $4, quantity_m = $5, quantity_u = $6, "
      "unit = $7, taken_m = $8, taken_u = $9, places = $10, languages = $11, sectors = $12, targets = $13, "
      "conditions = $14, open_to = $15, from_ms = $16, until_ms = $17, visibility = $18, state = $19, "
      "opened_ms = $20, version = $21 WHERE id = $1 AND version = $22",
      {l.id,
       NameOf(l.kind),
       l.title,
       l.details,
       l.quantity.millions(),
       l.quantity.rest(),
       l.unit,
       l.taken.millions(),
       l.taken.rest(),
       ListText(l.places),
       ListText(l.languages),
       ListText(l.sectors),
       ListText(l.targets),
       l.conditions,
       TypesText(l.open_to),
       l.from.ms,
       l.until.ms,
       NameOf(l.visibility),
       NameOf(l.state),
       l.opened.ms,
       before + 1,
       before}));
  if (changed == 0) return ChangedMeanwhile();
  return WritePlaces(tx, l);
}

base::Result<std::optional<Listing>> ReadListing(db::Transaction& tx, const ListingId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE l.id = $1", {id}));
  if (!row) return std::optional<Listing>();
  return std::optional<Listing>(ListingFromRow(*row));
}

base::Result<PageOf<Listing>> ReadListings(db::Transaction& tx, const Viewer& viewer,
                                           const ListingFilter& filter, const std::optional<Place>& after,
                                           std::size_t limit) {
  db::SqlText sql(kSelect);
  sql.Add("WHERE l.panel_id = ").Bind(viewer.panel.id).Add(" AND l.side = ").Bind(NameOf(filter.side));
  AddFilter(sql, filter);
  if (!viewer.host) {
    sql.Add(" AND ((l.visibility <> 'secretariat' AND l.state <> 'draft')");
    if (viewer.member) sql.Add(" OR l.member_id = ").Bind(viewer.member->id);
    sql.Add(")");
  }
  if (after)
    sql.Add(" AND (l.created_ms < ")
        .Bind(after->ms)
        .Add(" OR (l.created_ms = ")
        .Bind(after->ms)
        .Add(" AND l.id < ")
        .Bind(after->id)
        .Add("))");
  sql.Add(" ORDER BY l.created_ms DESC, l.id DESC LIMIT ").Bind(static_cast<std::int64_t>(limit) + 1);
  const db::Rows rows = TRY(sql.Query(tx));
  PageOf<Listing> page;
  for (const db::Row& row : rows) {
    if (page.items.size() == limit) {
      page.next = PlaceText(page.items.back().created.ms, page.items.back().id.text());
      break;
    }
    page.items.push_back(ListingFromRow(row));
  }
  return page;
}

base::Result<std::vector<Listing>> ReadOpen(db::Transaction& tx, const PanelId& panel, Side side,
                                            std::optional<Kind> kind) {
  db::SqlText sql(kSelect);
  sql.Add("WHERE l.panel_id = ").Bind(panel).Add(" AND l.side = ").Bind(NameOf(side));
  sql.Add(" AND l.state = 'open'");
  if (kind) sql.Add(" AND l.kind = ").Bind(NameOf(*kind));
  sql.Add(" ORDER BY l.created_ms, l.id LIMIT ").Bind(static_cast<std::int64_t>(base::kMaxOpenListings));
  const db::Rows rows = TRY(sql.Query(tx));
  std::vector<Listing> listings;
  listings.reserve(rows.size());
  for (const db::Row& row : rows) listings.push_back(ListingFromRow(row));
  return listings;
}

base::Result<std::int64_t> CountListings(db::Transaction& tx, const PanelId& panel, Side side,
                                         ListingState state) {
  const std::optional<db::Row> row = TRY(
      tx.QueryOne("SELECT COUNT(*) FROM exchange_listing WHERE panel_id = $1 AND side = $2 AND state = $3",
                  {panel, NameOf(side), NameOf(state)}));
  return row ? row->Int(0) : 0;
}

base::Status InsertIntroduction(db::Transaction& tx, const Introduction& i) {
  TRY(tx.Execute(
      "INSERT INTO exchange_introduction(id, panel_id, offer_id, need_id, offer_org_id, need_org_id, "
      "proposal_id, amount_m, amount_u, score, reasons, state, words, arrived_m, arrived_u, outcome, "
      "reported_by, created_ms, changed_ms, due_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
      "$10, "
      "$11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
      {i.id,
       i.panel,
       i.offer,
       i.need,
       i.offer_org,
       i.need_org,
       i.proposal,
       i.amount.millions(),
       i.amount.rest(),
       i.score,
       i.reasons,
       NameOf(i.state),
       i.words,
       i.arrived.millions(),
       i.arrived.rest(),
       i.outcome,
       i.reported_by,
       i.created.ms,
       i.changed.ms,
       i.due.ms,
       i.version}));
  return base::Ok();
}

base::Status UpdateIntroduction(db::Transaction& tx, const Introduction& i, std::int64_t before) {
  const std::int64_t changed = TRY(tx.Execute(
      "UPDATE exchange_introduction SET amount_m = $2, amount_u = $3, state = $4, words = $5, arrived_m = "
      "$6, "
      "arrived_u = $7, outcome = $8, reported_by = $9, changed_ms = $10, due_ms = $11, version = $12 "
      "WHERE id = $1 AND version = $13",
      {i.id, i.amount.millions(), i.amount.rest(), NameOf(i.state), i.words, i.arrived.millions(),
       i.arrived.rest(), i.outcome, i.reported_by, i.changed.ms, i.due.ms, before + 1, before}));
  if (changed == 0) return ChangedMeanwhile();
  return base::Ok();
}

base::Result<std::optional<Introduction>> ReadIntroduction(db::Transaction& tx, const IntroductionId& id) {
  const std::optional<db::Row> row =
      TRY(tx.QueryOne(std::string(kIntroductionColumns) + "WHERE i.id = $1", {id}));
  if (!row) return std::optional<Introduction>();
  return std::optional<Introduction>(IntroductionFromRow(*row));
}

base::Result<Pair> ReadPair(db::Transaction& tx, const Introduction& introduction) {
  std::optional<Listing> offer = TRY(ReadListing(tx, introduction.offer));
  std::optional<Listing> need = TRY(ReadListing(tx, introduction.need));
  if (!offer || !need) return NoSuchRow();
  return Pair{introduction, *std::move(offer), *std::move(need)};
}

base::Result<PageOf<Pair>> ReadIntroductions(db::Transaction& tx, const PanelId& panel,
                                             const IntroductionFilter& filter,
                                             const std::optional<Place>& after, std::size_t limit) {
  db::SqlText sql(kIntroductionColumns);
  sql.Add("WHERE i.panel_id = ").Bind(panel);
  if (filter.state) sql.Add(" AND i.state = ").Bind(NameOf(*filter.state));
  if (!filter.listing.empty())
    sql.Add(" AND (i.offer_id = ").Bind(filter.listing).Add(" OR i.need_id = ").Bind(filter.listing).Add(")");
  if (!filter.proposal.empty()) sql.Add(" AND i.proposal_id = ").Bind(filter.proposal);
  if (!filter.org.empty()) {
    sql.Add(" AND i.state <> 'proposed' AND (i.state <> 'taken-back' OR i.due_ms > 0) AND (i.offer_org_id = ")
        .Bind(filter.org);
    sql.Add(" OR i.need_org_id = ").Bind(filter.org).Add(")");
  }
  if (after)
    sql.Add(" AND (i.changed_ms < ")
        .Bind(after->ms)
        .Add(" OR (i.changed_ms = ")
        .Bind(after->ms)
        .Add(" AND i.id < ")
        .Bind(after->id)
        .Add("))");
  sql.Add(" ORDER BY i.changed_ms DESC, i.id DESC LIMIT ").Bind(static_cast<std::int64_t>(limit) + 1);
  const db::Rows rows = TRY(sql.Query(tx));
  PageOf<Pair> page;
  for (const db::Row& row : rows) {
    if (page.items.size() == limit) {
      const Introduction& last = page.items.back().introduction;
      page.next = PlaceText(last.changed.ms, last.id.text());
      break;
    }
    const Introduction introduction = IntroductionFromRow(row);
    page.items.push_back(TRY(ReadPair(tx, introduction)));
  }
  return page;
}

}  // namespace panel::exchange
