#pragma once
// The values of iCalendar that speak of time: dates, date-times, durations, offsets (RFC 5545, sections 3.3.4
// to 3.3.6 and 3.3.14). Proleptic Gregorian, years 1 to 9999, no leap seconds (a second of 60 is read as 59).
// Value types; pure.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace calendar {

// What a calendar and a clock on the wall show.
struct LocalTime {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  auto operator<=>(const LocalTime&) const = default;
};

bool IsLocalTime(const LocalTime& time);  // a date that exists and a time of day

// Days since 1970-01-01; the formulas are those of Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms" (public domain).
std::int64_t DayNumber(int year, int month, int day);
LocalTime FromDayNumber(std::int64_t day);  // midnight
int WeekdayOf(std::int64_t day);            // 0 Monday to 6 Sunday
bool IsLeapYear(int year);
int DaysInYear(int year);

// Seconds since 1970-01-01 00:00 on that clock, and back.
std::int64_t SecondsOf(const LocalTime& time);
LocalTime FromSeconds(std::int64_t seconds);

LocalTime UtcLocal(base::UtcTime time);  // milliseconds are dropped
base::UtcTime FromUtcLocal(const LocalTime& time);

enum class TimeForm : std::uint8_t {
  kDate,      // 20261201: a whole day, wherever one is
  kFloating,  // 20261201T140000: that time, wherever one is
  kUtc,       // 20261201T050000Z
  kZoned,     // TZID=Asia/Seoul:20261201T140000
};

struct DateTime {
  TimeForm form = TimeForm::kUtc;
  LocalTime local;
  std::string zone;  // the TZID; only of kZoned
  bool operator==(const DateTime&) const = default;
};
DateTime UtcDateTime(base::UtcTime time);
DateTime ZonedDateTime(const LocalTime& local, std::string zone);
DateTime DateOnly(int year, int month, int day);

// "20261201", "20261201T140000" or "...Z"; the zone is not part of it.
std::string FormatDateTime(const DateTime& time);
// Nothing where it is none. `zone` is the TZID parameter; it does not count for dates and for "...Z".
std::optional<DateTime> ParseDateTime(std::string_view text, std::string_view zone = {});

// "P1DT2H": days are nominal (the same time of day), seconds are exact.
struct Duration {
  bool negative = false;
  std::int64_t days = 0;
  std::int64_t seconds = 0;
  bool operator==(const Duration&) const = default;
};
std::string FormatDuration(const Duration& duration);
std::optional<Duration> ParseDuration(std::string_view text);  // at most 100,000 days

// "+0900", "-033000"; in seconds east of UTC, less than 24 hours.
std::string FormatOffset(std::int64_t seconds);
std::optional<std::int64_t> ParseOffset(std::string_view text);

}  // namespace calendar
