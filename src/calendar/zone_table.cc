#include "calendar/zone_table.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "embed/zones.h"

namespace calendar {

namespace {

// Takes what stands before `end` off the text, and `end` too.
std::string_view Take(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return taken;
}

std::int64_t Number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

const std::map<std::string_view, std::string_view>& Lines() {
  static const std::map<std::string_view, std::string_view> lines = [] {
    std::map<std::string_view, std::string_view> map;
    std::string_view rest = embedded::zones();
    while (!rest.empty()) {
      std::string_view line = Take(rest, '\n');
      if (line.empty() || line[0] == '#') continue;
      const std::string_view name = Take(line, '\t');
      map.emplace(name, line);
    }
    return map;
  }();
  return lines;
}

struct Kind {
  std::int64_t offset = 0;
  bool daylight = false;
  std::string_view name;
};

std::vector<Kind> KindsOf(std::string_view text) {
  std::vector<Kind> kinds;
  while (!text.empty()) {
    std::string_view kind = Take(text, '|');
    const std::string_view offset = Take(kind, ' ');
    kinds.push_back({Number(offset), offset.ends_with('d'), kind});
  }
  return kinds;
}

// Reads a POSIX TZ rule from left to right; `ok` tells whether all of it was understood.
class PosixRule {
 public:
  struct Date {
    int month = 0;
    int week = 0;     // 5: the last
    int weekday = 0;  // 0 Sunday
    std::int64_t seconds = 7200;
  };

  explicit PosixRule(std::string_view text) : rest_(text) {
    standard_name = Name();
    standard = -Time();
    daylight_name = Name();
    daylight = rest_.starts_with(',') ? standard + 3600 : -Time();
    begins = ReadDate();
    ends = ReadDate();
    ok = ok && rest_.empty();
  }

  std::string standard_name, daylight_name;
  std::int64_t standard = 0, daylight = 0;  // seconds east of UTC
  Date begins, ends;
  bool ok = true;

 private:
  std::string Name() {
    if (rest_.starts_with('<')) {
      rest_.remove_prefix(1);
      return std::string(Take(rest_, '>'));
    }
    const std::size_t end = std::min(rest_.find_first_of("+-0123456789,"), rest_.size());
    std::string name(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return name;
  }

  int Digits() {
    int value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{}) ok = false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

  bool Next(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::int64_t Time() {
    const bool negative = Next('-');
    if (!negative) Next('+');
    std::int64_t seconds = Digits() * 3600LL;
    if (Next(':')) seconds += Digits() * 60LL;
    if (Next(':')) seconds += Digits();
    return negative ? -seconds : seconds;
  }

  Date ReadDate() {
    Date date;
    ok = Next(',') && ok;
    ok = Next('M') && ok;
    date.month = Digits();
    ok = Next('.') && ok;
    date.week = Digits();
    ok = Next('.') && ok;
    date.weekday = Digits();
    if (Next('/')) date.seconds = Time();
    ok = ok && date.month >= 1 && date.month <= 12 && date.week >= 1 && date.week <= 5 && date.weekday <= 6;
    return date;
  }

  std::string_view rest_;
};

// On the clock before the change.
std::int64_t LocalSeconds(const PosixRule::Date& date, int year) {
  const int weekday = (date.weekday + 6) % 7;  // ours begin on Monday
  std::int64_t day = DayNumber(year, date.month, 1);
  day += (weekday - WeekdayOf(day) + 7) % 7 + (date.week - 1) * 7LL;
  const std::int64_t next_month =
      date.month == 12 ? DayNumber(year + 1, 1, 1) : DayNumber(year, date.month + 1, 1);
  if (day >= next_month) day -= 7;
  return day * 86'400 + date.seconds;
}

}  // namespace

std::vector<Transition> TransitionsOfPosixRule(std::string_view text, int first, int last) {
  const PosixRule rule(text);
  std::vector<Transition> all;
  if (!rule.ok) return all;
  for (int year = first; year <= last; ++year) {
    const std::int64_t begins = LocalSeconds(rule.begins, year) - rule.standard;
    const std::int64_t ends = LocalSeconds(rule.ends, year) - rule.daylight;
    // Where the "summer" time of the rule is the earlier one, it is winter that is the exception.
    const bool summer = rule.daylight > rule.standard;
    all.push_back({{begins * base::kSecondMs}, rule.standard, rule.daylight, summer, rule.daylight_name});
    all.push_back({{ends * base::kSecondMs}, rule.daylight, rule.standard, !summer, rule.standard_name});
  }
  std::sort(all.begin(), all.end(), [](const Transition& a, const Transition& b) { return a.at < b.at; });
  return all;
}

std::optional<ZoneFacts> ZoneInTable(std::string_view iana) {
  auto found = Lines().find(iana);
  if (found != Lines().end() && found->second.starts_with('=')) found = Lines().find(found->second.substr(1));
  if (found == Lines().end()) return std::nullopt;
  std::string_view line = found->second;
  const std::vector<Kind> kinds = KindsOf(Take(line, '\t'));
  std::string_view changes = Take(line, '\t');
  ZoneFacts facts{kinds[0].offset, std::string(kinds[0].name), {}};
  std::int64_t at = 0;
  std::int64_t before = facts.offset;
  while (!changes.empty() && changes != "-") {
    std::string_view change = Take(changes, ' ');
    at += Number(Take(change, ':'));
    const Kind& kind = kinds[static_cast<std::size_t>(Number(change))];
    facts.transitions.push_back(
        {{at * base::kSecondMs}, before, kind.offset, kind.daylight, std::string(kind.name)});
    before = kind.offset;
  }
  if (line == "-") return facts;
  const base::UtcTime last = facts.transitions.empty() ? base::UtcTime{} : facts.transitions.back().at;
  for (Transition& next : TransitionsOfPosixRule(line, UtcLocal(last).year, kLastZoneYear)) {
    if (next.at > last) facts.transitions.push_back(std::move(next));
  }
  return facts;
}

bool IsOtherZoneName(std::string_view iana) {
  const auto found = Lines().find(iana);
  return found != Lines().end() && found->second.starts_with('=');
}

const std::vector<std::string>& ZoneNames() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& [name, line] : Lines()) all.emplace_back(name);
    return all;
  }();
  return names;
}

}  // namespace calendar
