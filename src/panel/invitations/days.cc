#include "panel/invitations/days.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "calendar/zone.h"
#include "desk/tr.h"
#include "panel/sessions/sessions.h"

namespace panel::invitations {
namespace {

base::Error Conflict(const char* words) {
  return base::Error{base::Code::kConflict, words, {}};
}

std::int64_t DayOf(const calendar::LocalTime& local) {
  return calendar::DayNumber(local.year, local.month, local.day);
}

calendar::LocalTime On(std::int64_t day, const calendar::LocalTime& clock) {
  calendar::LocalTime local = calendar::FromDayNumber(day);
  local.hour = clock.hour;
  local.minute = clock.minute;
  local.second = clock.second;
  return local;
}

}  // namespace

bool IsPast(const PanelSession& session) {
  return session.state == SessionState::kHeld || session.state == SessionState::kClosed ||
         session.state == SessionState::kCancelled;
}

std::vector<SessionDay> PlannedDays(const PanelSession& session) {
  std::vector<SessionDay> days;
  const auto zone = session.zone == "UTC" ? base::Result<calendar::Zone>(calendar::Zone::Utc())
                                          : calendar::Zone::Named(session.zone);
  if (!zone || session.kind == SessionKind::kOnlineDiscussion) return days;
  const calendar::LocalTime first = zone->ToLocal(session.starts);
  const calendar::LocalTime last = zone->ToLocal(session.ends);
  if (DayOf(first) == DayOf(last) || On(DayOf(first), last) <= first) return days;
  for (std::int64_t day = DayOf(first); day <= DayOf(last); ++day) {
    if (days.size() == base::kMaxSessionDays) break;
    const base::UtcTime starts = zone->ToUtc(On(day, first));
    days.push_back({starts, DayState::kPlanned, starts, zone->ToUtc(On(day, last))});
  }
  return days;
}

base::Result<std::vector<SessionDay>> Days::Of(db::Transaction& tx, const PanelSession& session) {
  std::vector<SessionDay> days = PlannedDays(session);
  if (days.empty()) return days;
  for (const db::Row& row :
       TRY(tx.Query("SELECT planned_ms, state, starts_ms, ends_ms FROM panel_session_day WHERE session_id = "
                    "$1 AND session_starts_ms = $2 AND session_ends_ms = $3 AND session_zone = $4",
                    {session.id, session.starts.ms, session.ends.ms, session.zone}))) {
    for (SessionDay& day : days) {
      if (day.planned.ms != row.Int(0)) continue;
      day.state = DayStateNamed(row.Text(1)).value_or(DayState::kPlanned);
      day.starts = {row.Int(2)};
      day.ends = {row.Int(3)};
    }
  }
  return days;
}

base::Status Days::Act(const desk::Actor& actor, const PanelSessionId& id, base::UtcTime planned, DayAct act,
                       base::UtcTime starts, base::UtcTime ends, std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(access_.MustChair(tx, actor, id));
    if (session.version != version) return ChangedMeanwhile();
    return ActIn(tx, actor, session, planned, act, starts, ends);
  });
}

base::Status Days::ActIn(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                         base::UtcTime planned, DayAct act, base::UtcTime starts, base::UtcTime ends) {
  const std::vector<SessionDay> days = TRY(Of(tx, session));
  const auto day =
      std::find_if(days.begin(), days.end(), [&](const SessionDay& one) { return one.planned == planned; });
  if (day == days.end()) return base::NotFound(desk::tr("This session has no such day."));
  if (IsPast(session)) return Conflict(desk::tr("This session is over."));
  const DayState after = TRY(Next(DaySteps(), day->state, act, DayStateName, DayActName));
  const std::ptrdiff_t left = std::count_if(
      days.begin(), days.end(), [](const SessionDay& one) { return one.state != DayState::kCancelled; });
  if (after == DayState::kCancelled && left == 1)
    return Conflict(desk::tr("This is the last day that is left: cancel the session instead."));
  if (after == DayState::kMoved && ends <= starts)
    return base::Invalid(desk::tr("The end must come after the beginning."));
  if (after == DayState::kMoved && ends.ms - starts.ms > base::kDayMs)
    return base::Invalid(desk::tr("One day takes at most 24 hours."));
  const std::vector<SessionDay> all = PlannedDays(session);
  const auto plan =
      std::find_if(all.begin(), all.end(), [&](const SessionDay& one) { return one.planned == planned; });
  const bool moved = after == DayState::kMoved;
  TRY(tx.Execute(
      "INSERT INTO panel_session_day(session_id, planned_ms, state, starts_ms, ends_ms, session_starts_ms, "
      "session_ends_ms, session_zone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (session_id, "
      "planned_ms) DO UPDATE SET state = $3, starts_ms = $4, ends_ms = $5, session_starts_ms = $6, "
      "session_ends_ms = $7, session_zone = $8",
      {session.id, planned.ms, DayStateName(after), moved ? starts.ms : plan->starts.ms,
       moved ? ends.ms : plan->ends.ms, session.starts.ms, session.ends.ms, session.zone}));
  TRY(tx.Execute("UPDATE panel_session SET version = version + 1 WHERE id = $1", {session.id}));
  return access_.Note(tx, actor, session, "panel-session.day", SessionRecord(session.id),
                      {{"do", std::string(DayActName(act))}});
}

}  // namespace panel::invitations
