#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/limits_calendar.h"
#include "calendar/content.h"
#include "calendar/recurrence.h"

namespace calendar {

namespace {

constexpr std::array<std::string_view, 7> kDays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr std::array<std::string_view, 4> kFrequencies = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
constexpr int kMaxInterval = 10'000;
constexpr int kMaxCount = 1'000'000;

std::optional<int> Number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

std::optional<int> Weekday(std::string_view text) {
  const auto* const found = std::find(kDays.begin(), kDays.end(), text);
  if (found == kDays.end()) return std::nullopt;
  return static_cast<int>(found - kDays.begin());
}

base::Error Bad(std::string_view name, std::string_view value) {
  return base::Invalid(fmt::format("{}={} is not understood", name, value));
}

std::vector<std::string_view> Split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

class RuleReader {
 public:
  base::Result<Rule> Read(std::string_view text) {
    for (const std::string_view part : Split(text, ';')) {
      if (part.empty()) continue;  // some clients end the rule with a semicolon
      const std::size_t equals = part.find('=');
      if (equals == std::string_view::npos) return base::Invalid(fmt::format("\"{}\" has no \"=\"", part));
      const std::string_view name = part.substr(0, equals);
      if (std::find(seen_.begin(), seen_.end(), name) != seen_.end())
        return base::Invalid(fmt::format("{} stands twice", name));
      seen_.push_back(name);
      TRY(Take(name, part.substr(equals + 1)));
    }
    TRY(Check());
    return std::move(rule_);
  }

 private:
  base::Status Take(std::string_view name, std::string_view value) {
    if (name == "FREQ") return TakeFrequency(value);
    if (name == "INTERVAL") return TakeNumber(name, value, kMaxInterval, rule_.interval);
    if (name == "COUNT") {
      rule_.count = 0;
      return TakeNumber(name, value, kMaxCount, *rule_.count);
    }
    if (name == "UNTIL") {
      rule_.until = ParseDateTime(value);
      return rule_.until ? base::Ok() : base::Status(Bad(name, value));
    }
    if (name == "WKST") {
      const auto day = Weekday(value);
      if (!day) return Bad(name, value);
      rule_.week_start = *day;
      return base::Ok();
    }
    if (name == "BYDAY") return TakeDays(value);
    if (name == "BYMONTHDAY") return TakeList(name, value, 31, true, rule_.by_month_day);
    if (name == "BYYEARDAY") return TakeList(name, value, 366, true, rule_.by_year_day);
    if (name == "BYWEEKNO") return TakeList(name, value, 53, true, rule_.by_week);
    if (name == "BYMONTH") return TakeList(name, value, 12, false, rule_.by_month);
    if (name == "BYSETPOS") return TakeList(name, value, 366, true, rule_.by_set_pos);
    return Bad(name, value);
  }

  base::Status TakeFrequency(std::string_view value) {
    const auto* const found = std::find(kFrequencies.begin(), kFrequencies.end(), value);
    if (found == kFrequencies.end()) return Bad("FREQ", value);
    rule_.frequency = static_cast<Frequency>(found - kFrequencies.begin());
    has_frequency_ = true;
    return base::Ok();
  }

  static base::Status TakeNumber(std::string_view name, std::string_view value, int max, int& into) {
    const auto number = Number(value);
    if (!number || *number < 1 || *number > max) return Bad(name, value);
    into = *number;
    return base::Ok();
  }

  static base::Status TakeList(std::string_view name, std::string_view value, int max, bool negative,
                               std::vector<int>& into) {
    for (const std::string_view item : Split(value, ',')) {
      const auto number = Number(item);
      if (!number || *number == 0 || *number > max || *number < (negative ? -max : 1))
        return Bad(name, value);
      if (into.size() == base::kMaxRuleValues)
        return base::TooLarge(fmt::format("{} has more than {} values", name, base::kMaxRuleValues));
      into.push_back(*number);
    }
    return base::Ok();
  }

