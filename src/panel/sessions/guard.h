#pragma once
// The guard for two sessions a year: the panel meets at least twice in each calendar year. It counts what the
// reader may know and nothing else, so it tells nobody of a closed session. Pure but for the query;
// thread-safe.

#include <string>
#include <vector>

#include "panel/sessions/access.h"

namespace panel {

inline constexpr std::int64_t kSessionsDueAYear = 2;

struct YearOfSessions {
  int year = 0;
  std::int64_t held = 0;
  std::int64_t planned = 0;  // announced and still to come
  std::int64_t missing = 0;  // of the two
  bool late = false;  // less is planned than the days left allow to put off: nothing held or planned by June,
                      // or fewer than two by October
};
// Of the reader's sessions of that panel, by the clock of each place; online discussions and peer circles do
// not count as sessions of the panel. Errors: as VisibleTo.
base::Result<YearOfSessions> GuardOf(db::Transaction& tx, SessionAccess& access, const desk::Actor& actor,
                                     const PanelId& panel, base::UtcTime now);

}  // namespace panel
