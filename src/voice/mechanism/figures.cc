#include "voice/mechanism/figures.h"

#include <algorithm>

namespace voice::mechanism {
namespace {

struct Named {
  std::string_view name;
  std::array<std::string_view, kMostClasses> classes;
  std::size_t count;
};
constexpr std::array<Named, kFigures> kNames = {{{"satisfied", {"yes", "partly", "no", "unsaid"}, 4},
                                                 {"answer", {"promised", "thirty", "later"}, 3},
                                                 {"referral", {"thirty", "later", "none"}, 3},
                                                 {"informed", {"promised", "ended", "neither"}, 3},
                                                 {"confirmed", {"confirmed", "claimed", "unclaimed"}, 3},
                                                 {"dialogue", {"both", "one"}, 2},
                                                 {"remedy", {"ninety", "halfyear", "later"}, 3}}};

const Named& NameOf(Figure figure) {
  return kNames.at(static_cast<std::size_t>(figure));
}

bool By(const std::optional<Day>& day, Day end) {
  return day && *day <= end;
}

// 0 where it happened by `soon`, 1 by `late`, 2 otherwise.
std::size_t Stage(const std::optional<Day>& day, Day soon, Day late) {
  if (By(day, std::min(soon, late))) return 0;
  return By(day, late) ? 1 : 2;
}

std::size_t Informed(const ReportFacts& report, Day until) {
  const Day end = std::min(report.feedback_due, until);
  if (By(report.told_again, end)) return 0;
  return By(report.closed, end) ? 1 : 2;
}

std::size_t Satisfied(int answer) {
  return answer >= 1 && answer <= 3 ? static_cast<std::size_t>(answer - 1) : 3;
}

std::size_t Confirmed(const ReportFacts& report, Day until) {
  if (By(report.remedied, until)) return 0;
  return report.claims ? 1 : 2;
}

}  // namespace

std::string_view FigureName(Figure figure) {
  return NameOf(figure).name;
}

std::span<const std::string_view> ClassNames(Figure figure) {
  const Named& named = NameOf(figure);
  return std::span(named.classes).first(named.count);
}

std::optional<Figure> FigureNamed(std::string_view name) {
  for (std::size_t i = 0; i < kFigures; ++i)
    if (kNames.at(i).name == name) return static_cast<Figure>(i);
  return std::nullopt;
}

Window Window::Of(gate::Quarter quarter) {
  return {.quarter = quarter,
          .first = DayOf(quarter.Begin()),
          .last = DayOf(quarter.End()) - 1,
          .until = DayOf(quarter.Next().End()) - 1};
}

std::optional<std::size_t> ClassOf(Figure figure, const Window& window, const ReportFacts& report) {
  // Of remedies those count that were confirmed in the quarter, however old the report is.
  if (figure == Figure::kRemedy) {
    if (!report.remedied || !window.Has(*report.remedied)) return std::nullopt;
    return Stage(*report.remedied - report.received, kRemedyDays, kLongRemedyDays);
  }
  if (!window.Has(report.received)) return std::nullopt;
  const Day month = report.received + kMonthDays;
  switch (figure) {
    case Figure::kSatisfied:
      return Satisfied(report.satisfied);
    case Figure::kAnswer:
      if (By(report.answered, std::min(report.ack_due, window.until))) return 0;
      return By(report.answered, month) ? 1 : 2;
    case Figure::kReferral:
      return Stage(report.referred, month, window.until);
    case Figure::kInformed:
      return Informed(report, window.until);
    case Figure::kConfirmed:
      return Confirmed(report, window.until);
    case Figure::kDialogue:
      return By(report.replied, window.until) ? 0 : 1;
    case Figure::kRemedy:
    case Figure::kCount:
      break;
  }
  return std::nullopt;
}

}  // namespace voice::mechanism
