#include "voice/mechanism/shares.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace voice::mechanism {
namespace {

// Referral is not among them: not every report needs one.
constexpr std::array kHopedFor = {Figure::kSatisfied, Figure::kAnswer, Figure::kInformed, Figure::kConfirmed,
                                  Figure::kDialogue};

}  // namespace

gate::ShareRange ShareOfParts(const std::vector<gate::Band>& parts, std::size_t first, std::size_t last) {
  std::int64_t part_low = 0, part_high = 0, rest_low = 0, rest_high = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool inside = i >= first && i <= last;
    (inside ? part_low : rest_low) += parts[i].low;
    (inside ? part_high : rest_high) += parts[i].high();
  }
  const std::int64_t least_all = part_low + rest_high, most_all = part_high + rest_low;
  CHECK(least_all > 0 && most_all > 0);
  return {static_cast<int>(100 * part_low / least_all),
          static_cast<int>((100 * part_high + most_all - 1) / most_all)};
}

gate::ShareRange ShareOfCell(const Split& split, std::size_t cell) {
  std::vector<gate::Band> parts;
  for (const Cell& one : split.cells) parts.push_back(one.band);
  return ShareOfParts(parts, cell, cell);
}

std::optional<gate::ShareRange> MainShare(const Published& published, Figure figure, std::string_view group) {
  const Split* split = published.Find(figure, group);
  if (split == nullptr) return std::nullopt;
  return ShareOfCell(*split, 0);
}

std::optional<gate::ShareRange> OtherLanguages(const Published& published) {
  if (published.groups.size() < 2) return std::nullopt;
  std::vector<gate::Band> parts;
  for (const Group& group : published.groups)
    if (group.name != kOther) parts.push_back(group.reports);
  std::stable_sort(parts.begin(), parts.end(), [](gate::Band a, gate::Band b) { return a > b; });
  parts.push_back(published.groups.back().reports);
  return ShareOfParts(parts, 1, parts.size() - 1);
}

Changes Compare(const Published& before, const Published& now) {
  Changes changes;
  for (const Figure figure : kHopedFor) {
    const Split* earlier = before.Find(figure, kAll);
    const Split* later = now.Find(figure, kAll);
    if (earlier == nullptr || later == nullptr || earlier->cells.front().last != later->cells.front().last) {
      ++changes.incomparable;
      continue;
    }
    const gate::ShareRange was = ShareOfCell(*earlier, 0), is = ShareOfCell(*later, 0);
    if (is.low_percent > was.high_percent)
      ++changes.better;
    else if (is.high_percent < was.low_percent)
      ++changes.worse;
    else
      ++changes.alike;
  }
  return changes;
}

}  // namespace voice::mechanism
