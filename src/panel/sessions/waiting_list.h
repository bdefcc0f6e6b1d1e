#pragma once
// Seats of a session and those who wait for one. Within the caller's transaction; asks nobody's leave, writes
// no audit.

#include "db/db.h"
#include "panel/common/seams.h"
#include "panel/sessions/types.h"

namespace panel {

// Whether one more may come in that mode; an invitation holds a seat.
base::Result<bool> HasSeat(db::Transaction& tx, const PanelSession& session, AttendanceMode mode);
// The first who waits for such a seat gets it, and a notice of it. Returns whether somebody did; nobody does
// once the session is over.
base::Result<bool> MoveUp(db::Transaction& tx, PanelSeams& seams, const PanelSession& session,
                          AttendanceMode mode);
// The same until no seat is free or nobody waits. Returns how many moved.
base::Result<std::int64_t> MoveUpAll(db::Transaction& tx, PanelSeams& seams, const PanelSession& session,
                                     AttendanceMode mode);

// Held, filed or cancelled.
bool IsOver(const PanelSession& session);

}  // namespace panel
