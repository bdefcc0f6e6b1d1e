#pragma once
// Messages of iTIP made from a stored event (RFC 5546, section 3.2). Pure. `stamp` is when the message is
// written.

#include <string_view>
#include <vector>

#include "calendar/event.h"

namespace calendar {

// Whether what changed needs a higher SEQUENCE and new answers (section 2.1.4): the time, the recurrence, the
// status, and with us the place and how one joins.
bool NeedsNewSequence(const Event& before, const Event& after);

// To everybody invited. Answers that were given are shown; when they were given is not.
Calendar RequestFor(const Calendar& stored, base::UtcTime stamp);
// The series is off, or one instance: to everybody, with the next SEQUENCE. With `only`: to those who are let
// go while it goes on for the others, with the SEQUENCE as it is.
Calendar CancelOf(const Event& event, base::UtcTime stamp, const std::vector<std::string>& only);

// From somebody invited. `event`: the series, or the instance with its recurrence_id.
Calendar ReplyTo(const Event& event, std::string_view uri, Answer answer, std::string_view comment,
                 base::UtcTime stamp);
Calendar CounterTo(const Event& event, std::string_view uri, const DateTime& start, const DateTime& end,
                   std::string_view comment, base::UtcTime stamp);
// From the organiser: the time or place stays as it is.
Calendar DeclineCounter(const Event& event, std::string_view uri, std::string_view comment,
                        base::UtcTime stamp);

}  // namespace calendar
