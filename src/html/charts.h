#pragma once
// Charts drawn as inline SVG with classes only, coloured by manumit.css. Each chart that stands alone has a
// title and a finding in words (`finding`), and the page puts its numbers beside it as a table. Bars start at
// zero. Pure; thread-safe.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace html {

// One bar of a histogram: how many values are in [from, to).
struct Bin {
  double from = 0;
  double to = 0;
  std::size_t count = 0;
};

// Bars side by side with their counts on top, drawn near 640 × 230 units. Bars that start at or after `limit`
// are filled, the others outlined; a dashed line at `limit` carries `limit_label`. `bins` are in order and of
// equal width; none gives an empty frame.
Html Histogram(std::string_view title, std::string_view finding, const std::vector<Bin>& bins, double limit,
               std::string_view limit_label);

enum class Fill { kFilled, kOutlined, kGrey };

struct Segment {
  std::size_t count = 0;
  Fill fill = Fill::kGrey;
};

// One bar cut into parts in the given order, 640 × 30 units; a part that is not zero is at least 3 units
// wide. Nothing at all where every count is zero.
Html Strip(std::string_view title, std::string_view finding, const std::vector<Segment>& segments);

// Bars one below the other, each with its label and its number in words above, 280 units wide; all
// share one scale that begins at zero (a value below zero is drawn as zero). Nothing where there is no row.
struct BarRow {
  std::string label;
  std::string number;
  double value = 0;
  Fill fill = Fill::kFilled;
};
Html BarRows(std::string_view title, std::string_view finding, const std::vector<BarRow>& rows);

// A thin bar for a table's cell, value/greatest long (0 where greatest is 0). Decoration: the number stands
// beside it.
Html SparkBar(double value, double greatest, Fill fill);

// So many squares of so many filled: how strong evidence is, 56 x 12 for four. Decoration: the words stand
// beside it.
Html Squares(int filled, int of);

// Two bars one above the other on one scale from zero, 320 x 44 units: what it costs (outlined) and what it
// brings (filled), with their amounts in words.
struct Balance {
  double cost = 0;
  double benefit = 0;
  std::string_view cost_words;
  std::string_view benefit_words;
};
Html BalanceBars(std::string_view title, std::string_view finding, const Balance& balance, double greatest);

// The kinds of step in a waterfall: what it starts from (grey), what speaks for (filled), against (outlined),
// what is not known (a dot) and where it ends (a diamond).
enum class Step { kStart, kFor, kAgainst, kUnknown, kTotal };

// The scale that the rows of one waterfall share: `low` and `high` at the ends, a dashed line at `reference`.
struct WaterfallScale {
  double low = 0;
  double high = 1;
  double reference = 0;
};

// One row's picture, 300 × 22 units: from `from` to `to`. Decoration: the row's words and number stand beside
// it.
Html WaterfallBar(const WaterfallScale& scale, Step step, double from, double to);

// A row of a chart of goals: how many there are, between which numbers there should be (`most` 0: no upper
// end; both 0: no goal), and the verdict in words ("2 too few"), empty where there is none.
struct GoalRow {
  std::string label;
  std::int64_t value = 0;
  std::int64_t least = 0;
  std::int64_t most = 0;
  bool outside = false;  // of the goal: the verdict gets a diamond, otherwise a circle
  std::string verdict;
};

// One row each, drawn 640 units wide: seats as squares where every number is at most 12 (what lacks is grey,
// what is above the most is outlined), bars otherwise; a broken line at the least and the most. `unit`
// follows the numbers ("%"), may be empty. Nothing at all without rows.
Html GoalChart(std::string_view title, std::string_view finding, const std::vector<GoalRow>& rows,
               std::string_view unit = {});
// A row of a work plan: from `from` to `to`, in days of any zero; a milestone is a diamond at `to`.
enum class PlanFill { kDone, kOpen, kLate };
struct GanttRow {
  std::string label;
  std::string owner;
  std::string href;  // empty: no link
  double from = 0;
  double to = 0;
  bool milestone = false;
  PlanFill fill = PlanFill::kOpen;
  int after = -1;  // the row that must be done before: an arrow leads from its end to here
};
struct Tick {
  double at = 0;
  std::string label;
};
// A work plan, 960 units wide and 28 a row: names left, bars right, a vertical line at each tick and a dashed
// one with `today_label` at `today`. `low` < `high` are the ends of the scale.
Html Gantt(std::string_view title, std::string_view finding, const std::vector<GanttRow>& rows, double low,
           double high, double today, std::string_view today_label, const std::vector<Tick>& ticks);

// Things that happened, one lane for each kind, along one axis; 960 units wide. Moments are points, times are
// bars.
struct LaneItem {
  double from = 0;
  double to = 0;
  std::string label;
  std::string href;
};
struct Lane {
  std::string label;
  std::vector<LaneItem> items;
};
Html LanesPicture(std::string_view title, std::string_view finding, const std::vector<Lane>& lanes,
                  double low, double high, const std::vector<Tick>& ticks);

// The small sample of a fill or a step that a key shows.
Html KeySample(Step step);
Html KeySample(Fill fill);
Html KeyLine();

}  // namespace html
