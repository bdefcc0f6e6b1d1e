#include "calendar/zone_rules.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/date.h"
#include "base/limits_calendar.h"
#include "calendar/zone_table.h"

namespace calendar {

namespace {

constexpr std::size_t kFewestForRule = 3;

base::UtcTime Horizon() {
  return FromUtcLocal({kLastZoneYear + 1, 1, 1, 0, 0, 0});
}

// On the clock before the change.
LocalTime LocalOf(const Transition& t) {
  return FromSeconds(t.at.ms / base::kSecondMs + t.from);
}

int DayOfWeek(const LocalTime& time) {
  return WeekdayOf(DayNumber(time.year, time.month, time.day));
}

template <typename Of>
bool AllSame(std::span<const LocalTime> times, Of of) {
  return std::all_of(times.begin(), times.end(), [&](const LocalTime& t) { return of(t) == of(times[0]); });
}

// Seven days in a row that hold all the days, from the end of the year: for "the day after the last Thursday
// of October", which may fall into November. After February only, so that leap years count the same.
std::optional<std::vector<int>> YearDaysFromEnd(std::span<const LocalTime> times) {
  int least = 0;
  int most = -400;
  for (const LocalTime& t : times) {
    if (t.month <= 2) return std::nullopt;
    const auto place = static_cast<int>(DayNumber(t.year, t.month, t.day) - DayNumber(t.year + 1, 1, 1));
    least = std::min(least, place);
    most = std::max(most, place);
  }
  if (most - least > 6) return std::nullopt;
  std::vector<int> days;
  for (int day = least; day <= std::min(least + 6, -1); ++day) days.push_back(day);
  return days;
}

// The rule of one change a year; nothing where there is none.
std::optional<Rule> RuleFor(std::span<const LocalTime> times) {
  Rule rule;
  rule.frequency = Frequency::kYearly;
  const auto clock = [](const LocalTime& t) { return std::tuple(t.hour, t.minute, t.second); };
  if (!AllSame(times, clock)) return std::nullopt;
  const bool same_month = AllSame(times, [](const LocalTime& t) { return t.month; });
  const bool same_weekday = AllSame(times, [](const LocalTime& t) { return DayOfWeek(t); });
  if (!same_weekday) {
    if (!same_month || !AllSame(times, [](const LocalTime& t) { return t.day; })) return std::nullopt;
    rule.by_month = {times[0].month};
    rule.by_month_day = {times[0].day};
    return rule;
  }
  const int weekday = DayOfWeek(times[0]);
  if (!same_month) {
    const auto days = YearDaysFromEnd(times);
    if (!days) return std::nullopt;
    rule.by_year_day = *days;
    rule.by_day = {{0, weekday}};
    return rule;
  }
  rule.by_month = {times[0].month};
  const auto from_end = [](const LocalTime& t) { return (base::DaysInMonth(t.year, t.month) - t.day) / 7; };
  const auto from_start = [](const LocalTime& t) { return (t.day - 1) / 7; };
  if (AllSame(times, from_end)) {
    rule.by_day = {{-1 - from_end(times[0]), weekday}};
  } else if (AllSame(times, from_start)) {
    rule.by_day = {{1 + from_start(times[0]), weekday}};
  } else {
    const auto by_day = [](const LocalTime& a, const LocalTime& b) { return a.day < b.day; };
    const auto [least, most] = std::minmax_element(times.begin(), times.end(), by_day);
    if (most->day - least->day > 6) return std::nullopt;
    rule.by_day = {{0, weekday}};
    for (int day = least->day; day <= std::min(least->day + 6, 31); ++day) rule.by_month_day.push_back(day);
  }
  return rule;
}

// All changes of one kind, in order, into observances.
class Grouper {
 public:
  Grouper(const Transition& kind, std::vector<LocalTime> times)
      : kind_{kind.daylight, kind.from, kind.to, kind.name, {}, {}, {}}, times_(std::move(times)) {}

  std::vector<Observance> Observances() {
    std::size_t at = 0;
    while (at < times_.size()) at += TakeRun(at);
    if (!single_.empty()) {
      Observance dates = kind_;
      dates.start = single_.front();
      dates.dates.assign(single_.begin() + 1, single_.end());
      found_.push_back(std::move(dates));
    }
    return std::move(found_);
  }

 private:
  std::size_t TakeRun(std::size_t at) {
    std::size_t length = 1;
    std::optional<Rule> rule;
    while (at + length < times_.size() && times_[at + length].year == times_[at + length - 1].year + 1) {
      auto longer = RuleFor(std::span(times_).subspan(at, length + 1));
      if (!longer) break;
      rule = std::move(longer);
      ++length;
    }
    if (length < kFewestForRule) {
      single_.push_back(times_[at]);
      return 1;
    }
    Observance observance = kind_;
    observance.start = times_[at];
    const LocalTime& last = times_[at + length - 1];
    if (last.year < kLastZoneYear)
      rule->until = DateTime{TimeForm::kUtc, FromSeconds(SecondsOf(last) - kind_.from), {}};
    observance.rule = std::move(rule);
    found_.push_back(std::move(observance));
    return length;
  }

  Observance kind_;
  std::vector<LocalTime> times_;
  std::vector<LocalTime> single_;
  std::vector<Observance> found_;
};

}  // namespace

std::vector<Observance> ObservancesOf(const Zone& zone, base::UtcTime from) {
  std::vector<Transition> changes = zone.Transitions(from, Horizon(), base::kMaxZoneTransitions);
  if (auto last = zone.LastTransition(from)) {
    changes.insert(changes.begin(), std::move(*last));
  } else {
    const std::int64_t offset = zone.OffsetAt(from);
    const LocalTime start{1970, 1, 1, 0, 0, 0};
    changes.insert(
        changes.begin(),
        {{FromUtcLocal(start).ms - offset * base::kSecondMs}, offset, offset, false, zone.ShortName(from)});
  }
  using Kind = std::tuple<bool, std::int64_t, std::int64_t, std::string>;
  std::map<Kind, std::vector<LocalTime>> times;
  std::map<Kind, const Transition*> first;
  for (const Transition& change : changes) {
    const Kind kind{change.daylight, change.from, change.to, change.name};
    times[kind].push_back(LocalOf(change));
    first.emplace(kind, &change);
  }
  std::vector<Observance> all;
  for (auto& [kind, list] : times) {
    for (auto& observance : Grouper(*first[kind], std::move(list)).Observances())
      all.push_back(std::move(observance));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Observance& a, const Observance& b) { return a.start < b.start; });
  return all;
}

std::vector<Transition> TransitionsOf(std::span<const Observance> observances) {
  std::vector<Transition> all;
  const LocalTime end{kLastZoneYear + 1, 1, 1, 0, 0, 0};
  for (const Observance& o : observances) {
    std::vector<LocalTime> times = {o.start};
    if (o.rule) {
      Rule rule = *o.rule;
      if (rule.until && rule.until->form == TimeForm::kUtc)
        rule.until->local = FromSeconds(SecondsOf(rule.until->local) + o.from);
      times = Expand(rule, o.start, end, base::kMaxZoneTransitions + 1);
    }
    times.insert(times.end(), o.dates.begin(), o.dates.end());
    for (const LocalTime& time : times)
      all.push_back({{(SecondsOf(time) - o.from) * base::kSecondMs}, o.from, o.to, o.daylight, o.name});
    if (all.size() > base::kMaxZoneTransitions) break;
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Transition& a, const Transition& b) { return a.at < b.at; });
  const auto same = [](const Transition& a, const Transition& b) { return a.at == b.at; };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  return all;
}

}  // namespace calendar
