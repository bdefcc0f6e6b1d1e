#pragma once
// What this server knows of the removal of old backups, which hold keys of what was deleted. Asks the audit
// log at most once in base::kBackupRecordMs, because workers' pages ask often. Thread-safe.

#include <mutex>
#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "desk/audit/audit.h"
#include "voice/types.h"

namespace voice {

class BackupRecord {
 public:
  BackupRecord(desk::Audit& audit, const base::Clock& clock) : audit_(audit), clock_(clock) {}

  // The day on which backups older than base::kBackupKeepDays were last removed; nothing where that is not on
  // record, is longer ago than those days, or left older ones there.
  base::Result<std::optional<Day>> OldOnesRemoved();

 private:
  base::Result<std::optional<Day>> Read();

  desk::Audit& audit_;
  const base::Clock& clock_;
  std::mutex mutex_;
  std::optional<Day> removed_;
  std::int64_t read_ms_ = -1;
};

}  // namespace voice
