#pragma once
// Charts drawn as inline SVG with classes only, coloured by manumit.css. Each chart that stands alone has a
// title and a finding in words (`finding`), and the page puts its numbers beside it as a table. Bars start at
// zero. Pure; thread-safe.

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

// A thin bar for a table's cell, value/greatest long (0 where greatest is 0). Decoration: the number stands
// beside it.
Html SparkBar(double value, double greatest, Fill fill);

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
