#include "desk/jobs/job_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"

namespace desk {
namespace {

constexpr std::string_view kColumns =
    "id, org_id, kind, title, input, state, done, total, message, result, result_href, attempts, created_by, "
    "created_ms, updated_ms, "
    "not_before_ms, cancel_requested";

Job JobOf(const db::Row& row) {
  Job job;
  job.id = row.IdAt<JobId>(0);
  job.org = row.IdAt<OrgId>(1);
  job.kind = row.Text(2);
  job.title = row.Text(3);
  job.input = row.Text(4);
  job.state = JobStateNamed(row.Text(5)).value_or(JobState::kFailed);
  job.done = row.Int(6);
  job.total = row.Int(7);
  job.message = row.Text(8);
  job.result = row.Text(9);
  job.result_href = row.Text(10);
  job.attempts = static_cast<int>(row.Int(11));
  job.created_by = row.Text(12);
  job.created = {row.Int(13)};
  job.updated = {row.Int(14)};
  job.not_before = {row.Int(15)};
  job.cancel_requested = row.Bool(16);
  return job;
}

// The due jobs of the kinds, the longest due first; $1 is now, the kinds follow. So many that one is left
// when those of this process are set aside.
std::string DueSql(const JobKinds& kinds, std::size_t mine) {
  std::string places;
  for (std::size_t i = 0; i < kinds.size(); ++i) places += fmt::format("{}${}", i == 0 ? "" : ", ", i + 2);
  return fmt::format("SELECT {} FROM job WHERE due_ms <= $1 AND kind IN ({}) ORDER BY due_ms, id LIMIT {}",
                     kColumns, places, mine + 1);
}

std::vector<db::Param> DueParams(const JobKinds& kinds, std::int64_t now_ms) {
  std::vector<db::Param> params = {now_ms};
  for (const auto& [name, kind] : kinds) params.emplace_back(name);
  return params;
}

bool Holds(std::span<const JobId> ids, const JobId& id) {
  return std::ranges::find(ids, id) != ids.end();
}

base::Error Conflict(std::string external) {
  return {base::Code::kConflict, std::move(external), ""};
}

// How a row looks after a run.
struct Ended {
  JobState state = JobState::kDone;
  int attempts = 0;
  std::int64_t not_before_ms = 0;
  std::optional<std::int64_t> due_ms;
};

Ended EndedBy(const LeasedJob& leased, const JobKind& kind, JobOutcome::End end, std::int64_t now_ms) {
  const auto waits = [](int attempts, std::int64_t until_ms) {
    return Ended{JobState::kWaiting, attempts, until_ms, until_ms};
  };
  if (end == JobOutcome::End::kReturned) return waits(leased.job.attempts - 1, now_ms);
  if (end == JobOutcome::End::kAgain)
    return waits(leased.job.attempts, now_ms + JobRestMs(leased.job.attempts));
  if (kind.every_ms > 0) return waits(0, now_ms + kind.every_ms);
  const JobState state = end == JobOutcome::End::kDone     ? JobState::kDone
                         : end == JobOutcome::End::kFailed ? JobState::kFailed
                                                           : JobState::kCancelled;
  return {state, leased.job.attempts, leased.job.not_before.ms, std::nullopt};
}

}  // namespace

std::int64_t JobRestMs(int attempts) {
  std::int64_t rest_ms = base::kJobRetryFirstMs;
  for (int i = 1; i < attempts && rest_ms < base::kDayMs; ++i) rest_ms *= 4;
  return std::min(rest_ms, base::kDayMs);
}

base::Status JobStore::Insert(db::Transaction& tx, const Job& job, bool quiet) {
  TRY(tx.Execute(
      "INSERT INTO job(id, org_id, kind, quiet, periodic_kind, title, input, state, done, total, message, "
      "result, result_href, attempts, "
      "created_by, created_ms, updated_ms, not_before_ms, cancel_requested, lease, due_ms) "
      "VALUES ($1, $2, $3, $4, NULL, $5, $6, $7, 0, 0, '', '', '', 0, $8, $9, $9, $10, 0, '', $10)",
      {job.id, job.org.text(), job.kind, quiet, job.title, job.input, JobStateName(JobState::kWaiting),
       job.created_by, job.created.ms, job.not_before.ms}));
  return base::Ok();
}

base::Status JobStore::EnsurePeriodic(const JobKinds& kinds) {
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const std::int64_t now_ms = clock_.Now().ms;
    for (const auto& [name, kind] : kinds) {
      if (kind.every_ms <= 0) continue;
      TRY(tx.Execute(
          "INSERT INTO job(id, org_id, kind, quiet, periodic_kind, title, input, state, done, total, "
          "message, result, result_href, "
          "attempts, created_by, created_ms, updated_ms, not_before_ms, cancel_requested, lease, due_ms) "
          "VALUES ($1, '', $2, 0, $2, $2, '{}', $3, 0, 0, '', '', '', 0, 'system', $4, $4, $4, 0, '', $4) "
          "ON CONFLICT(periodic_kind) DO NOTHING",
          {JobId::New(random_), name, JobStateName(JobState::kWaiting), now_ms}));
    }
    return base::Ok();
  });
}

