#include "panel/sessions/waiting_list.h"

#include "panel/sessions/news.h"

namespace panel {

bool IsOver(const PanelSession& session) {
  return session.state == SessionState::kClosed || session.state == SessionState::kCancelled ||
         session.state == SessionState::kHeld;
}

base::Result<bool> HasSeat(db::Transaction& tx, const PanelSession& session, AttendanceMode mode) {
  const std::int64_t seats = mode == AttendanceMode::kOnline ? session.online_seats : session.room_seats;
  if (seats == 0) return true;
  const auto taken =
      TRY(tx.QueryOne("SELECT count(*) FROM panel_session_participant WHERE session_id = $1 AND state IN "
                      "('coming', 'invited') AND planned = $2",
                      {session.id, AttendanceModeName(mode)}));
  return taken->Int(0) < seats;
}

base::Result<bool> MoveUp(db::Transaction& tx, PanelSeams& seams, const PanelSession& session,
                          AttendanceMode mode) {
  if (IsOver(session) || !TRY(HasSeat(tx, session, mode))) return false;
  const auto next =
      TRY(tx.QueryOne("SELECT person_id FROM panel_session_participant WHERE session_id = $1 AND state = "
                      "'waiting' AND planned = $2 ORDER BY asked_ms, person_id LIMIT 1",
                      {session.id, AttendanceModeName(mode)}));
  if (!next) return false;
  const desk::PersonId person = next->IdAt<desk::PersonId>(0);
  TRY(tx.Execute(
      "UPDATE panel_session_participant SET state = 'coming', decided_ms = $3, version = version + 1 "
      "WHERE session_id = $1 AND person_id = $2",
      {session.id, person, seams.clock.Now().ms}));
  TRY(QueueNotice(tx, seams, session.id, person, NoticeKind::kMovedUp));
  return true;
}

base::Result<std::int64_t> MoveUpAll(db::Transaction& tx, PanelSeams& seams, const PanelSession& session,
                                     AttendanceMode mode) {
  std::int64_t moved = 0;
  while (TRY(MoveUp(tx, seams, session, mode))) ++moved;
  return moved;
}

}  // namespace panel
