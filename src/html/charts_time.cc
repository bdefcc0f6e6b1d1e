// Charts along time: the work plan and the timeline of a relationship.

#include <fmt/format.h>

#include <algorithm>

#include "html/charts.h"

namespace html {
namespace {

constexpr int kWidth = 960;
constexpr double kLeft = 300, kRight = 948, kTop = 34, kRowHeight = 28;
constexpr std::size_t kLabelLetters = 40;
constexpr double kTickLetter = 7;  // about as wide as one letter of a label

// A scale from values to places between kLeft and kRight.
class Scale {
 public:
  Scale(double low, double high) : low_(low), range_(std::max(high - low, 1e-9)) {}
  double At(double value) const {
    return kLeft + (kRight - kLeft) * std::clamp((value - low_) / range_, 0.0, 1.0);
  }

 private:
  double low_, range_;
};

// SVG does not break lines: at most so many characters, cut between two of them.
std::string Cut(std::string_view text, std::size_t most) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    // A letter of a wide script takes the place of two.
    const std::size_t wide = static_cast<unsigned char>(text[i]) >= 0xE0U ? 2 : 1;
    if (begins) letters += wide;
    if (begins && letters > most) return std::string(text.substr(0, i)) + "…";
  }
  return std::string(text);
}

Html Words(std::string_view style, double x, double y, std::string_view words) {
  return El("text", {{"class", style}, {"x", x}, {"y", y}}, words);
}

Html Linked(const std::string& href, std::string_view full, const Html& content) {
  const Html titled = El("g", El("title", full), content);
  return href.empty() ? titled : El("a", {Href(href)}, titled);
}

Html Ticks(const Scale& scale, const std::vector<Tick>& ticks, double bottom) {
  Html drawn;
  for (const Tick& tick : ticks) {
    const double x = scale.At(tick.at);
    drawn.Add(El("line", {{"class", "gr"}, {"x1", x}, {"y1", kTop - 8}, {"x2", x}, {"y2", bottom}}));
    // A label at the right edge would be cut off.
    const bool fits = x + 3 + kTickLetter * static_cast<double>(tick.label.size()) <= kRight;
    if (fits) drawn.Add(Words("t2 ts", x + 3, kTop - 12, tick.label));
  }
  return drawn;
}

std::string_view FillOf(PlanFill fill) {
  switch (fill) {
    case PlanFill::kDone:
      return "done";
    case PlanFill::kLate:
      return "late";
    case PlanFill::kOpen:
      break;
  }
  return "b";
}

Html Diamond(std::string_view style, double x, double y) {
  constexpr double kSize = 8;
  return El("path", {{"class", style},
                     {"d", fmt::format("M{:.2f} {:.2f}l{} {}l-{} {}l-{} -{}z", x, y - kSize, kSize, kSize,
                                       kSize, kSize, kSize, kSize)}});
}

Html GanttBar(const Scale& scale, const GanttRow& row, double y) {
  const double from = scale.At(row.from), to = scale.At(row.to);
  const std::string_view style = FillOf(row.fill);
  const Html shape = row.milestone ? Diamond(style, to, y + kRowHeight / 2 - 1)
                                   : El("rect", {{"class", style},
                                                 {"x", from},
                                                 {"y", y + 6},
                                                 {"width", std::max(to - from, 4.0)},
                                                 {"height", kRowHeight - 13},
                                                 {"rx", 3}});
  const std::string full = row.owner.empty() ? row.label : row.label + " · " + row.owner;
  return Linked(row.href, full,
                Join(Words("", 4, y + 13, Cut(row.label, kLabelLetters)),
                     Words("t2 ts", 4, y + 25, Cut(row.owner, kLabelLetters)), shape));
}

