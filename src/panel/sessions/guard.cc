#include "panel/sessions/guard.h"

#include <algorithm>

#include "panel/sessions/zone.h"

namespace panel {
namespace {

constexpr std::int64_t kMostInAYear = 2'000;
constexpr int kJune = 6;
constexpr int kOctober = 10;

bool Counts(const PanelSession& session) {
  return session.kind != SessionKind::kOnlineDiscussion && session.kind != SessionKind::kPeerCircle;
}

}  // namespace

base::Result<YearOfSessions> GuardOf(db::Transaction& tx, SessionAccess& access, const desk::Actor& actor,
                                     const PanelId& panel, base::UtcTime now) {
  const WallTime today = WallTimeAt("UTC", now);
  YearOfSessions year{.year = today.year};
  SessionFilter filter;
  filter.panel = panel;
  // A day more on both sides: places far from UTC begin and end their year at other moments.
  filter.ends_after = TRY(MomentAt("UTC", {.year = today.year}));
  filter.ends_after->ms -= base::kDayMs;
  filter.starts_before = TRY(MomentAt("UTC", {.year = today.year + 1}));
  filter.starts_before->ms += base::kDayMs;
  for (const PanelSession& session : TRY(access.VisibleTo(tx, actor, filter, {}, kMostInAYear))) {
    if (!Counts(session) || WallTimeAt(session.zone, session.starts).year != today.year) continue;
    if (session.state == SessionState::kHeld || session.state == SessionState::kClosed ||
        session.state == SessionState::kUnderWay) {
      ++year.held;
    } else if (session.state != SessionState::kDraft && session.state != SessionState::kCancelled &&
               session.ends > now) {
      ++year.planned;
    }
  }
  const std::int64_t both = year.held + year.planned;
  year.missing = std::max<std::int64_t>(0, kSessionsDueAYear - both);
  year.late = (today.month >= kJune && both == 0) || (today.month >= kOctober && both < kSessionsDueAYear);
  return year;
}

}  // namespace panel
