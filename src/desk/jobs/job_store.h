#pragma once
// The rows of jobs: who holds one, until when, and what became of it. A holder is known by the random word of
// its lease; whoever lost the lease changes nothing any more. Internal to jobs. Thread-safe.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "db/db.h"
#include "desk/jobs/jobs.h"

namespace desk {

using JobKinds = std::map<std::string, JobKind, std::less<>>;

struct LeasedJob {
  Job job;
  std::string lease;
};

struct JobProgress {
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::string message;
};

enum class Hold : std::uint8_t { kHeld, kCancelled, kLost };

// What a run came to.
struct JobOutcome {
  enum class End : std::uint8_t {
    kDone,
    kFailed,
    kCancelled,
    kAgain,     // after a pause
    kReturned,  // the process stops: another one goes on, and this run does not count
  };
  End end = End::kDone;
  JobProgress progress;  // `message` is the error's unless done
  std::string result;
  std::string result_href;
};

std::optional<JobState> JobStateNamed(std::string_view name);
// How long a job rests after its `attempts`-th run failed: kJobRetryFirstMs, four times as long each time.
std::int64_t JobRestMs(int attempts);

class JobStore {
 public:
  JobStore(db::Database& database, const base::Clock& clock, base::Random& random)
      : database_(database), clock_(clock), random_(random) {}

  base::Status Insert(db::Transaction& tx, const Job& job, bool quiet);
  // One row for each kind that runs by itself.
  base::Status EnsurePeriodic(const JobKinds& kinds);
  base::Result<Job> Get(const OrgId& org, const JobId& id);
  base::Result<Job> GetIn(db::Transaction& tx, const OrgId& org, const JobId& id);
  base::Result<std::vector<Job>> List(const OrgId& org, std::size_t limit, std::string_view kind,
                                      const JobPosition& before);

  // Errors of both: kConflict where the job's state does not allow it.
  base::Status Cancel(db::Transaction& tx, const Job& job);
  base::Status Restart(db::Transaction& tx, const Job& job);

  // Takes the job that has been due longest, of these kinds and none of `mine`. Jobs that died too often fail
  // here.
  base::Result<std::optional<LeasedJob>> Lease(const JobKinds& kinds, std::span<const JobId> mine);
  // Without `progress` the row keeps what it has. Renews the lease.
  base::Result<Hold> Renew(const JobId& id, std::string_view lease, const JobProgress* progress);
  // Only looks.
  base::Result<Hold> Look(const JobId& id, std::string_view lease);
  base::Status Finish(const LeasedJob& leased, const JobKind& kind, const JobOutcome& outcome);

  base::Result<std::int64_t> RemoveOld(base::UtcTime before, base::UtcTime quiet_before);
  base::Result<std::map<std::string, std::int64_t>> CountByState();

 private:
  base::Result<bool> AnyDue(const JobKinds& kinds, std::span<const JobId> mine);
  base::Result<std::optional<LeasedJob>> LeaseIn(db::Transaction& tx, const JobKinds& kinds,
                                                 std::span<const JobId> mine);
  base::Status EndUnrun(db::Transaction& tx, const Job& job, JobState state, std::string_view message);

  db::Database& database_;
  const base::Clock& clock_;
  base::Random& random_;
};

}  // namespace desk
