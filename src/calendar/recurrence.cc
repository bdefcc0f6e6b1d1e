#include "calendar/recurrence.h"

#include <algorithm>

#include "base/date.h"
#include "base/limits_calendar.h"

namespace calendar {

namespace {

constexpr int kMaxYear = 9999;

bool Holds(const std::vector<int>& values, int value, int from_end) {
  return std::any_of(values.begin(), values.end(), [&](int v) { return v == value || v == from_end; });
}

// A day with what the parts of a rule ask of it.
struct Day {
  std::int64_t number = 0;
  LocalTime date;
  int weekday = 0;
  int in_year = 0;  // 1 to 366
};

Day MakeDay(std::int64_t number) {
  Day day{number, FromDayNumber(number), WeekdayOf(number), 0};
  day.in_year = static_cast<int>(number - DayNumber(day.date.year, 1, 1)) + 1;
  return day;
}

// The first day of week 1 of the year: the first week with at least four days in it (section 3.3.10,
// BYWEEKNO).
std::int64_t FirstWeek(int year, int week_start) {
  const std::int64_t first = DayNumber(year, 1, 1);
  const int into = (WeekdayOf(first) - week_start + 7) % 7;  // days of that week before 1 January
  return into <= 3 ? first - into : first + 7 - into;
}

// The parts of a rule with what is left out taken from the start, as section 3.3.10 says.
struct Parts {
  Rule rule;

  Parts(const Rule& given, const LocalTime& start) : rule(given) {
    const int weekday = WeekdayOf(DayNumber(start.year, start.month, start.day));
    const bool no_days = rule.by_day.empty() && rule.by_month_day.empty() && rule.by_year_day.empty();
    switch (rule.frequency) {
      case Frequency::kDaily:
        break;
      case Frequency::kWeekly:
        if (rule.by_day.empty()) rule.by_day = {{0, weekday}};
        break;
      case Frequency::kMonthly:
        if (no_days) rule.by_month_day = {start.day};
        break;
      case Frequency::kYearly:
        if (!no_days) break;
        if (!rule.by_week.empty()) {
          rule.by_day = {{0, weekday}};
        } else {
          rule.by_month_day = {start.day};
          if (rule.by_month.empty()) rule.by_month = {start.month};
        }
        break;
    }
  }

  bool Allows(const Day& day, int period_year) const {
    const LocalTime& date = day.date;
    if (!rule.by_month.empty() && !Holds(rule.by_month, date.month, 0)) return false;
    if (!rule.by_month_day.empty() &&
        !Holds(rule.by_month_day, date.day, date.day - base::DaysInMonth(date.year, date.month) - 1))
      return false;
    if (!rule.by_year_day.empty() &&
        !Holds(rule.by_year_day, day.in_year, day.in_year - DaysInYear(date.year) - 1))
      return false;
    if (!rule.by_week.empty() && !AllowsWeek(day, period_year)) return false;
    return rule.by_day.empty() || std::any_of(rule.by_day.begin(), rule.by_day.end(),
                                              [&](const RuleDay& wanted) { return AllowsDay(day, wanted); });
  }

 private:
  bool AllowsWeek(const Day& day, int year) const {
    const std::int64_t first = FirstWeek(year, rule.week_start);
    const std::int64_t next = FirstWeek(year + 1, rule.week_start);
    if (day.number < first || day.number >= next) return false;
    const int week = static_cast<int>((day.number - first) / 7) + 1;
    const int weeks = static_cast<int>((next - first) / 7);
    return Holds(rule.by_week, week, week - weeks - 1);
  }

