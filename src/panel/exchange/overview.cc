#include "panel/exchange/overview.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/limits_panel.h"

namespace panel::exchange {
namespace {

constexpr std::array<std::string_view, kGroups> kGroupNames = {"all", "new", "southern", "small"};

std::set<Area> AreasOf(const Listing& need) {
  std::set<Area> areas;
  for (const std::string& place : need.places) areas.insert(AreaOf(place));
  if (areas.empty()) areas.insert(Area::kAnywhere);
  return areas;
}

void Count(CoverageTable& table, const Listing& need, bool fitted) {
  const auto add = [&](Coverage& cell) {
    if (need.state == ListingState::kOpen) {
      ++cell.open;
      cell.fitted += fitted ? 1 : 0;
      cell.partly += need.taken.zero() ? 0 : 1;
    } else {
      ++cell.met;
    }
  };
  const auto kind = static_cast<std::size_t>(need.kind);
  add(table.all);
  add(table.by_kind.at(kind));
  for (const Area area : AreasOf(need)) {
    add(table.by_area.at(static_cast<std::size_t>(area)));
    add(table.cells.at(kind).at(static_cast<std::size_t>(area)));
  }
}

}  // namespace

std::string_view NameOf(Group group) {
  return kGroupNames.at(static_cast<std::size_t>(group));
}

bool IsIn(Group group, const Member& member, base::UtcTime now) {
  switch (group) {
    case Group::kNew:
      return member.admitted.ms + kNewMemberDays * base::kDayMs > now.ms;
    case Group::kSouthern:
      return IsDeveloping(member.country);
    case Group::kSmall:
      return member.constituency != desk::OrgType::kCompany &&
             member.constituency != desk::OrgType::kGovernment &&
             member.constituency != desk::OrgType::kInternationalOrganisation &&
             member.constituency != desk::OrgType::kIndustryBody;
    default:
      return true;
  }
}

std::optional<std::int64_t> EvennessOf(const Fairness& fairness, Group group) {
  const GroupCounts& all = fairness[0];
  const GroupCounts& mine = fairness.at(static_cast<std::size_t>(group));
  if (all.matched == 0 || mine.listings == 0) return std::nullopt;
  constexpr std::int64_t kThousandths = 1'000;
  return mine.matched * all.listings * kThousandths / (all.matched * mine.listings);
}

base::Result<CoverageTable> Overview::CoverageOf(const desk::Actor& actor, const PanelId& panel) {
  const auto read = [&](db::Transaction& tx) -> base::Result<CoverageTable> {
    const Viewer viewer = TRY(gate_.MustRead(tx, actor, panel));
    const std::vector<Listing> offers = TRY(ReadOpen(tx, panel, Side::kOffer, std::nullopt));
    const std::vector<Listing> needs = TRY(ReadOpen(tx, panel, Side::kNeed, std::nullopt));
    const Circumstances circumstances = TRY(bars_.Now(tx, panel));
    std::array<std::vector<Terms>, kKinds> offered;
    for (const Listing& offer : offers)
      if (viewer.MaySee(offer)) offered.at(static_cast<std::size_t>(offer.kind)).push_back(TermsOf(offer));
    CoverageTable table;
    for (const Listing& need : needs) {
      if (!viewer.MaySee(need)) continue;
      const Terms terms = TermsOf(need);
      const std::vector<Terms>& same_kind = offered.at(static_cast<std::size_t>(need.kind));
      const bool fitted = std::any_of(same_kind.begin(), same_kind.end(), [&](const Terms& offer) {
        return !Judge(offer, terms, circumstances).left_out;
      });
      Count(table, need, fitted);
    }
    ListingFilter met{.side = Side::kNeed, .state = ListingState::kUsedUp};
    const PageOf<Listing> page = TRY(ReadListings(tx, viewer, met, std::nullopt, base::kMaxOpenListings));
    for (const Listing& need : page.items) Count(table, need, false);
    return table;
  };
  return gate_.seams.database.Read(read);
}

base::Result<Fairness> Overview::FairnessOf(const desk::Actor& actor, const PanelId& panel) {
  const auto read = [&](db::Transaction& tx) -> base::Result<Fairness> {
    TRY(gate_.MustRead(tx, actor, panel));
    const base::UtcTime now = gate_.seams.clock.Now();
    Fairness fairness;
    std::unordered_map<std::string, std::array<bool, kGroups>> groups;
    for (const Member& member : TRY(gate_.directory.Admitted(tx, panel))) {
      std::array<bool, kGroups>& in = groups[member.id.text()];
      for (std::size_t i = 0; i < kGroups; ++i) {
        in.at(i) = IsIn(static_cast<Group>(i), member, now);
        fairness.at(i).members += in.at(i) ? 1 : 0;
      }
    }
    const auto add = [&](std::string_view sql, std::int64_t GroupCounts::* count) -> base::Status {
      const db::Rows rows = TRY(tx.Query(sql, {panel}));
      for (const db::Row& row : rows) {
        const auto found = groups.find(row.Text(0));
        if (found == groups.end()) continue;
        for (std::size_t i = 0; i < kGroups; ++i)
          if (found->second.at(i)) fairness.at(i).*count += row.Int(1);
      }
      return base::Ok();
    };
    TRY(
        add("SELECT member_id, COUNT(*) FROM exchange_listing WHERE panel_id = $1 AND opened_ms > 0 GROUP BY "
            "member_id",
            &GroupCounts::listings));
    constexpr std::string_view kSides =
        "SELECT l.member_id, COUNT(*) FROM exchange_introduction i JOIN exchange_listing l ON l.id = "
        "i.offer_id "
        "WHERE i.panel_id = $1 AND {} GROUP BY l.member_id UNION ALL SELECT l.member_id, COUNT(*) FROM "
        "exchange_introduction i JOIN exchange_listing l ON l.id = i.need_id WHERE i.panel_id = $1 AND {} "
        "GROUP "
        "BY l.member_id";
    const auto with = [&](std::string_view condition) {
      std::string sql(kSides);
      for (std::size_t at = sql.find("{}"); at != std::string::npos; at = sql.find("{}"))
        sql.replace(at, 2, condition);
      return sql;
    };
    TRY(add(with("i.state <> 'proposed' AND (i.state <> 'taken-back' OR i.due_ms > 0)"),
            &GroupCounts::introduced));
    TRY(add(with("i.state IN ('agreed', 'underway', 'reported', 'disputed', 'confirmed', 'stopped')"),
            &GroupCounts::matched));
    return fairness;
  };
  return gate_.seams.database.Read(read);
}

}  // namespace panel::exchange
