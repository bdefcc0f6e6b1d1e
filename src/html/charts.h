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

// The small sample of a fill or a step that a key shows.
Html KeySample(Step step);
Html KeySample(Fill fill);
Html KeyLine();

}  // namespace html
