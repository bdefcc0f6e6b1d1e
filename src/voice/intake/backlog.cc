#include "voice/intake/backlog.h"

#include "base/limits_voice.h"
#include "desk/tr.h"

namespace voice {

base::Result<std::int64_t> Backlog::Left(const TeamId& team) {
  constexpr auto kMost = static_cast<std::int64_t>(base::kMaxOpenReports);
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.QueryOne(
        "SELECT count(*) FROM (SELECT 1 FROM voice_case WHERE team_id = $1 AND state = 'new' LIMIT $2) AS "
        "waiting",
        {team, kMost});
  }));
  return row ? kMost - row->Int(0) : kMost;
}

base::Status Backlog::Take(const TeamId& team) {
  const std::int64_t now = clock_.Now().ms;
  const std::lock_guard lock(mutex_);
  Room& room = rooms_[team.text()];
  // A clock that was set back must not keep an old count for ever.
  if (room.counted_ms < 0 || now < room.counted_ms || now >= room.counted_ms + base::kBacklogCountMs)
    room = {.left = TRY(Left(team)), .counted_ms = now};
  if (room.left <= 0)
    return base::Error{base::Code::kBusy, desk::tr("this team has more reports than it can read now"), {}};
  --room.left;
  return base::Ok();
}

}  // namespace voice
