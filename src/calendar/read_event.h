#pragma once
// VEVENT → Event. For read.cc.

#include "base/result.h"
#include "calendar/event.h"

namespace calendar {

// Takes what it needs out of the component.
base::Result<Event> ReadEvent(Component& component);

}  // namespace calendar
