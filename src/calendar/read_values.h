#pragma once
// Single values of properties, with the line in every error. For the readers of this room.

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/content.h"
#include "calendar/time.h"

namespace calendar {

base::Error At(const Property& property, std::string_view what);  // kInvalid: "line 12: DTSTART: ..."

// With TZID; VALUE=DATE must agree with the value.
base::Result<DateTime> TimeOf(const Property& property);
// EXDATE and RDATE: appended to `to`, up to base::kMaxCalendarDates. Of a period, its start.
base::Status AppendTimes(const Property& property, std::vector<DateTime>& to);
base::Result<base::UtcTime> UtcOf(const Property& property);
base::Result<std::int64_t> NumberOf(const Property& property);  // 0 to 2^31 - 1
base::Result<Duration> DurationOf(const Property& property);

}  // namespace calendar
