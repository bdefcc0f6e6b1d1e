#pragma once
// A calendar quarter in UTC: "2026Q3" is from 1 July 2026, 00:00, until before 1 October 2026, 00:00. Value
// type; pure. As text its order is that of time, so that a database sorts it rightly.

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace gate {

struct Quarter {
  int year = 0;    // 1970 to 9999
  int number = 1;  // 1 to 4
  auto operator<=>(const Quarter&) const = default;

  static Quarter Of(base::UtcTime time);  // CHECKs the years
  // Errors: kInvalid, naming the text.
  static base::Result<Quarter> Parse(std::string_view text);
  std::string Text() const;
  Quarter Next() const;
  base::UtcTime Begin() const;
  base::UtcTime End() const { return Next().Begin(); }  // the first moment after it
};

}  // namespace gate
