#pragma once
// What the grievance mechanism counts: each figure sorts reports into classes that are in order and exclude
// each other. docs/voice/mechanism.md defines them in words. Pure; thread-safe.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gate/quarter.h"
#include "voice/types.h"

namespace voice::mechanism {

enum class Figure : std::uint8_t {
  kSatisfied,  // her answer to "Did this help you?"
  kAnswer,     // the first answer, against what was promised before she wrote
  kReferral,   // handed on to a service that can help
  kInformed,   // heard again by the day promised for an outcome
  kConfirmed,  // she says herself that she has what she was owed
  kDialogue,   // she wrote again after an answer
  kRemedy,     // days from a report to the first remedy that its writer confirmed
  kCount
};
inline constexpr std::size_t kFigures = static_cast<std::size_t>(Figure::kCount);
inline constexpr std::size_t kMostClasses = 4;

std::string_view FigureName(Figure figure);                   // "answer": as published
std::span<const std::string_view> ClassNames(Figure figure);  // "promised", "thirty", "later"
std::optional<Figure> FigureNamed(std::string_view name);

inline constexpr std::int64_t kMonthDays = 30;
inline constexpr std::int64_t kRemedyDays = 90, kLongRemedyDays = 180;

// A quarter of reports and how long they are watched: to the end of the quarter after it. What happens later
// changes nothing.
struct Window {
  gate::Quarter quarter;
  Day first = 0;  // of the quarter
  Day last = 0;
  Day until = 0;  // the last day on which something still counts
  static Window Of(gate::Quarter quarter);
  bool Has(Day day) const { return day >= first && day <= last; }
};

// What a figure knows of a report.
struct ReportFacts {
  std::string language;  // tag of the page she wrote on; may be none of kWorkerLanguages
  Day received = 0;
  Day ack_due = 0;
  Day feedback_due = 0;
  std::optional<Day> answered;    // the team's first answer
  std::optional<Day> told_again;  // the first later day on which the team wrote
  std::optional<Day> replied;     // the first day on which she wrote after an answer
  std::optional<Day> referred;
  std::optional<Day> remedied;  // she confirmed a remedy
  std::optional<Day> closed;
  bool claims = false;  // something is claimed for her
  int satisfied = 0;    // 1 yes, 2 partly, 3 no, 0 not said
};

// The class, or nothing where the figure does not count this report.
std::optional<std::size_t> ClassOf(Figure figure, const Window& window, const ReportFacts& report);

}  // namespace voice::mechanism