base::Result<Job> JobStore::GetIn(db::Transaction& tx, const OrgId& org, const JobId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(
      fmt::format("SELECT {} FROM job WHERE id = $1 AND org_id = $2", kColumns), {id, org.text()}));
  if (!row) return base::NotFound("there is no such job");
  return JobOf(*row);
}

base::Result<Job> JobStore::Get(const OrgId& org, const JobId& id) {
  return database_.Read([&](db::Transaction& tx) { return GetIn(tx, org, id); });
}

base::Result<std::vector<Job>> JobStore::List(const OrgId& org, std::size_t limit, std::string_view kind,
                                              const JobPosition& before) {
  std::string sql = fmt::format("SELECT {} FROM job WHERE org_id = $1", kColumns);
  std::vector<db::Param> params = {org.text(), limit};
  if (kind.empty()) {
    sql += " AND quiet = 0";
  } else {
    params.emplace_back(kind);
    sql += fmt::format(" AND kind = ${}", params.size());
  }
  if (!before.id.empty()) {
    params.emplace_back(before.created.ms);
    params.emplace_back(before.id);
    sql += fmt::format(" AND (created_ms < ${0} OR (created_ms = ${0} AND id < ${1}))", params.size() - 1,
                       params.size());
  }
  sql += " ORDER BY created_ms DESC, id DESC LIMIT $2";
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<Job>> {
    std::vector<Job> jobs;
    for (const db::Row& row : TRY(tx.Query(sql, params))) jobs.push_back(JobOf(row));
    return jobs;
  });
}

base::Status JobStore::Cancel(db::Transaction& tx, const Job& job) {
  if (job.state == JobState::kRunning) {
    TRY(tx.Execute("UPDATE job SET cancel_requested = 1, updated_ms = $2 WHERE id = $1",
                   {job.id, clock_.Now().ms}));
    return base::Ok();
  }
  if (job.state != JobState::kWaiting) return Conflict("this job has already ended");
  const std::int64_t changed = TRY(tx.Execute(
      "UPDATE job SET state = $2, updated_ms = $3, due_ms = NULL WHERE id = $1 AND periodic_kind IS NULL",
      {job.id, JobStateName(JobState::kCancelled), clock_.Now().ms}));
  if (changed == 0)
    return Conflict("this job runs by itself at its time; it can be cancelled only while it runs");
  return base::Ok();
}

base::Status JobStore::Restart(db::Transaction& tx, const Job& job) {
  if (job.state != JobState::kFailed && job.state != JobState::kCancelled)
    return Conflict("only a job that failed or was cancelled can be run again");
  TRY(
      tx.Execute("UPDATE job SET state = $2, attempts = 0, done = 0, total = 0, message = '', result = '', "
                 "result_href = '', updated_ms = $3, "
                 "not_before_ms = $3, due_ms = $3, cancel_requested = 0 WHERE id = $1",
                 {job.id, JobStateName(JobState::kWaiting), clock_.Now().ms}));
  return base::Ok();
}

base::Result<bool> JobStore::AnyDue(const JobKinds& kinds, std::span<const JobId> mine) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<bool> {
    const db::Rows rows = TRY(tx.Query(DueSql(kinds, mine.size()), DueParams(kinds, clock_.Now().ms)));
    return std::ranges::any_of(rows, [&](const db::Row& row) { return !Holds(mine, row.IdAt<JobId>(0)); });
  });
}

base::Result<std::optional<LeasedJob>> JobStore::Lease(const JobKinds& kinds, std::span<const JobId> mine) {
  if (kinds.empty()) return std::optional<LeasedJob>();
  // Looking first spares the writer's lock while there is nothing to do.
  while (TRY(AnyDue(kinds, mine))) {
    std::optional<LeasedJob> leased =
        TRY(database_.Write([&](db::Transaction& tx) { return LeaseIn(tx, kinds, mine); }));
    if (!leased || !leased->lease.empty()) return leased;
  }
  return std::optional<LeasedJob>();
}

