#pragma once
// Long work: imports, screenings, list downloads, reports. A job is a row; any process may lease it (SKIP
// LOCKED on PostgreSQL, BEGIN IMMEDIATE on SQLite), renews the lease while it works, and a job whose holder
// died is taken over when the lease has run out. A kind's handler must therefore be able to begin again.
// Progress, cancel and outcome are in the row, so any process shows them.
//
// Thread-safe. A handler runs on a job thread; an exception out of it fails the job.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "db/db.h"
#include "desk/actor.h"

namespace desk {

enum class JobState : std::uint8_t { kWaiting, kRunning, kDone, kFailed, kCancelled };
std::string_view JobStateName(JobState state);  // "queued", "running", "done", "failed", "cancelled"

struct Job {
  JobId id;
  OrgId org;          // empty: the installation's
  std::string kind;   // "parties.import"
  std::string title;  // for people: a fixed English phrase, translated where it is shown; no personal data
  std::string input;  // JSON, for the handler
  JobState state = JobState::kWaiting;
  std::int64_t done = 0;
  std::int64_t total = 0;   // 0: not known
  std::string message;      // what it does now (a fixed English phrase, as title), or the error that ended it
  std::string result;       // JSON, of the handler
  std::string result_href;  // where the outcome is shown, or empty
  int attempts = 0;
  std::string created_by;  // Actor::label
  base::UtcTime created;
  base::UtcTime updated;
  base::UtcTime not_before;
  bool cancel_requested = false;
};

// A place in a list of jobs, newest first.
struct JobPosition {
  base::UtcTime created;
  JobId id;  // empty: the beginning
};

// What a handler sees.
class JobContext {
 public:
  virtual ~JobContext() = default;
  virtual const Job& job() const = 0;
  // Cheap, also within a transaction: only notes it. Another thread writes it to the row a few times a second
  // and renews the lease, for which it needs the database's writer: do not hold one transaction longer than
  // half of kJobLeaseMs.
  virtual void Progress(std::int64_t done, std::int64_t total, std::string_view message) = 0;
  // True after a cancel, when the lease was lost, or when the process stops; the handler should return
  // kConflict "stopped" soon.
  virtual bool stopped() const = 0;
  virtual void SetResult(std::string json, std::string href) = 0;
};

using JobHandler = std::function<base::Status(JobContext&)>;

struct JobKind {
  std::string name;
  JobHandler handler;
  int max_attempts = 3;  // after a crash or kBusy/kIo (then after a growing rest); other errors fail at once
  std::int64_t every_ms =
      0;               // > 0: runs by itself that often, one instance in the installation, with `input` "{}"
  bool quiet = false;  // left out of List unless asked for by kind; kept kJobQuietKeepMs only
};

class Jobs {
 public:
  Jobs(db::Database& database, const base::Clock& clock, base::Random& random);
  ~Jobs();  // stops

  void Register(JobKind kind);  // before Start
  // The job's organisation is the actor's: clear it in a copy for work of the installation. Errors: kInternal
  // (a kind nobody registered).
  base::Result<JobId> Enqueue(db::Transaction& tx, const Actor& actor, std::string_view kind,
                              std::string_view title, std::string_view input_json,
                              base::UtcTime not_before = {});
  // Wakes a worker of this process; call after the transaction of Enqueue.
  void Nudge();

  base::Result<Job> Get(const OrgId& org, const JobId& id);
  base::Result<std::vector<Job>> List(const OrgId& org, std::size_t limit, std::string_view kind = {},
                                      const JobPosition& before = {});
  // Of all organisations, by JobStateName.
  base::Result<std::map<std::string, std::int64_t>> CountByState();
  // Both are audited. A waiting job is cancelled at once, a running one when its handler sees it. Errors:
  // kConflict (it has ended).
  base::Status Cancel(const Actor& actor, const OrgId& org, const JobId& id);
  base::Status Retry(const Actor& actor, const OrgId& org, const JobId& id);  // a failed or cancelled one
  // Forgets jobs that ended long ago (kJobKeepMs, kJobQuietKeepMs). Returns how many.
  base::Result<std::int64_t> RemoveOld();

  // With no workers only the kinds that run by themselves are put in their place.
  base::Status Start(std::size_t workers);
  void Stop();  // handlers see stopped(); their jobs go back to waiting
  // Runs what is due on the calling thread until nothing is left; for the CLI and tests.
  base::Status RunAll();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace desk
