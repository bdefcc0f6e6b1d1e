#pragma once
// The days of a session that is held on several days at the same hours, and what became of single ones: moved
// or cancelled while the others stay. Thread-safe.
//
// A session that ends on a later day, at a later hour of the clock than it begins, is held every day between
// the two hours; any other is one event (an online discussion always is). What was changed on a day counts as
// long as the session keeps the times that it had then.

#include <vector>

#include "panel/invitations/types.h"
#include "panel/sessions/access.h"

namespace panel::invitations {

// By the session's hours alone; empty where it is one event. At most base::kMaxSessionDays. Pure.
std::vector<SessionDay> PlannedDays(const PanelSession& session);

class Days {
 public:
  Days(PanelSeams seams, SessionAccess& access) : seams_(seams), access_(access) {}

  base::Result<std::vector<SessionDay>> Of(db::Transaction& tx, const PanelSession& session);
  // By a chair. `starts` and `ends` are looked at by kMove. Errors: kNotFound (no such day), kInvalid, and
  // kConflict (a step that is not in the table; the last day that is left; the session is over, or is not as
  // `version` had it).
  base::Status Act(const desk::Actor& actor, const PanelSessionId& id, base::UtcTime planned, DayAct act,
                   base::UtcTime starts, base::UtcTime ends, std::int64_t version);
  base::Status ActIn(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                     base::UtcTime planned, DayAct act, base::UtcTime starts, base::UtcTime ends);

 private:
  PanelSeams seams_;
  SessionAccess& access_;
};

// The session is over for invitations: nothing of it changes in calendars any more.
bool IsPast(const PanelSession& session);

}  // namespace panel::invitations
