#include "panel/members/balance.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/common/isic.h"
#include "panel/common/regions.h"

namespace panel::members {
namespace {

using desk::tr;

constexpr std::array<std::string_view, static_cast<std::size_t>(Dimension::kCount)> kNames = {
    "constituency", "region", "subregion", "sector", "gender"};
constexpr std::int64_t kPercent = 100;

// Seats and applicants by key.
struct Counts {
  std::int64_t seats = 0;
  std::int64_t applicants = 0;
};
using Counted = std::map<std::string, Counts>;

void Count(Counted& counted, const std::string& key, std::string_view state, std::int64_t n) {
  (state == "admitted" ? counted[key].seats : counted[key].applicants) += n;
}

constexpr std::string_view kAtTheTable = " AND m.state IN ('admitted', 'applied', 'diligence') ";

base::Status CountMembers(db::Transaction& tx, const PanelId& panel, std::array<Counted, 5>& counted,
                          std::int64_t& members) {
  const auto of = [&](Dimension dimension) -> Counted& {
    return counted.at(static_cast<std::size_t>(dimension));
  };
  for (const db::Row& row : TRY(tx.Query(
           "SELECT m.state, m.constituency, m.country, count(*) FROM panel_member m WHERE m.panel_id = $1" +
               std::string(kAtTheTable) + "GROUP BY m.state, m.constituency, m.country",
           {panel}))) {
    constexpr std::size_t kNumber = 3;
    const std::string& state = row.Text(0);
    const std::int64_t n = row.Int(kNumber);
    if (state == "admitted") members += n;
    Count(of(Dimension::kConstituency), row.Text(1), state, n);
    if (const Region* part = SubregionOf(row.Text(2))) {
      Count(of(Dimension::kSubregion), std::string(part->code), state, n);
      Count(of(Dimension::kRegion), std::string(part->parent), state, n);
    }
  }
  for (const db::Row& row :
       TRY(tx.Query("SELECT dimension, fact, state, CAST(sum(number) AS BIGINT) FROM "
                    "panel_member_fact WHERE panel_id = $1 GROUP BY dimension, fact, state",
                    {panel}))) {
    constexpr std::size_t kState = 2, kNumber = 3;
    const std::string& state = row.Text(kState);
    const bool applies = state == "applied" || state == "diligence";
    const Dimension dimension = DimensionNamed(row.Text(0)).value_or(Dimension::kSector);
    if (state == "admitted" || (applies && dimension == Dimension::kSector))
      Count(of(dimension), row.Text(1), state, row.Int(kNumber));
  }
  return base::Ok();
}

std::vector<std::string> KeysOf(Dimension dimension) {
  std::vector<std::string> keys;
  switch (dimension) {
    case Dimension::kConstituency:
      for (std::size_t i = 0; i < static_cast<std::size_t>(desk::OrgType::kCount); ++i)
        keys.emplace_back(desk::OrgTypeName(static_cast<desk::OrgType>(i)));
      break;
    case Dimension::kRegion:
    case Dimension::kSubregion:
      for (const Region& region : Regions())
        if (region.parent.empty() == (dimension == Dimension::kRegion)) keys.emplace_back(region.code);
      break;
    case Dimension::kSector:
      for (const Industry& industry : Industries())
        if (industry.is_section()) keys.emplace_back(industry.code);
      break;
    default:
      for (std::size_t i = 0; i < static_cast<std::size_t>(Gender::kCount); ++i)
        keys.emplace_back(GenderName(static_cast<Gender>(i)));
  }
  return keys;
}

// Seats, or of gender the share of those whose gender is said.
void SetValues(Dimension dimension, std::vector<BalanceRow>& rows) {
  std::int64_t said = 0;
  for (const BalanceRow& row : rows)
    if (row.key != GenderName(Gender::kNotSaid)) said += row.count;
  for (BalanceRow& row : rows) {
    row.value = row.count;
    if (dimension == Dimension::kGender)
      row.value =
          said == 0 || row.key == GenderName(Gender::kNotSaid) ? 0 : (row.count * kPercent + said / 2) / said;
  }
}

base::Status CheckGoal(const Goal& goal) {
  const std::vector<std::string> keys = KeysOf(goal.dimension);
  if (std::find(keys.begin(), keys.end(), goal.key) == keys.end())
    return base::Invalid(fmt::format("\"{}\" is nothing a goal can be set for", goal.key));
  if (goal.least < 0 || goal.most < 0 || goal.least > base::kMaxPanelMembers ||
      goal.most > base::kMaxPanelMembers)
    return base::Invalid(tr("A goal is a whole number of seats."));
  if (goal.most > 0 && goal.most < goal.least) return base::Invalid(tr("The most is below the least."));
  if (goal.dimension == Dimension::kGender && std::max(goal.least, goal.most) > kPercent)
    return base::Invalid(tr("A share is at most 100 percent."));
  if (goal.dimension == Dimension::kGender && goal.key == GenderName(Gender::kNotSaid))
    return base::Invalid(tr("There is no goal for what is not said."));
  return base::Ok();
}

}  // namespace

std::string_view DimensionName(Dimension dimension) {
  return kNames.at(static_cast<std::size_t>(dimension));
}

std::optional<Dimension> DimensionNamed(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<Dimension>(i);
  return std::nullopt;
}

std::vector<Balance::Gap> Balance::Missing() const {
  std::vector<Gap> gaps;
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const BalanceRow& row : rows[i])
      if (row.TooFew()) gaps.push_back({static_cast<Dimension>(i), row});
  // Of seats the number that lacks, of gender the percent: both as a part of what is wanted.
  const auto part = [](const Gap& gap) { return (gap.row.least - gap.row.value) * 1000 / gap.row.least; };
  std::stable_sort(gaps.begin(), gaps.end(), [&](const Gap& a, const Gap& b) { return part(a) > part(b); });
  return gaps;
}

