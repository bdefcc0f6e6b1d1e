#include "voice/mechanism/disclosure.h"

#include <numeric>
#include <optional>

#include "voice/intake/teams.h"

namespace voice::mechanism {
namespace {

using gate::Band;
using ByLanguage = std::map<std::string, Counts, std::less<>>;

void AddTo(Counts& sum, const Counts& more) {
  sum.reports += more.reports;
  for (std::size_t f = 0; f < kFigures; ++f)
    for (std::size_t c = 0; c < kMostClasses; ++c) sum.classes.at(f).at(c) += more.classes.at(f).at(c);
}

std::int64_t SumOf(const Counts& counts, Figure figure, std::size_t first, std::size_t last) {
  const ClassCounts& classes = counts.classes.at(static_cast<std::size_t>(figure));
  std::int64_t sum = 0;
  for (std::size_t i = first; i <= last; ++i) sum += classes.at(i);
  return sum;
}

// Each with at least eleven; what is left at the end goes to the last one.
std::vector<Cell> CellsOf(const Counts& counts, Figure figure) {
  const std::size_t classes = ClassNames(figure).size();
  std::vector<Cell> cells;
  std::size_t first = 0;
  for (std::size_t last = 0; last < classes; ++last) {
    if (!Band::Of(SumOf(counts, figure, first, last)).shown()) continue;
    cells.push_back({first, last, {}});
    first = last + 1;
  }
  if (cells.empty()) return {};
  cells.back().last = classes - 1;
  for (Cell& cell : cells) cell.band = Band::Of(SumOf(counts, figure, cell.first, cell.last));
  return cells;
}

struct CountedGroup {
  std::string name;
  Counts counts;
};

std::vector<CountedGroup> GroupsOf(const ByLanguage& languages) {
  std::vector<CountedGroup> groups;
  CountedGroup other{std::string(kOther), {}};
  for (const std::string_view tag : kWorkerLanguages) {
    const auto found = languages.find(tag);
    if (found == languages.end()) continue;
    if (Band::Of(found->second.reports).shown())
      groups.push_back({std::string(tag), found->second});
    else
      AddTo(other.counts, found->second);
  }
  if (const auto found = languages.find(kOther); found != languages.end()) AddTo(other.counts, found->second);
  if (groups.empty()) return {};
  // One that has enough goes with them, always and by its place alone: were it chosen by size, or only where
  // the others are few, its being chosen would say how many those are.
  AddTo(other.counts, groups.back().counts);
  groups.pop_back();
  if (groups.empty()) return {};
  groups.push_back(std::move(other));
  return groups;
}

// The same classes as the whole has, or nothing.
std::vector<Split> SplitsByGroup(Figure figure, const std::vector<Cell>& cells,
                                 const std::vector<CountedGroup>& groups) {
  std::vector<Split> splits;
  for (const CountedGroup& group : groups) {
    Split split{figure, group.name, cells};
    for (Cell& cell : split.cells) {
      cell.band = Band::Of(SumOf(group.counts, figure, cell.first, cell.last));
      if (!cell.band.shown()) return {};
    }
    splits.push_back(std::move(split));
  }
  return splits;
}

}  // namespace

void Tally::Add(const ReportFacts& report, std::int64_t times) {
  Counts& counts = languages_[IsWorkerLanguage(report.language) ? report.language : std::string(kOther)];
  if (window_.Has(report.received)) counts.reports += times;
  for (std::size_t f = 0; f < kFigures; ++f)
    if (const std::optional<std::size_t> at = ClassOf(static_cast<Figure>(f), window_, report))
      counts.classes.at(f).at(*at) += times;
}

Counts Tally::All() const {
  Counts all;
  for (const auto& [language, counts] : languages_) AddTo(all, counts);
  return all;
}

const Split* Published::Find(Figure figure, std::string_view group) const {
  for (const Split& split : splits)
    if (split.figure == figure && split.group == group) return &split;
  return nullptr;
}

Published Publish(const Tally& tally, std::int64_t languages_open) {
  const Counts all = tally.All();
  const std::vector<CountedGroup> groups = GroupsOf(tally.languages());
  Published published{.quarter = tally.window().quarter,
                      .languages = languages_open,
                      .reports = Band::Of(all.reports),
                      .remedies = Band::Of(SumOf(all, Figure::kRemedy, 0, kMostClasses - 1)),
                      .groups = {},
                      .splits = {}};
  for (const CountedGroup& group : groups)
    published.groups.push_back({group.name, Band::Of(group.counts.reports)});
  for (std::size_t f = 0; f < kFigures; ++f) {
    const auto figure = static_cast<Figure>(f);
    const std::vector<Cell> cells = CellsOf(all, figure);
    if (cells.size() < 2) continue;
    published.splits.push_back({figure, std::string(kAll), cells});
    for (Split& split : SplitsByGroup(figure, cells, groups)) published.splits.push_back(std::move(split));
  }
  return published;
}

}  // namespace voice::mechanism
