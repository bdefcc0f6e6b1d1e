#pragma once
// Clocks of places by IANA name ("Asia/Seoul"), by the rules that stand in data/zones (decision 0009): what
// time it is there at a moment, and which moment a clock there means, right across changes to and from summer
// time. What is known: the years 1970 to 2100. Pure; thread-safe; about a microsecond a call.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace panel {

// What a clock on the wall shows.
struct WallTime {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;
  int hour = 0;
  int minute = 0;
  auto operator<=>(const WallTime&) const = default;
};

// The IANA name of a place, older ones too ("Asia/Saigon"), or "UTC"; not "GMT+9", not an abbreviation.
bool IsZone(std::string_view name);
// What one chooses from, ordered by name: places' and "UTC", without older names.
const std::vector<std::string>& ZoneNames();

std::int64_t OffsetMs(std::string_view zone, base::UtcTime time);  // east of UTC is positive; 0 if unknown
WallTime WallTimeAt(std::string_view zone, base::UtcTime time);
// Where the clock shows that time twice (summer time ends) the first of the two. Errors: kInvalid: no such
// zone, no such date, or a time that the clock jumps over.
base::Result<base::UtcTime> MomentAt(std::string_view zone, const WallTime& wall);

// "2026-12-01T14:00", the form of input type=datetime-local, and back. Errors: kInvalid.
std::string WallText(const WallTime& wall);
base::Result<WallTime> WallTimeOf(std::string_view text);
std::string OffsetText(std::int64_t offset_ms);  // "UTC+9", "UTC+5:30", "UTC"
std::string PlaceName(std::string_view zone);    // "Seoul", "Ho Chi Minh"

}  // namespace panel
