#pragma once
// The calendar entry of one participant, and what has to be sent where it is not as it was sent before. Pure.

#include <string>
#include <vector>

#include "calendar/event.h"
#include "html/locale.h"
#include "panel/invitations/types.h"

namespace panel::invitations {

inline constexpr std::string_view kProduct = "-//Manumit//Panel//EN";
inline constexpr std::string_view kNoUid = "-";  // in the store, which does not hold UIDs

struct EntryFacts {
  PanelSession session;
  Words words;  // empty of a closed session: its entry holds only general words, its time and its address
  std::vector<SessionDay> days;  // empty: one event
  Participant participant;
  std::string address;  // hers
  std::string name;
  calendar::Organizer organizer;
  bool takes_answers = false;  // somebody reads what comes to the organiser's address
  std::string url;             // of the session's page
};

// Event or series of days, then the days that were moved; those cancelled are left out of the series. Without
// UID, stamp and SEQUENCE; her answer is "needs action".
calendar::Calendar EntryOf(const html::Locale& locale, const EntryFacts& facts);

struct Revision {
  calendar::Calendar sent;      // the new state, with answers carried over
  std::int64_t sequence = 0;    // the highest of it
  bool is_new_time = false;     // what was answered before counts no more
  bool says_something = false;  // something else than the answer
  std::vector<calendar::Calendar>
      messages;  // REQUEST of all, or REQUEST and CANCEL of single days; may be none
};
// `sent`, `sequence`: as before. `accepts`: she said yes on the page.
// SEQUENCE goes up where the time, the days, the title, the place or the way to join changed.
Revision Revise(const calendar::Calendar& sent, std::int64_t sequence, const calendar::Calendar& wanted,
                bool accepts, base::UtcTime now);
// To whoever has none yet.
Revision FirstOf(const calendar::Calendar& wanted, const std::string& uid, std::int64_t sequence,
                 bool accepts, base::UtcTime now);
// CANCEL of all of it; its SEQUENCE is one higher.
calendar::Calendar CancelAll(const calendar::Calendar& sent, std::int64_t sequence, base::UtcTime now);

// Of a session of several days: when its first day ends. Pure.
base::UtcTime PlannedEnd(const PanelSession& session);
// The event or the series: the one without RECURRENCE-ID. There is always one.
const calendar::Event& SeriesOf(const calendar::Calendar& sent);
// The day that was planned for `id`, as it was sent.
calendar::Event DayAs(const calendar::Calendar& sent, const calendar::DateTime& id);
calendar::DateTime TimeIn(const std::string& zone, base::UtcTime time);
// At most `most` bytes, never within a character.
std::string CutText(std::string_view text, std::size_t most);

}  // namespace panel::invitations
