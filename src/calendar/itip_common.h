#pragma once
// What both sides of iTIP look up; for this room.

#include <string_view>

#include "base/result.h"
#include "calendar/itip.h"

namespace calendar {

// The stored event that this one is about: the series, or the changed instance; null where there is none.
base::Result<Event*> FindStored(Calendar& stored, Zones& zones, const Event& about);
Event* FindSeries(Calendar& stored, std::string_view uid);  // the one without RECURRENCE-ID
// A changed instance that is not changed yet: a copy of the series for that start. series.start must be set.
base::Result<Event> InstanceOf(Zones& zones, const Event& series, const DateTime& recurrence_id);

// Whether the sender may speak for that URI: no sender is known, or it is the same mail address, or
// `sent_by`.
bool MaySpeakFor(std::string_view sender, std::string_view uri, std::string_view sent_by);

}  // namespace calendar
