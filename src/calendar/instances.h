#pragma once
// When an event takes place: its recurrence set (RFC 5545, section 3.8.5) with RRULE, RDATE, EXDATE and the
// instances that were changed by RECURRENCE-ID, as moments. Pure. Cost: about 1 µs an instance from DTSTART
// on; at most base::kMaxRecurrenceInstances are looked at.

#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/event.h"

namespace calendar {

struct Instance {
  base::UtcTime start;
  base::UtcTime end;             // exclusive; as long as DTEND says exactly, or as DURATION says on the clock
  DateTime id;                   // the start that the series gives it: its RECURRENCE-ID
  const Event* event = nullptr;  // the series, or the changed instance; lives as long as the calendar
};

// Those of one UID that begin before `to` and end after `from` (or begin at `from`), by start; cancelled ones
// too. Dates and floating times are read in `here`. Empty for an unknown UID. Errors: kInvalid (an unknown
// time zone), kTooLarge.
base::Result<std::vector<Instance>> InstancesBetween(const Calendar& calendar, std::string_view uid,
                                                     base::UtcTime from, base::UtcTime to, const Zone& here);

// Whether two starts mean the same instance of a series: the same moment, or the same date.
base::Result<bool> SameInstance(Zones& zones, const DateTime& a, const DateTime& b);

// Whether the series has an instance that begins at `id` (excluded or not counted: no). Errors: as above.
base::Result<bool> HasInstance(const Calendar& calendar, std::string_view uid, const DateTime& id);

}  // namespace calendar