base::Result<Balance> Balances::Get(const desk::Actor& actor, const PanelId& panel) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<Balance> {
    const PanelView view = TRY(ViewOf(tx, seams_, actor, panel));
    if (!view.SeesMembers()) return Forbidden();
    Balance balance;
    balance.panel = view.panel;
    std::array<Counted, static_cast<std::size_t>(Dimension::kCount)> counted;
    TRY(CountMembers(tx, panel, counted, balance.members));
    std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, std::int64_t>> goals;
    for (const db::Row& row : TRY(tx.Query(
             "SELECT dimension, goal_key, least, most FROM panel_goal WHERE panel_id = $1", {panel}))) {
      constexpr std::size_t kMost = 3;
      goals[{row.Text(0), row.Text(1)}] = {row.Int(2), row.Int(kMost)};
    }
    for (std::size_t i = 0; i < counted.size(); ++i) {
      const Dimension dimension = static_cast<Dimension>(i);
      for (const std::string& key : KeysOf(dimension)) {
        const Counts counts = counted[i][key];
        BalanceRow row{.key = key, .count = counts.seats};
        // Who applies is the secretariat's until she is admitted.
        if (view.secretariat) row.applicants = counts.applicants;
        if (const auto goal = goals.find({std::string(kNames[i]), key}); goal != goals.end())
          std::tie(row.least, row.most) = goal->second;
        const bool blank = row.count == 0 && row.applicants == 0 && row.least == 0 && row.most == 0;
        if (!(blank && dimension == Dimension::kSubregion)) balance.rows[i].push_back(std::move(row));
      }
      SetValues(dimension, balance.rows[i]);
    }
    return balance;
  });
}

base::Status Balances::SetGoals(const desk::Actor& actor, const PanelId& panel,
                                const std::vector<Goal>& goals) {
  if (goals.size() > base::kMaxMemberGoals)
    return base::TooLarge(
        fmt::format("a panel has at most {} goals (kMaxMemberGoals)", base::kMaxMemberGoals));
  for (const Goal& goal : goals) TRY(CheckGoal(goal));
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(seams_.panels.MustHost(tx, actor, panel));
    TRY(tx.Execute("DELETE FROM panel_goal WHERE panel_id = $1", {panel}));
    for (const Goal& goal : goals)
      if (goal.least > 0 || goal.most > 0)
        TRY(tx.Execute(
            "INSERT INTO panel_goal(panel_id, dimension, goal_key, least, most) VALUES ($1, $2, $3, $4, $5) "
            "ON CONFLICT (panel_id, dimension, goal_key) DO UPDATE SET least = $4, most = $5",
            {panel, DimensionName(goal.dimension), goal.key, goal.least, goal.most}));
    return seams_.base.audit.Append(tx, actor, "panel.goals", "panel:" + panel.text(),
                                    {{"goals", std::to_string(goals.size())}});
  });
}

}  // namespace panel::members
