#pragma once
// A Calendar out of text/calendar, as clients write it. Lenient about form (content.h), X- properties and
// unknown components, which are kept; strict about what an invitation rests on: VERSION 2.0, UID and DTSTAMP
// of every event, values of dates, rules and numbers, properties that may stand only once, an end that is not
// before its start, and every limit of base/limits_calendar.h. Pure. Errors: kInvalid or kTooLarge, "line 12:
// DTSTART: ...".

#include <string_view>

#include "base/result.h"
#include "calendar/event.h"

namespace calendar {

// Exactly one VCALENDAR.
base::Result<Calendar> ReadCalendar(std::string_view text);

}  // namespace calendar
