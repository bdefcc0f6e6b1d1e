#pragma once
// Dates as lists print them: one date, or a span of years. Pure and thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lists {

enum class DateOrder { kDayFirst, kMonthFirst };

struct DateReading {
  std::vector<std::string> dates;  // as base::FormatDate prints them; a span of years is one value a year
  bool circa = false;
  bool ambiguous = false;  // 03/04/1974 without a stated order: only the year is in `dates`
};

// Reads what base::ParseDate reads, and spans: "1960 to 1962", "1955- 1958", "Between 1970 and 1973", "01 Jan
// 1960 to 31 Dec 1962", "approximately 1955-1958". With kMonthFirst, 03/04/1974 is 4 March and is not
// ambiguous. Errors: kInvalid, for text that is no date and for spans over kMaxDateRangeYears.
base::Result<DateReading> ReadDates(std::string_view text);
base::Result<DateReading> ReadDates(std::string_view text, DateOrder stated_order);

}  // namespace lists