// From the end of one row down or up to the beginning of another.
Html Arrow(const Scale& scale, const std::vector<GanttRow>& rows, std::size_t to) {
  const auto from = static_cast<std::size_t>(rows[to].after);
  const double x1 = scale.At(rows[from].to), y1 = kTop + kRowHeight * (static_cast<double>(from) + 0.5);
  const GanttRow& row = rows[to];
  const double x2 = scale.At(row.milestone ? row.to : row.from);
  const double y2 = kTop + kRowHeight * (static_cast<double>(to) + 0.5);
  const double turn = std::min(std::max(x1 + 6, x2 - 8), kRight);
  return El("path", {{"class", "ax"},
                     {"d", fmt::format("M{:.1f} {:.1f}H{:.1f}V{:.1f}H{:.1f}l-4 -3m4 3l-4 3", x1, y1, turn, y2,
                                       std::max(x2 - 1, turn))}});
}

// A picture whose rows are links is a group of them; else it is one picture, and its parts are only drawn.
Html Whole(double height, std::string_view title, std::string_view finding, const Html& content,
           bool has_links) {
  const auto rounded = static_cast<int>(height);
  return El("svg",
            {{"class", "c time"},
             {"role", has_links ? "group" : "img"},
             {"width", kWidth},
             {"height", rounded},
             {"viewBox", fmt::format("0 0 {} {}", kWidth, rounded)}},
            El("title", title), El("desc", finding), content);
}

}  // namespace

Html Gantt(std::string_view title, std::string_view finding, const std::vector<GanttRow>& rows, double low,
           double high, double today, std::string_view today_label, const std::vector<Tick>& ticks) {
  const Scale scale(low, high);
  const double bottom = kTop + kRowHeight * static_cast<double>(rows.size());
  Html content = Ticks(scale, ticks, bottom);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double y = kTop + kRowHeight * static_cast<double>(i);
    content.Add(El("line", {{"class", "gr"}, {"x1", 0}, {"y1", y}, {"x2", kRight}, {"y2", y}}));
    content.Add(GanttBar(scale, rows[i], y));
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].after >= 0 && static_cast<std::size_t>(rows[i].after) < rows.size())
      content.Add(Arrow(scale, rows, i));
  if (today >= low && today <= high) {
    const double x = scale.At(today);
    content.Add(El("line", {{"class", "ref"}, {"x1", x}, {"y1", kTop - 6}, {"x2", x}, {"y2", bottom + 4}}));
    const bool left = x > (kLeft + kRight) / 2;
    content.Add(Words(left ? "tb ts te" : "tb ts", left ? x - 4 : x + 4, bottom + 14, today_label));
  }
  const bool has_links =
      std::any_of(rows.begin(), rows.end(), [](const GanttRow& row) { return !row.href.empty(); });
  return Whole(bottom + 20, title, finding, content, has_links);
}

Html LanesPicture(std::string_view title, std::string_view finding, const std::vector<Lane>& lanes,
                  double low, double high, const std::vector<Tick>& ticks) {
  const Scale scale(low, high);
  const double bottom = kTop + kRowHeight * static_cast<double>(lanes.size());
  Html content = Ticks(scale, ticks, bottom);
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const double y = kTop + kRowHeight * static_cast<double>(i), middle = y + kRowHeight / 2;
    content.Add(El("line", {{"class", "gr"}, {"x1", 0}, {"y1", y}, {"x2", kRight}, {"y2", y}}));
    content.Add(Words("", 4, middle + 4, Cut(lanes[i].label, kLabelLetters)));
    for (const LaneItem& item : lanes[i].items) {
      const double from = scale.At(item.from), to = scale.At(item.to);
      const Html shape = item.to > item.from
                             ? El("rect", {{"class", "b"},
                                           {"x", from},
                                           {"y", y + 8},
                                           {"width", std::max(to - from, 4.0)},
                                           {"height", kRowHeight - 17},
                                           {"rx", 3}})
                             : El("circle", {{"class", "b"}, {"cx", from}, {"cy", middle - 0.5}, {"r", 5}});
      content.Add(Linked(item.href, item.label, shape));
    }
  }
  const bool has_links = std::any_of(lanes.begin(), lanes.end(), [](const Lane& lane) {
    return std::any_of(lane.items.begin(), lane.items.end(),
                       [](const LaneItem& item) { return !item.href.empty(); });
  });
  return Whole(bottom + 8, title, finding, content, has_links);
}

}  // namespace html