// An empty lease: the job was ended instead of taken.
base::Result<std::optional<LeasedJob>> JobStore::LeaseIn(db::Transaction& tx, const JobKinds& kinds,
                                                         std::span<const JobId> mine) {
  const std::int64_t now_ms = clock_.Now().ms;
  std::string sql = DueSql(kinds, mine.size());
  if (tx.dialect() == db::Dialect::kPostgres) sql += " FOR UPDATE SKIP LOCKED";
  const db::Rows rows = TRY(tx.Query(sql, DueParams(kinds, now_ms)));
  const auto row = std::ranges::find_if(
      rows, [&](const db::Row& candidate) { return !Holds(mine, candidate.IdAt<JobId>(0)); });
  if (row == rows.end()) return std::optional<LeasedJob>();
  LeasedJob leased{JobOf(*row), {}};
  const JobKind& kind = kinds.find(leased.job.kind)->second;
  const bool died = leased.job.state == JobState::kRunning;
  if (died && leased.job.cancel_requested && kind.every_ms <= 0) {
    TRY(EndUnrun(tx, leased.job, JobState::kCancelled, ""));
    return std::optional(std::move(leased));
  }
  if (died && leased.job.attempts >= kind.max_attempts && kind.every_ms <= 0) {
    TRY(EndUnrun(tx, leased.job, JobState::kFailed,
                 fmt::format("the program ended {} times while it worked on this", leased.job.attempts)));
    return std::optional(std::move(leased));
  }
  leased.lease = base::NewIdText(random_);
  leased.job.state = JobState::kRunning;
  leased.job.attempts += 1;
  leased.job.cancel_requested = false;
  leased.job.updated = {now_ms};
  leased.job.done = leased.job.total = 0;
  leased.job.message.clear();
  TRY(
      tx.Execute("UPDATE job SET state = $2, lease = $3, due_ms = $4, attempts = $5, updated_ms = $6, "
                 "cancel_requested = 0, "
                 "done = 0, total = 0, message = '' WHERE id = $1",
                 {leased.job.id, JobStateName(JobState::kRunning), leased.lease, now_ms + base::kJobLeaseMs,
                  leased.job.attempts, now_ms}));
  return std::optional(std::move(leased));
}

base::Status JobStore::EndUnrun(db::Transaction& tx, const Job& job, JobState state,
                                std::string_view message) {
  TRY(tx.Execute(
      "UPDATE job SET state = $2, message = $3, updated_ms = $4, lease = '', due_ms = NULL WHERE id = $1",
      {job.id, JobStateName(state), message, clock_.Now().ms}));
  return base::Ok();
}

base::Result<Hold> JobStore::Renew(const JobId& id, std::string_view lease, const JobProgress* progress) {
  return database_.Write([&](db::Transaction& tx) -> base::Result<Hold> {
    const std::int64_t now_ms = clock_.Now().ms;
    std::optional<db::Row> row;
    if (progress == nullptr) {
      row = TRY(
          tx.QueryOne("UPDATE job SET due_ms = $3 WHERE id = $1 AND lease = $2 RETURNING cancel_requested",
                      {id, lease, now_ms + base::kJobLeaseMs}));
    } else {
      row =
          TRY(tx.QueryOne("UPDATE job SET due_ms = $3, done = $4, total = $5, message = $6, updated_ms = $7 "
                          "WHERE id = $1 AND lease = $2 "
                          "RETURNING cancel_requested",
                          {id, lease, now_ms + base::kJobLeaseMs, progress->done, progress->total,
                           progress->message, now_ms}));
    }
    if (!row) return Hold::kLost;
    return row->Bool(0) ? Hold::kCancelled : Hold::kHeld;
  });
}

base::Result<Hold> JobStore::Look(const JobId& id, std::string_view lease) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<Hold> {
    const std::optional<db::Row> row =
        TRY(tx.QueryOne("SELECT cancel_requested FROM job WHERE id = $1 AND lease = $2", {id, lease}));
    if (!row) return Hold::kLost;
    return row->Bool(0) ? Hold::kCancelled : Hold::kHeld;
  });
}

base::Status JobStore::Finish(const LeasedJob& leased, const JobKind& kind, const JobOutcome& outcome) {
  const std::int64_t now_ms = clock_.Now().ms;
  const Ended ended = EndedBy(leased, kind, outcome.end, now_ms);
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute(
        "UPDATE job SET state = $3, done = $4, total = $5, message = $6, result = $7, result_href = $8, "
        "attempts = $9, updated_ms = $10, "
        "not_before_ms = $11, due_ms = $12, lease = '', cancel_requested = 0 WHERE id = $1 AND lease = $2",
        {leased.job.id, leased.lease, JobStateName(ended.state), outcome.progress.done,
         outcome.progress.total, outcome.progress.message, outcome.result, outcome.result_href,
         ended.attempts, now_ms, ended.not_before_ms, ended.due_ms}));
    return base::Ok();
  });
}

base::Result<std::int64_t> JobStore::RemoveOld(base::UtcTime before, base::UtcTime quiet_before) {
  return database_.Write([&](db::Transaction& tx) {
    return tx.Execute(
        "DELETE FROM job WHERE state IN ($1, $2, $3) AND ((quiet = 0 AND updated_ms < $4) OR (quiet = 1 AND "
        "updated_ms < $5))",
        {JobStateName(JobState::kDone), JobStateName(JobState::kFailed), JobStateName(JobState::kCancelled),
         before.ms, quiet_before.ms});
  });
}

base::Result<std::map<std::string, std::int64_t>> JobStore::CountByState() {
  return database_.Read([](db::Transaction& tx) -> base::Result<std::map<std::string, std::int64_t>> {
    std::map<std::string, std::int64_t> counts;
    for (const db::Row& row : TRY(tx.Query("SELECT state, COUNT(*) FROM job GROUP BY state")))
      counts[row.Text(0)] = row.Int(1);
    return counts;
  });
}

}  // namespace desk
