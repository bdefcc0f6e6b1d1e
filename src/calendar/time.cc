#include "calendar/time.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/date.h"

namespace calendar {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMaxDurationDays = 100'000;
constexpr std::int64_t kMaxDurationSeconds = kMaxDurationDays * kSecondsPerDay;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// The value of text[at, at+count), or -1.
int Digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!IsDigit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::int64_t FloorDiv(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

bool IsLeapYear(int year) {
  return base::DaysInMonth(year, 2) == 29;
}

int DaysInYear(int year) {
  return IsLeapYear(year) ? 366 : 365;
}

bool IsLocalTime(const LocalTime& t) {
  return t.year >= 1 && t.year <= 9999 && t.month >= 1 && t.month <= 12 && t.day >= 1 &&
         t.day <= base::DaysInMonth(t.year, t.month) && t.hour >= 0 && t.hour < 24 && t.minute >= 0 &&
         t.minute < 60 && t.second >= 0 && t.second < 60;
}

std::int64_t DayNumber(int year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = FloorDiv(y, 400);
  const std::int64_t of_era = y - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

LocalTime FromDayNumber(std::int64_t day) {
  const std::int64_t z = day + 719'468;
  const std::int64_t era = FloorDiv(z, 146'097);
  const std::int64_t of_era = z - era * 146'097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * of_year + 2) / 153;
  LocalTime time;
  time.day = static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1);
  time.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  time.year = static_cast<int>(year_of_era + era * 400 + (time.month <= 2 ? 1 : 0));
  return time;
}

int WeekdayOf(std::int64_t day) {
  return static_cast<int>(((day + 3) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
}

std::int64_t SecondsOf(const LocalTime& t) {
  return DayNumber(t.year, t.month, t.day) * kSecondsPerDay + t.hour * 3600 + t.minute * 60 + t.second;
}

LocalTime FromSeconds(std::int64_t seconds) {
  const std::int64_t day = FloorDiv(seconds, kSecondsPerDay);
  const auto rest = static_cast<int>(seconds - day * kSecondsPerDay);
  LocalTime time = FromDayNumber(day);
  time.hour = rest / 3600;
  time.minute = rest / 60 % 60;
  time.second = rest % 60;
  return time;
}

LocalTime UtcLocal(base::UtcTime time) {
  return FromSeconds(FloorDiv(time.ms, base::kSecondMs));
}

base::UtcTime FromUtcLocal(const LocalTime& time) {
  return base::UtcTime{SecondsOf(time) * base::kSecondMs};
}

DateTime UtcDateTime(base::UtcTime time) {
  return {TimeForm::kUtc, UtcLocal(time), {}};
}

DateTime ZonedDateTime(const LocalTime& local, std::string zone) {
  return {TimeForm::kZoned, local, std::move(zone)};
}

DateTime DateOnly(int year, int month, int day) {
  return {TimeForm::kDate, {year, month, day, 0, 0, 0}, {}};
}

std::string FormatDateTime(const DateTime& time) {
  const LocalTime& t = time.local;
  std::string text = fmt::format("{:04}{:02}{:02}", t.year, t.month, t.day);
  if (time.form == TimeForm::kDate) return text;
  text += fmt::format("T{:02}{:02}{:02}", t.hour, t.minute, t.second);
  if (time.form == TimeForm::kUtc) text += 'Z';
  return text;
}

std::optional<DateTime> ParseDateTime(std::string_view text, std::string_view zone) {
  DateTime time;
  LocalTime& t = time.local;
  t.year = Digits(text, 0, 4);
  t.month = Digits(text, 4, 2);
  t.day = Digits(text, 6, 2);
  if (text.size() == 8) {
    time.form = TimeForm::kDate;
  } else {
    if (text.size() < 15 || text[8] != 'T') return std::nullopt;
    t.hour = Digits(text, 9, 2);
    t.minute = Digits(text, 11, 2);
    t.second = Digits(text, 13, 2);
    if (t.second == 60) t.second = 59;
    const bool utc = text.size() == 16 && text[15] == 'Z';
    if (!utc && text.size() != 15) return std::nullopt;
    time.form = utc ? TimeForm::kUtc : zone.empty() ? TimeForm::kFloating : TimeForm::kZoned;
    if (time.form == TimeForm::kZoned) time.zone = zone;
  }
  if (!IsLocalTime(t)) return std::nullopt;
  return time;
}

std::string FormatDuration(const Duration& d) {
  std::string text = d.negative ? "-P" : "P";
  if (d.days != 0 && d.days % 7 == 0 && d.seconds == 0) return text + fmt::format("{}W", d.days / 7);
  if (d.days != 0) text += fmt::format("{}D", d.days);
  if (d.seconds == 0) return d.days != 0 ? text : text + "T0S";
  text += 'T';
  const std::int64_t hours = d.seconds / 3600;
  const std::int64_t minutes = d.seconds / 60 % 60;
  const std::int64_t seconds = d.seconds % 60;
  if (hours != 0) text += fmt::format("{}H", hours);
  // The grammar has no hours with seconds but without minutes.
  if (minutes != 0 || (hours != 0 && seconds != 0)) text += fmt::format("{}M", minutes);
  if (seconds != 0) text += fmt::format("{}S", seconds);
  return text;
}

std::optional<Duration> ParseDuration(std::string_view text) {
  Duration d;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    d.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.size() < 2 || text[0] != 'P') return std::nullopt;
  text.remove_prefix(1);
  bool in_time = false;
  bool any = false;
  while (!text.empty()) {
    if (text[0] == 'T' && !in_time) {
      in_time = true;
      text.remove_prefix(1);
      continue;
    }
    std::size_t length = 0;
    while (length < text.size() && length < 9 && IsDigit(text[length])) ++length;
    if (length == 0 || length == text.size()) return std::nullopt;
    const std::int64_t value = Digits(text, 0, length);
    const char unit = text[length];
    text.remove_prefix(length + 1);
    if (!in_time && unit == 'W') {
      d.days += value * 7;
    } else if (!in_time && unit == 'D') {
      d.days += value;
    } else if (in_time && (unit == 'H' || unit == 'M' || unit == 'S')) {
      d.seconds += value * (unit == 'H' ? 3600 : unit == 'M' ? 60 : 1);
    } else {
      return std::nullopt;
    }
    any = true;
    if (d.days > kMaxDurationDays || d.seconds > kMaxDurationSeconds) return std::nullopt;
  }
  if (!any) return std::nullopt;
  return d;
}

std::string FormatOffset(std::int64_t seconds) {
  const std::int64_t absolute = std::llabs(seconds);
  std::string text =
      fmt::format("{}{:02}{:02}", seconds < 0 ? '-' : '+', absolute / 3600, absolute / 60 % 60);
  if (absolute % 60 != 0) text += fmt::format("{:02}", absolute % 60);
  return text;
}

std::optional<std::int64_t> ParseOffset(std::string_view text) {
  if ((text.size() != 5 && text.size() != 7) || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const int hours = Digits(text, 1, 2);
  const int minutes = Digits(text, 3, 2);
  const int seconds = text.size() == 7 ? Digits(text, 5, 2) : 0;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59)
    return std::nullopt;
  const std::int64_t total = hours * 3600 + minutes * 60 + seconds;
  return text[0] == '-' ? -total : total;
}

}  // namespace calendar
