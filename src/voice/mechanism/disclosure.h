#pragma once
// What may be said of the counts. Nothing is published but bands (gate/band.h) of counts of at least eleven
// reports:
//   - neighbouring classes of a figure are put together until each has eleven; where that leaves one, the
//     figure says nothing;
//   - languages with fewer than eleven reports are one group, "other", and one that has eleven is always in
//     it: the last in the order of kWorkerLanguages. So every language that is not shown may be at nought;
//   - a figure by language uses the classes of the whole, and says something only where every class of every
//     group has eleven.
// So what is published is a function of bands: one report changes it only where it crosses an edge (11, 20,
// 30, ...) of one of these counts. docs/voice/mechanism.md says what that is worth. Pure; thread-safe.

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gate/band.h"
#include "voice/mechanism/figures.h"

namespace voice::mechanism {

using ClassCounts = std::array<std::int64_t, kMostClasses>;
struct Counts {
  std::int64_t reports = 0;  // received in the quarter
  std::array<ClassCounts, kFigures> classes{};
};

// Exact, and therefore never stored nor shown.
class Tally {
 public:
  explicit Tally(gate::Quarter quarter) : window_(Window::Of(quarter)) {}
  void Add(const ReportFacts& report, std::int64_t times = 1);
  const Window& window() const { return window_; }
  // By language: tags of kWorkerLanguages, and kOther for anything else.
  const std::map<std::string, Counts, std::less<>>& languages() const { return languages_; }
  Counts All() const;

 private:
  Window window_;
  std::map<std::string, Counts, std::less<>> languages_;
};

inline constexpr std::string_view kAll = "all";      // a group: every language
inline constexpr std::string_view kOther = "other";  // a group: those that stand not by themselves

// Classes `first` to `last` of a figure, put together.
struct Cell {
  std::size_t first = 0;
  std::size_t last = 0;
  gate::Band band;
  auto operator<=>(const Cell&) const = default;
};
struct Split {
  Figure figure = Figure::kCount;
  std::string group;
  std::vector<Cell> cells;  // at least two, in order, all classes
  bool operator==(const Split&) const = default;
};
struct Group {
  std::string name;
  gate::Band reports;
  bool operator==(const Group&) const = default;
};

struct Published {
  gate::Quarter quarter;
  std::int64_t languages = 0;  // in which the worker's pages were open
  gate::Band reports;          // received in the quarter
  gate::Band remedies;         // confirmed in the quarter for the first time of a report
  std::vector<Group> groups;   // by language: none, or at least two; kWorkerLanguages' order, kOther last
  std::vector<Split> splits;   // by figure, kAll first, then as `groups`
  bool operator==(const Published&) const = default;

  const Split* Find(Figure figure, std::string_view group) const;  // nullptr: too few to show
};

Published Publish(const Tally& tally, std::int64_t languages_open);

// The canonical bytes:
//   manumit-mechanism-publication-1 LF
//   quarter 2026Q1 LF
//   languages 16 LF
//   reports GROUP LOW LF              "all" first; nothing where too few
//   remedies all LOW LF
//   FIGURE GROUP CLASS+CLASS LOW LF   a line for each cell
std::string ContentOf(const Published& published);
// Errors: kCorrupt (not what ContentOf writes).
base::Result<Published> ReadContent(std::string_view content);

// "promised", "thirty+later"
std::string CellName(Figure figure, const Cell& cell);

}  // namespace voice::mechanism
