#include "base/time.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <ctime>

#include "base/date.h"

namespace base {

namespace {

constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Broken {
  std::tm fields{};
  int milliseconds = 0;
};

Broken Break(UtcTime time) {
  Broken broken;
  std::int64_t seconds = time.ms / kSecondMs;
  std::int64_t rest = time.ms % kSecondMs;
  if (rest < 0) {
    rest += kSecondMs;
    --seconds;
  }
  const auto moment = static_cast<std::time_t>(seconds);
  gmtime_r(&moment, &broken.fields);
  broken.milliseconds = static_cast<int>(rest);
  return broken;
}

// Reads exactly `digits` digits from the front of `text`.
bool TakeNumber(std::string_view& text, std::size_t digits, int& value) {
  if (text.size() < digits) return false;
  for (std::size_t i = 0; i < digits; ++i)
    if (text[i] < '0' || text[i] > '9') return false;
  std::from_chars(text.data(), text.data() + digits, value);
  text.remove_prefix(digits);
  return true;
}

bool TakeLetter(std::string_view& text, std::string_view letters) {
  if (text.empty() || letters.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool TakeFraction(std::string_view& text, int& milliseconds) {
  if (!TakeLetter(text, ".")) return true;
  int scale = 100;
  bool any = false;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    milliseconds += (text.front() - '0') * scale;
    scale /= 10;
    any = true;
    text.remove_prefix(1);
  }
  return any;
}

bool TakeOffset(std::string_view& text, int& minutes) {
  if (TakeLetter(text, "Zz")) return true;
  const bool west = !text.empty() && text.front() == '-';
  int hours = 0;
  int rest = 0;
  if (!TakeLetter(text, "+-") || !TakeNumber(text, 2, hours) || !TakeLetter(text, ":") ||
      !TakeNumber(text, 2, rest))
    return false;
  minutes = (hours * 60 + rest) * (west ? -1 : 1);
  return hours < 24 && rest < 60;
}

}  // namespace

std::string FormatTime(UtcTime time) {
  const Broken b = Break(time);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", b.fields.tm_year + 1900,
                     b.fields.tm_mon + 1, b.fields.tm_mday, b.fields.tm_hour, b.fields.tm_min,
                     b.fields.tm_sec, b.milliseconds);
}

std::string FormatDay(UtcTime time) {
  return FormatTime(time).substr(0, 10);
}

std::string FormatHttpTime(UtcTime time) {
  const std::tm f = Break(time).fields;
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[static_cast<std::size_t>(f.tm_wday)],
                     f.tm_mday, kMonths[static_cast<std::size_t>(f.tm_mon)], f.tm_year + 1900, f.tm_hour,
                     f.tm_min, f.tm_sec);
}

Result<UtcTime> ParseTime(std::string_view text) {
  std::string_view rest = text;
  std::tm f{};
  int milliseconds = 0;
  int offset = 0;
  const bool read = TakeNumber(rest, 4, f.tm_year) && TakeLetter(rest, "-") &&
                    TakeNumber(rest, 2, f.tm_mon) && TakeLetter(rest, "-") &&
                    TakeNumber(rest, 2, f.tm_mday) && TakeLetter(rest, "Tt ") &&
                    TakeNumber(rest, 2, f.tm_hour) && TakeLetter(rest, ":") &&
                    TakeNumber(rest, 2, f.tm_min) && TakeLetter(rest, ":") && TakeNumber(rest, 2, f.tm_sec) &&
                    TakeFraction(rest, milliseconds) && TakeOffset(rest, offset) && rest.empty();
  const bool possible = read && f.tm_mon >= 1 && f.tm_mon <= 12 && f.tm_mday >= 1 &&
                        f.tm_mday <= DaysInMonth(f.tm_year, f.tm_mon) && f.tm_hour < 24 && f.tm_min < 60 &&
                        f.tm_sec <= 60;
  if (!possible)
    return Invalid(fmt::format("\"{}\" is not a time like 2026-11-22T06:20:05Z", text.substr(0, 40)));
  f.tm_year -= 1900;
  f.tm_mon -= 1;
  const std::int64_t seconds = timegm(&f) - std::int64_t{offset} * 60;
  return UtcTime{seconds * kSecondMs + milliseconds};
}

}  // namespace base
