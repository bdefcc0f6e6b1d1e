#pragma once
// A Calendar as text/calendar. Pure; the same calendar gives the same bytes. VTIMEZONEs of every zone that
// the events name are added before them: IANA's by ObservancesOf from the earliest time of the calendar on,
// others as they came. Cost: some 10 µs an event, some 100 µs a zone.

#include <string>

#include "calendar/event.h"

namespace calendar {

struct WriteOptions {
  bool keep_answered =
      false;  // Attendee::answered as X-MANUMIT-ANSWERED; for our own store, never to be sent
};

std::string WriteCalendar(const Calendar& calendar, const WriteOptions& options = {});

}  // namespace calendar
