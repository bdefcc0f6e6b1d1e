#pragma once
// PartialDate: a date of which only the year, or the year and month, may be known, as watch lists give them.
// Proleptic Gregorian, no time zone. Value type; month and day are 0 where unknown.
//
// ParseDate reads the layouts that lists and supplier files use: 1974, 1974-05, 1974-05-12, 1974/05/12,
// 1974.05.12, 19740512, 12 May 1974, May 1974, 12-MAY-1974, "May 12, 1974", 12/05/1974 and 12.05.1974 (day
// first unless that is impossible; a slash form where both readings are possible is ambiguous: see
// `ambiguous`), an ISO time stamp (the time is dropped). "circa", "c.", "approximately" and "~" before the
// date set `circa`. Errors: kInvalid, naming the value and what was expected; 1974-01-32 is an error, never a
// guess.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

struct PartialDate {
  std::int16_t year = 0;
  std::uint8_t month = 0;  // 1..12, 0 unknown
  std::uint8_t day = 0;    // 1..31, 0 unknown
  bool circa = false;      // "about"
  bool ambiguous = false;  // 03/04/1974: day and month may be the other way round

  bool operator==(const PartialDate&) const = default;
};

Result<PartialDate> ParseDate(std::string_view text);

// "1974", "1974-05" or "1974-05-12".
std::string FormatDate(const PartialDate& date);

// Days of a month; month 1..12.
int DaysInMonth(int year, int month);

}  // namespace base
