#include "panel/exchange/pitch.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel::exchange {
namespace {

// What the reader may know of: the secretariat all; a member its own matches, and sums that at least
// kFewestPartners members have part in, from which nobody reads a single match.
base::Result<std::vector<PitchGift>> GiftsOf(db::Transaction& tx, const MemberId& company,
                                             const Viewer& viewer) {
  const std::string_view own = viewer.member ? std::string_view(viewer.member->id.text()) : "";
  const db::Rows rows = TRY(tx.Query(
      "SELECT l.kind, l.unit, COUNT(*), CAST(SUM(i.amount_m) AS BIGINT), CAST(SUM(i.amount_u) AS BIGINT), "
      "CAST(SUM(CASE WHEN i.state = 'confirmed' THEN i.arrived_m ELSE 0 END) AS BIGINT), "
      "CAST(SUM(CASE WHEN i.state = 'confirmed' THEN i.arrived_u ELSE 0 END) AS BIGINT) "
      "FROM exchange_introduction i JOIN exchange_listing l ON l.id = i.offer_id JOIN exchange_listing n ON "
      "n.id = i.need_id WHERE l.member_id = $1 AND "
      "i.state IN ('agreed', 'underway', 'reported', 'disputed', 'confirmed') GROUP BY l.kind, l.unit "
      "HAVING $2 = 1 OR COUNT(DISTINCT n.member_id) >= $3 OR (MIN(n.member_id) = $4 AND MAX(n.member_id) = "
      "$4) "
      "ORDER BY l.kind, l.unit",
      {company, std::int64_t{viewer.host ? 1 : 0}, kFewestPartners, own}));
  std::vector<PitchGift> gifts;
  for (const db::Row& row : rows) {
    PitchGift gift;
    gift.kind = NamedOf<Kind>(row.Text(0)).value_or(Kind::kMoney);
    gift.unit = row.Text(1);
    gift.matches = row.Int(2);
    gift.agreed = TRY(base::Decimal::FromColumns(row.Int(3), row.Int(4)));
    gift.arrived = TRY(base::Decimal::FromColumns(row.Int(5), row.Int(6)));
    gifts.push_back(std::move(gift));
  }
  return gifts;
}

std::bitset<100> DivisionBits(const std::vector<std::string>& sectors) {
  Listing shell;
  shell.sectors = sectors;
  return TermsOf(shell).sectors;
}

std::vector<Nearness> NearnessOf(const PitchPaper& paper, const Listing& need) {
  std::vector<Nearness> near;
  if (std::any_of(paper.gave.begin(), paper.gave.end(),
                  [&](const PitchGift& gift) { return gift.kind == need.kind; }))
    near.push_back(Nearness::kGaveKind);
  if ((DivisionBits(paper.company.sectors) & DivisionBits(need.sectors)).any())
    near.push_back(Nearness::kSameIndustry);
  if (std::find(need.places.begin(), need.places.end(), paper.company.country) != need.places.end())
    near.push_back(Nearness::kSameCountry);
  return near;
}

// The need against every open offer of the company. False: it must not be asked for at all.
bool AskFor(PitchAsk& ask, const PitchPaper& paper, const Circumstances& circumstances) {
  std::vector<Listing> offers = paper.offers;
  const Ranking ranking = RankAgainst(ask.need, offers, circumstances, true);
  if (!ranking.best.empty()) ask.offer = ranking.best.front();
  Listing shell = ask.need;  // the company itself, as if it had just what is needed
  shell.side = Side::kOffer;
  shell.owner = paper.company;
  shell.open_to.clear();
  const Judgement judgement = Judge(TermsOf(shell), TermsOf(ask.need), circumstances);
  if (judgement.left_out && *judgement.left_out != LeftOut::kNothingLeft) return false;
  ask.near = NearnessOf(paper, ask.need);
  return ask.offer || !ask.near.empty();
}

bool Before(const PitchAsk& a, const PitchAsk& b) {
  const int score_a = a.offer ? a.offer->score : 0;
  const int score_b = b.offer ? b.offer->score : 0;
  if (score_a != score_b) return score_a > score_b;
  if (a.near.size() != b.near.size()) return a.near.size() > b.near.size();
  return a.need.id < b.need.id;
}

void CollectTargets(PitchPaper& paper) {
  std::set<std::string> offered;
  for (const Listing& offer : paper.offers) offered.insert(offer.targets.begin(), offer.targets.end());
  std::set<std::string> shared;
  for (const PitchAsk& ask : paper.asks)
    for (const std::string& target : ask.need.targets)
      if (offered.contains(target)) shared.insert(target);
  paper.targets.assign(shared.begin(), shared.end());
}

}  // namespace

base::Result<PitchPaper> Pitches::Make(const desk::Actor& actor, const PanelId& panel,
                                       const MemberId& company) {
  const auto read = [&](db::Transaction& tx) -> base::Result<PitchPaper> {
    const Viewer viewer = TRY(gate_.MustRead(tx, actor, panel));
    PitchPaper paper;
    paper.company = TRY(gate_.directory.Get(tx, company));
    if (paper.company.panel != panel || paper.company.state != MemberState::kAdmitted ||
        viewer.Owns(paper.company))
      return base::NotFound(desk::tr("There is no such member."));
    paper.asker = viewer.member;
    paper.asker_name = viewer.member ? viewer.member->name : viewer.panel.name;
    paper.made = gate_.seams.clock.Now();
    paper.gave = TRY(GiftsOf(tx, company, viewer));
    const std::optional<db::Row> partners = TRY(tx.QueryOne(
        "SELECT COUNT(DISTINCT n.member_id) FROM exchange_introduction i JOIN exchange_listing o ON o.id = "
        "i.offer_id JOIN exchange_listing n ON n.id = i.need_id WHERE o.member_id = $1 AND i.state IN "
        "('agreed', "
        "'underway', 'reported', 'disputed', 'confirmed')",
        {company}));
    paper.partners = partners ? partners->Int(0) : 0;
    if (!viewer.host && paper.partners < kFewestPartners) paper.partners = 0;
    const ListingFilter offers{.side = Side::kOffer, .owner = company};
    paper.offers = TRY(ReadListings(tx, viewer, offers, std::nullopt, base::kMaxExchangePage)).items;
    ListingFilter needs{.side = Side::kNeed};
    if (viewer.member) needs.owner = viewer.member->id;
    const PageOf<Listing> wanted = TRY(ReadListings(tx, viewer, needs, std::nullopt, base::kMaxOpenListings));
    const Circumstances circumstances = TRY(bars_.Now(tx, panel));
    for (const Listing& need : wanted.items) {
      PitchAsk ask;
      ask.need = need;
      if (AskFor(ask, paper, circumstances)) paper.asks.push_back(std::move(ask));
    }
    std::sort(paper.asks.begin(), paper.asks.end(), Before);
    if (paper.asks.size() > base::kMaxRanked) paper.asks.resize(base::kMaxRanked);
    CollectTargets(paper);
    return paper;
  };
  return gate_.seams.database.Read(read);
}

}  // namespace panel::exchange
