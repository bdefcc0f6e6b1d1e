#pragma once
// Whether a team can take one more report. Counting those that nobody has read takes as long as there are
// many, so the database is asked at most once in base::kBacklogCountMs for a team; in between, what this
// process takes is counted here. What other processes take meanwhile may go beyond the limit, by seconds of
// filing. Thread-safe.

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "db/db.h"
#include "voice/types.h"

namespace voice {

class Backlog {
 public:
  Backlog(db::Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}

  // Takes a place. Errors: kBusy (the team has base::kMaxOpenReports).
  base::Status Take(const TeamId& team);

 private:
  struct Room {
    std::int64_t left = 0;
    std::int64_t counted_ms = -1;
  };
  base::Result<std::int64_t> Left(const TeamId& team);

  db::Database& database_;
  const base::Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Room> rooms_;  // by the team's id
};

}  // namespace voice
