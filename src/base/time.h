#pragma once
// UtcTime: a moment, in milliseconds since 1970-01-01 00:00:00 UTC, leap seconds not counted (POSIX). Value
// type. Format and Parse use RFC 3339 with milliseconds and "Z": 2026-11-22T06:20:05.123Z, always 24
// characters between the years 0 and 9999.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

struct UtcTime {
  std::int64_t ms = 0;
  auto operator<=>(const UtcTime&) const = default;
};

inline constexpr std::int64_t kSecondMs = 1000;
inline constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

std::string FormatTime(UtcTime time);  // "2026-11-22T06:20:05.123Z"
std::string FormatDay(UtcTime time);   // "2026-11-22"
// "Sun, 22 Nov 2026 06:20:05 GMT", the form of HTTP headers (RFC 9110, section 5.6.7).
std::string FormatHttpTime(UtcTime time);
// RFC 3339 with or without a fraction, with "Z" or an offset. Errors: kInvalid, naming the value.
Result<UtcTime> ParseTime(std::string_view text);

}  // namespace base
