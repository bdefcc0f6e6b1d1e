#include "voice/casework/backup_record.h"

#include <vector>

#include "base/limits_voice.h"
#include "desk/web/parts.h"

namespace voice {

base::Result<std::optional<Day>> BackupRecord::Read() {
  const std::vector<desk::AuditEntry> last = TRY(audit_.Page(desk::OrgId(), 0, 1, "backup.prune"));
  if (last.empty()) return std::optional<Day>();
  const auto detail = [&](std::string_view name) -> std::int64_t {
    for (const auto& [key, value] : last.front().details)
      if (key == name) return desk::WholeNumber(value).value_or(0);
    return 0;
  };
  const Day removed = DayOf(last.front().time);
  const bool regular = removed + base::kBackupKeepDays >= DayOf(clock_.Now()) &&
                       detail("keep_days") <= base::kBackupKeepDays && detail("older_kept") == 0;
  return regular ? std::optional<Day>(removed) : std::nullopt;
}

base::Result<std::optional<Day>> BackupRecord::OldOnesRemoved() {
  const std::int64_t now = clock_.Now().ms;
  const std::lock_guard lock(mutex_);
  // A clock that was set back must not keep an old answer for ever.
  if (read_ms_ < 0 || now < read_ms_ || now >= read_ms_ + base::kBackupRecordMs) {
    removed_ = TRY(Read());
    read_ms_ = now;
  }
  return removed_;
}

}  // namespace voice