  // An ordinal counts within the month, or within the year where no month is named and no month is the
  // period.
  bool AllowsDay(const Day& day, const RuleDay& wanted) const {
    if (day.weekday != wanted.weekday) return false;
    if (wanted.ordinal == 0) return true;
    const bool by_month = rule.frequency == Frequency::kMonthly || !rule.by_month.empty();
    const int place = by_month ? day.date.day : day.in_year;
    const int length =
        by_month ? base::DaysInMonth(day.date.year, day.date.month) : DaysInYear(day.date.year);
    const int ordinal = wanted.ordinal > 0 ? (place - 1) / 7 + 1 : -((length - place) / 7 + 1);
    return ordinal == wanted.ordinal;
  }
};

// The days [first, last) of one period.
struct Period {
  std::int64_t first = 0;
  std::int64_t last = 0;
  int year = 0;
};

Period PeriodAt(const Rule& rule, const LocalTime& start, std::int64_t index) {
  const std::int64_t day = DayNumber(start.year, start.month, start.day);
  const std::int64_t steps = index * rule.interval;
  switch (rule.frequency) {
    case Frequency::kDaily: {
      const std::int64_t first = day + steps;
      return {first, first + 1, FromDayNumber(first).year};
    }
    case Frequency::kWeekly: {
      const std::int64_t first = day - (WeekdayOf(day) - rule.week_start + 7) % 7 + steps * 7;
      return {first, first + 7, FromDayNumber(first).year};
    }
    case Frequency::kMonthly: {
      const std::int64_t months = start.year * 12LL + start.month - 1 + steps;
      const int year = static_cast<int>(months / 12);
      const int month = static_cast<int>(months % 12) + 1;
      const std::int64_t first = DayNumber(year, month, 1);
      return {first, first + base::DaysInMonth(year, month), year};
    }
    case Frequency::kYearly:
      break;
  }
  const int year = static_cast<int>(std::min<std::int64_t>(start.year + steps, kMaxYear + 1));
  Period period{DayNumber(year, 1, 1), DayNumber(year + 1, 1, 1), year};
  if (!rule.by_week.empty()) {  // the year of weeks begins and ends where its weeks do
    period.first = FirstWeek(year, rule.week_start);
    period.last = FirstWeek(year + 1, rule.week_start);
  }
  return period;
}

std::vector<std::int64_t> DaysOf(const Parts& parts, const Period& period) {
  std::vector<std::int64_t> days;
  for (std::int64_t day = period.first; day < period.last; ++day) {
    if (parts.Allows(MakeDay(day), period.year)) days.push_back(day);
  }
  if (parts.rule.by_set_pos.empty()) return days;
  std::vector<std::int64_t> chosen;
  const auto size = static_cast<int>(days.size());
  for (int i = 0; i < size; ++i) {
    if (Holds(parts.rule.by_set_pos, i + 1, i - size)) chosen.push_back(days[static_cast<std::size_t>(i)]);
  }
  return chosen;
}

}  // namespace

std::vector<LocalTime> Expand(const Rule& rule, const LocalTime& start, const LocalTime& end, std::size_t max,
                              const IsOver& is_over) {
  std::vector<LocalTime> times;
  max = std::min(max, rule.count ? static_cast<std::size_t>(*rule.count) : max);
  if (max == 0 || start >= end) return times;
  times.push_back(start);
  const Parts parts(rule, start);
  const std::int64_t last_day =
      std::min(DayNumber(end.year, end.month, end.day), DayNumber(kMaxYear, 12, 31));
  for (std::size_t index = 0; index < base::kMaxRecurrencePeriods; ++index) {
    const Period period = PeriodAt(rule, start, static_cast<std::int64_t>(index));
    if (period.first > last_day) break;
    for (const std::int64_t day : DaysOf(parts, period)) {
      LocalTime time = FromDayNumber(day);
      time.hour = start.hour;
      time.minute = start.minute;
      time.second = start.second;
      if (time <= start) continue;
      if (times.size() >= max || time >= end || time.year > kMaxYear || is_over(time)) return times;
      times.push_back(time);
    }
  }
  return times;
}

std::vector<LocalTime> Expand(const Rule& rule, const LocalTime& start, const LocalTime& end,
                              std::size_t max) {
  if (!rule.until) return Expand(rule, start, end, max, [](const LocalTime&) { return false; });
  LocalTime last = rule.until->local;
  if (rule.until->form == TimeForm::kDate) last.hour = 23, last.minute = 59, last.second = 59;
  return Expand(rule, start, end, max, [&](const LocalTime& time) { return time > last; });
}

}  // namespace calendar
