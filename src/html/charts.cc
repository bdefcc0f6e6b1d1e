#include "html/charts.h"

#include <fmt/format.h>

#include <algorithm>

namespace html {
namespace {

std::string_view FillClass(Fill fill) {
  switch (fill) {
    case Fill::kFilled:
      return "b";
    case Fill::kOutlined:
      return "con";
    case Fill::kGrey:
      break;
  }
  return "b2";
}

Html Rect(std::string_view style, double x, double y, double width, double height, double radius = 0) {
  if (radius == 0)
    return El("rect", {{"class", style}, {"x", x}, {"y", y}, {"width", width}, {"height", height}});
  return El("rect",
            {{"class", style}, {"x", x}, {"y", y}, {"width", width}, {"height", height}, {"rx", radius}});
}

Html Label(std::string_view style, double x, double y, std::string_view words) {
  return El("text", {{"class", style}, {"x", x}, {"y", y}}, words);
}

Html Line(std::string_view style, double x1, double y1, double x2, double y2) {
  return El("line", {{"class", style}, {"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}});
}

std::string ViewBox(int width, int height) {
  return fmt::format("0 0 {} {}", width, height);
}

Html Picture(int width, int height, std::string_view title, std::string_view finding, const Html& content) {
  return El("svg",
            {{"class", "c"},
             {"role", "img"},
             {"width", width},
             {"height", height},
             {"viewBox", ViewBox(width, height)}},
            El("title", title), El("desc", finding), content);
}

Html Decoration(int width, int height, std::string_view style, const Html& content) {
  return El("svg",
            {{"class", style},
             {"aria-hidden", "true"},
             {"width", width},
             {"height", height},
             {"viewBox", ViewBox(width, height)},
             {"preserveAspectRatio", "none"}},
            content);
}

// An outlined bar's edge is drawn inside its box, so that both kinds of bar end at the same place.
Html Bar(Fill fill, double x, double y, double width, double height) {
  if (fill != Fill::kOutlined) return Rect(FillClass(fill), x, y, width, height, 2);
  return Rect("con", x + 0.75, y + 0.75, std::max(width - 1.5, 0.5), std::max(height - 1.5, 0.5), 2);
}

// ---- goals

constexpr std::int64_t kMostSquares = 12;
constexpr double kGoalLeft = 248, kGoalRight = 404, kGoalNumber = 414, kGoalVerdict = 530, kGoalRow = 28;

Html Squares(const GoalRow& row, double y) {
  constexpr double kPitch = 13, kSide = 11;
  Html squares;
  const std::int64_t shown = std::max(row.value, row.least);
  for (std::int64_t i = 0; i < shown; ++i) {
    const bool lacks = i >= row.value, above = row.most > 0 && i >= row.most;
    squares.Add(Bar(lacks   ? Fill::kGrey
                    : above ? Fill::kOutlined
                            : Fill::kFilled,
                    kGoalLeft + static_cast<double>(i) * kPitch, y + 7, kSide, kSide));
  }
  for (const std::int64_t end : {row.least, row.most}) {
    const double x = kGoalLeft + static_cast<double>(end) * kPitch - 1;
    if (end > 0) squares.Add(Line("ref", x, y, x, y + 24));
  }
  return squares;
}

Html GoalBar(const GoalRow& row, double y, std::int64_t greatest) {
  const double unit = (kGoalRight - kGoalLeft) / static_cast<double>(std::max<std::int64_t>(greatest, 1));
  Html bar = Line("gr", kGoalLeft, y + 23.5, kGoalRight, y + 23.5);
  if (row.value > 0)
    bar.Add(Bar(Fill::kFilled, kGoalLeft, y + 4, std::max(static_cast<double>(row.value) * unit, 2.0), 16));
  for (const std::int64_t end : {row.least, row.most}) {
    const double x = kGoalLeft + static_cast<double>(end) * unit;
    if (end > 0) bar.Add(Line("ref", x, y, x, y + 24));
  }
  return bar;
}

std::string GoalWords(const GoalRow& row, std::string_view unit) {
  std::string words = fmt::format("{}{}", row.value, unit);
  if (row.least > 0 && row.most > 0) return fmt::format("{} ({}–{})", words, row.least, row.most);
  if (row.least > 0) return fmt::format("{} (≥ {})", words, row.least);
  if (row.most > 0) return fmt::format("{} (≤ {})", words, row.most);
  return words;
}

}  // namespace

Html GoalChart(std::string_view title, std::string_view finding, const std::vector<GoalRow>& rows,
               std::string_view unit) {
  constexpr int kWidth = 640;
  if (rows.empty()) return {};
  std::int64_t greatest = 1;
  for (const GoalRow& row : rows) greatest = std::max({greatest, row.value, row.least, row.most});
  Html content;
  double y = 0;
  for (const GoalRow& row : rows) {
    content.Add(Label("tb", 0, y + 17, row.label));
    content.Add(greatest <= kMostSquares && unit.empty() ? Squares(row, y) : GoalBar(row, y, greatest));
    content.Add(Label("", kGoalNumber, y + 17, GoalWords(row, unit)));
    if (!row.verdict.empty())
      content.Add(Label("tb", kGoalVerdict, y + 17, (row.outside ? "◆ " : "● ") + row.verdict));
    y += kGoalRow;
  }
  return Picture(kWidth, static_cast<int>(y), title, finding, content);
}

Html Histogram(std::string_view title, std::string_view finding, const std::vector<Bin>& bins, double limit,
               std::string_view limit_label) {
  constexpr int kWidth = 640, kHeight = 230;
  constexpr double kLeft = 8, kRight = 632, kTop = 44, kBase = 200;
  Html content = Line("ax", kLeft, kBase, kRight, kBase);
  if (!bins.empty()) {
    const double low = bins.front().from, high = bins.back().to;
    const double unit = (kRight - kLeft) / (high - low);
    std::size_t most = 1;
    for (const Bin& bin : bins) most = std::max(most, bin.count);
    for (const Bin& bin : bins) {
      const double x = kLeft + (bin.from - low) * unit, width = (bin.to - bin.from) * unit;
      const double height = (kBase - kTop) * static_cast<double>(bin.count) / static_cast<double>(most);
      const double middle = x + width / 2;
      if (bin.count > 0) {
        content.Add(Bar(bin.from >= limit - 1e-9 ? Fill::kFilled : Fill::kOutlined, x + 3, kBase - height,
                        width - 6, height));
        content.Add(Label("tb tm", middle, kBase - height - 6, fmt::format("{}", bin.count)));
      }
      const bool first = &bin == &bins.front();
      content.Add(Label(first ? "t2 ts" : "t2 tm ts", x, kBase + 18, fmt::format("{:.2f}", bin.from)));
    }
    content.Add(Label("t2 te ts", kRight, kBase + 18, fmt::format("{:.2f}", high)));
    const double at = kLeft + (limit - low) * unit;
    content.Add(Line("ref", at, 8, at, kBase));
    const bool beside_left = at > kWidth / 2.0;
    content.Add(Label(beside_left ? "te" : "", beside_left ? at - 6 : at + 6, 18, limit_label));
  }
  return Picture(kWidth, kHeight, title, finding, content);
}

Html Strip(std::string_view title, std::string_view finding, const std::vector<Segment>& segments) {
  constexpr int kWidth = 640, kHeight = 30;
  constexpr double kLeast = 3;
  double total = 0, shown = 0;
  for (const Segment& segment : segments) {
    total += static_cast<double>(segment.count);
    if (segment.count > 0) shown += 1;
  }
  if (total == 0) return {};
  Html content;
  double x = 0;
  for (const Segment& segment : segments) {
    if (segment.count == 0) continue;
    const double width = kLeast + (kWidth - shown * kLeast) * static_cast<double>(segment.count) / total;
    content.Add(Bar(segment.fill, x, 3, std::max(width - 2, kLeast - 1), 24));
    x += width;
  }
  return Picture(kWidth, kHeight, title, finding, content);
}

Html BarRows(std::string_view title, std::string_view finding, const std::vector<BarRow>& rows) {
  constexpr int kWidth = 280, kRowHeight = 44;  // as wide as a telephone has room for
  if (rows.empty()) return {};
  double most = 0;
  for (const BarRow& row : rows) most = std::max(most, row.value);
  Html content;
  double y = 0;
  for (const BarRow& row : rows) {
    const double part = most > 0 ? std::clamp(row.value / most, 0.0, 1.0) : 0.0;
    const double width = std::max(part * kWidth, 2.0);
    content.Add(Label("t2", 0, y + 12, row.label));
    content.Add(Bar(row.fill, 0, y + 18, width, 16));
    content.Add(Label("tb te", kWidth, y + 12, row.number));
    y += kRowHeight;
  }
  return Picture(kWidth, static_cast<int>(y), title, finding, content);
}

Html SparkBar(double value, double greatest, Fill fill) {
  constexpr int kWidth = 98, kHeight = 12;
  const double part = greatest > 0 ? std::clamp(value / greatest, 0.0, 1.0) : 0.0;
  Html content = Line("gr", 0, kHeight - 0.5, kWidth, kHeight - 0.5);
  if (part > 0) content.Add(Bar(fill, 0, 1, std::max(part * kWidth, 2.0), kHeight - 2));
  return Decoration(kWidth, kHeight, "c spark", content);
}

Html Squares(int filled, int of) {
  constexpr int kSize = 10, kStep = 14, kHeight = 12;
  Html content;
  for (int i = 0; i < of; ++i)
    content.Add(Bar(i < filled ? Fill::kFilled : Fill::kOutlined, i * kStep, 1, kSize, kSize));
  return Decoration(std::max(of * kStep - (kStep - kSize), 1), kHeight, "c", content);
}

Html BalanceBars(std::string_view title, std::string_view finding, const Balance& balance, double greatest) {
  constexpr int kWidth = 320, kHeight = 44;
  constexpr double kLongest = 180, kLeast = 2;
  const double scale = greatest > 0 ? kLongest / greatest : 0;
  const double cost = std::max(balance.cost * scale, kLeast);
  const double benefit = std::max(balance.benefit * scale, kLeast);
  const Html content =
      Join(Bar(Fill::kOutlined, 0, 3, cost, 16), Label("ts", cost + 6, 15, balance.cost_words),
           Bar(Fill::kFilled, 0, 25, benefit, 16), Label("ts", benefit + 6, 37, balance.benefit_words));
  return Picture(kWidth, kHeight, title, finding, content);
}

Html WaterfallBar(const WaterfallScale& scale, Step step, double from, double to) {
  constexpr int kWidth = 300, kHeight = 22;
  constexpr double kMargin = 8, kMiddle = kHeight / 2.0;
  const double range = std::max(scale.high - scale.low, 1e-9);
  const auto place = [&](double value) {
    return kMargin + (kWidth - 2 * kMargin) * std::clamp((value - scale.low) / range, 0.0, 1.0);
  };
  Html content = Line("ref", place(scale.reference), 0, place(scale.reference), kHeight);
  const double x = std::min(place(from), place(to)), end = std::max(place(from), place(to)),
               width = std::max(end - x, 2.5);
  switch (step) {
    case Step::kStart:
      content.Add(Bar(Fill::kGrey, x, 4, width, 14));
      break;
    case Step::kFor:
      content.Add(Bar(Fill::kFilled, x, 4, width, 14));
      break;
    case Step::kAgainst:
      content.Add(Bar(Fill::kOutlined, x, 4, width, 14));
      break;
    case Step::kUnknown:
      content.Add(El("circle", {{"class", "b2"}, {"cx", place(to)}, {"cy", kMiddle}, {"r", 3.5}}));
      break;
    case Step::kTotal: {
      const double at = place(to);
      content.Add(El(
          "path", {{"class", "b"},
                   {"d", fmt::format("M{:.1f} 11L{:.1f} 2L{:.1f} 11L{:.1f} 20z", at - 7, at, at + 7, at)}}));
      break;
    }
  }
  return Decoration(kWidth, kHeight, "c", content);
}

Html KeySample(Step step) {
  switch (step) {
    case Step::kStart:
      return KeySample(Fill::kGrey);
    case Step::kFor:
      return KeySample(Fill::kFilled);
    case Step::kAgainst:
      return KeySample(Fill::kOutlined);
    case Step::kUnknown:
      return Decoration(18, 14, "c", El("circle", {{"class", "b2"}, {"cx", 9}, {"cy", 7}, {"r", 4}}));
    case Step::kTotal:
      break;
  }
  return Decoration(18, 14, "c", El("path", {{"class", "b"}, {"d", "M2 7L9 0L16 7L9 14z"}}));
}

Html KeySample(Fill fill) {
  return Decoration(18, 14, "c", Bar(fill, 0, 0, 18, 14));
}

Html KeyLine() {
  return Decoration(18, 14, "c", Line("ref", 9, 0, 9, 14));
}

}  // namespace html