  base::Status TakeDays(std::string_view value) {
    for (const std::string_view item : Split(value, ',')) {
      const auto day = item.size() < 2 ? std::nullopt : Weekday(item.substr(item.size() - 2));
      if (!day) return Bad("BYDAY", value);
      const std::string_view ordinal = item.substr(0, item.size() - 2);
      const auto number = ordinal.empty() ? std::optional<int>(0) : Number(ordinal);
      if (!number || *number > 53 || *number < -53 || (*number == 0 && !ordinal.empty()))
        return Bad("BYDAY", value);
      if (rule_.by_day.size() == base::kMaxRuleValues)
        return base::TooLarge(fmt::format("BYDAY has more than {} values", base::kMaxRuleValues));
      rule_.by_day.push_back({*number, *day});
    }
    return base::Ok();
  }

  // What section 3.3.10 says MUST NOT be together.
  base::Status Check() const {
    if (!has_frequency_) return base::Invalid("FREQ is missing");
    if (rule_.count && rule_.until) return base::Invalid("COUNT and UNTIL are not for the same rule");
    const bool yearly = rule_.frequency == Frequency::kYearly;
    const bool ordinals = std::any_of(rule_.by_day.begin(), rule_.by_day.end(),
                                      [](const RuleDay& day) { return day.ordinal != 0; });
    if (ordinals && rule_.frequency != Frequency::kMonthly && !yearly)
      return base::Invalid("BYDAY counts only in rules of months and years");
    if (ordinals && !rule_.by_week.empty()) return base::Invalid("BYDAY does not count beside BYWEEKNO");
    if (!rule_.by_month_day.empty() && rule_.frequency == Frequency::kWeekly)
      return base::Invalid("BYMONTHDAY is not for rules of weeks");
    if (!rule_.by_year_day.empty() && !yearly) return base::Invalid("BYYEARDAY is only for rules of years");
    if (!rule_.by_week.empty() && !yearly) return base::Invalid("BYWEEKNO is only for rules of years");
    const bool others = !rule_.by_day.empty() || !rule_.by_month_day.empty() || !rule_.by_year_day.empty() ||
                        !rule_.by_week.empty() || !rule_.by_month.empty();
    if (!rule_.by_set_pos.empty() && !others) return base::Invalid("BYSETPOS needs another BY part");
    return base::Ok();
  }

  Rule rule_;
  bool has_frequency_ = false;
  std::vector<std::string_view> seen_;
};

void AppendList(std::string& text, std::string_view name, const std::vector<int>& values) {
  if (!values.empty()) text += fmt::format(";{}={}", name, fmt::join(values, ","));
}

}  // namespace

base::Result<Rule> ParseRule(std::string_view text) {
  const std::string upper = UpperAscii(text);
  return RuleReader().Read(upper);
}

std::string FormatRule(const Rule& rule) {
  std::string text = fmt::format("FREQ={}", kFrequencies[static_cast<std::size_t>(rule.frequency)]);
  if (rule.until) text += ";UNTIL=" + FormatDateTime(*rule.until);
  if (rule.count) text += fmt::format(";COUNT={}", *rule.count);
  if (rule.interval != 1) text += fmt::format(";INTERVAL={}", rule.interval);
  AppendList(text, "BYMONTH", rule.by_month);
  AppendList(text, "BYWEEKNO", rule.by_week);
  AppendList(text, "BYYEARDAY", rule.by_year_day);
  AppendList(text, "BYMONTHDAY", rule.by_month_day);
  for (std::size_t i = 0; i < rule.by_day.size(); ++i) {
    const RuleDay& day = rule.by_day[i];
    text += i == 0 ? ";BYDAY=" : ",";
    if (day.ordinal != 0) text += fmt::format("{}", day.ordinal);
    text += kDays[static_cast<std::size_t>(day.weekday)];
  }
  AppendList(text, "BYSETPOS", rule.by_set_pos);
  if (rule.week_start != 0) text += fmt::format(";WKST={}", kDays[static_cast<std::size_t>(rule.week_start)]);
  return text;
}

}  // namespace calendar
