#pragma once
// VTIMEZONE (RFC 5545, section 3.6.5): a zone's changes as few observances, and back.
//
// ObservancesOf gives what is needed for times from `from` on: where a change comes every year by the same
// rule (a weekday of a month counted from its beginning, from its end or within seven days, or a date), an
// observance with RRULE, with UNTIL where the rule was given up; where it does not (Ramadan in Morocco,
// single years), RDATEs up to the year 2100. TransitionsOf(ObservancesOf(zone, t)) are the zone's changes
// from t on; a test says so for every zone. Pure; some 100 µs a zone.

#include <span>
#include <vector>

#include "base/result.h"
#include "calendar/content.h"
#include "calendar/zone.h"

namespace calendar {

std::vector<Observance> ObservancesOf(const Zone& zone, base::UtcTime from);
// In order, up to the year 2100; stops soon after base::kMaxZoneTransitions.
std::vector<Transition> TransitionsOf(std::span<const Observance> observances);

// A VTIMEZONE component and back. Errors: kInvalid, naming line and property; kTooLarge.
Component TimeZoneComponent(std::string_view tzid, std::span<const Observance> observances);
base::Result<std::vector<Observance>> ReadTimeZone(const Component& component);

}  // namespace calendar
