#pragma once
// Recurrence rules of RFC 5545, section 3.3.10: FREQ from YEARLY to DAILY with INTERVAL, COUNT, UNTIL, BYDAY,
// BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYMONTH, BYSETPOS and WKST. Rules of hours, minutes and seconds are
// refused. Pure. Cost: about 10 ns a day looked at; bounded by base::kMaxRecurrencePeriods.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/time.h"

namespace calendar {

enum class Frequency : std::uint8_t { kDaily, kWeekly, kMonthly, kYearly };

struct RuleDay {
  int ordinal = 0;  // 2: the second of the month or year; -1: the last; 0: each
  int weekday = 0;  // 0 Monday to 6 Sunday
  bool operator==(const RuleDay&) const = default;
};

struct Rule {
  Frequency frequency = Frequency::kWeekly;
  int interval = 1;
  std::optional<int> count;
  std::optional<DateTime> until;  // inclusive; kDate, kFloating or kUtc
  std::vector<RuleDay> by_day;
  std::vector<int> by_month_day;  // 1 to 31, -31 to -1
  std::vector<int> by_year_day;   // 1 to 366, -366 to -1
  std::vector<int> by_week;       // 1 to 53, -53 to -1
  std::vector<int> by_month;      // 1 to 12
  std::vector<int> by_set_pos;    // 1 to 366, -366 to -1
  int week_start = 0;             // as RuleDay::weekday
  bool operator==(const Rule&) const = default;
};

// "FREQ=MONTHLY;COUNT=3;BYDAY=2TU" and back. Errors: kInvalid, naming the part; kTooLarge.
base::Result<Rule> ParseRule(std::string_view text);
std::string FormatRule(const Rule& rule);

// Whether the rule has gone too far, for UNTIL in a time zone: true where the time lies after the end.
using IsOver = std::function<bool(const LocalTime&)>;

// The times of the rule from `start` on, in order, each with start's time of day, before `end`; at most
// `max`. `start` is always the first and counts in COUNT, even where the rule does not give it
// (section 3.8.5.3). Days that do not exist (30 February) are left out, not moved. rule.until is not looked
// at: `is_over` is.
std::vector<LocalTime> Expand(const Rule& rule, const LocalTime& start, const LocalTime& end, std::size_t max,
                              const IsOver& is_over);
// The same where rule.until is in the same clock as `start`; one of kUtc is compared as it stands.
std::vector<LocalTime> Expand(const Rule& rule, const LocalTime& start, const LocalTime& end,
                              std::size_t max);

}  // namespace calendar
