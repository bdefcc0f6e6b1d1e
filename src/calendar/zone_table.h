#pragma once
// The zones of data/zones/zones.tsv, which is embedded: their changes from 1970 to the end of 2100. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/zone.h"

namespace calendar {

inline constexpr int kLastZoneYear = 2100;

struct ZoneFacts {
  std::int64_t offset = 0;  // before the first change
  std::string name;         // of the time before the first change
  std::vector<Transition> transitions;
};

// Nothing where there is no such zone.
std::optional<ZoneFacts> ZoneInTable(std::string_view iana);

// The changes that a POSIX TZ rule with two "M" dates gives in the years [first, last]; empty where it is not
// understood. Source: POSIX.1-2017, section 8.3, with the hours of RFC 8536, section 3.3.1.
std::vector<Transition> TransitionsOfPosixRule(std::string_view rule, int first, int last);

}  // namespace calendar
