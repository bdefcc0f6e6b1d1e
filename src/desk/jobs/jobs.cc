#include "desk/jobs/jobs.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/limits.h"
#include "desk/audit/audit.h"
#include "desk/jobs/job_runner.h"
#include "desk/jobs/job_store.h"

namespace desk {
namespace {

constexpr std::array<std::string_view, 5> kStateNames = {"queued", "running", "done", "failed", "cancelled"};

}  // namespace

std::string_view JobStateName(JobState state) {
  return kStateNames.at(static_cast<std::size_t>(state));
}

std::optional<JobState> JobStateNamed(std::string_view name) {
  for (std::size_t i = 0; i < kStateNames.size(); ++i)
    if (kStateNames[i] == name) return static_cast<JobState>(i);
  return std::nullopt;
}

struct Jobs::Impl {
  Impl(db::Database& db, const base::Clock& c, base::Random& r)
      : database(db), clock(c), random(r), audit(db, c), store(db, c, r), runner(store, kinds) {}

  db::Database& database;
  const base::Clock& clock;
  base::Random& random;
  Audit audit;
  JobStore store;
  JobKinds kinds;
  JobRunner runner;
};

Jobs::Jobs(db::Database& database, const base::Clock& clock, base::Random& random)
    : impl_(std::make_unique<Impl>(database, clock, random)) {}

Jobs::~Jobs() {
  Stop();
}

void Jobs::Register(JobKind kind) {
  CHECK(!kind.name.empty() && kind.handler && kind.max_attempts > 0);
  std::string name = kind.name;
  CHECK(impl_->kinds.emplace(std::move(name), std::move(kind)).second);
}

base::Result<JobId> Jobs::Enqueue(db::Transaction& tx, const Actor& actor, std::string_view kind,
                                  std::string_view title, std::string_view input_json,
                                  base::UtcTime not_before) {
  const auto known = impl_->kinds.find(kind);
  if (known == impl_->kinds.end())
    return base::Error{base::Code::kInternal, "this work cannot be done here",
                       "no such kind of job: " + std::string(kind)};
  Job job;
  job.id = JobId::New(impl_->random);
  job.org = actor.org;
  job.kind = kind;
  job.title = title;
  job.input = input_json;
  job.created_by = actor.label;
  job.created = impl_->clock.Now();
  job.not_before = std::max(not_before, job.created);
  TRY(impl_->store.Insert(tx, job, known->second.quiet));
  return job.id;
}

void Jobs::Nudge() {
  impl_->runner.Nudge();
}

base::Result<Job> Jobs::Get(const OrgId& org, const JobId& id) {
  return impl_->store.Get(org, id);
}

base::Result<std::vector<Job>> Jobs::List(const OrgId& org, std::size_t limit, std::string_view kind,
                                          const JobPosition& before) {
  return impl_->store.List(org, limit, kind, before);
}

base::Result<std::map<std::string, std::int64_t>> Jobs::CountByState() {
  return impl_->store.CountByState();
}

base::Status Jobs::Cancel(const Actor& actor, const OrgId& org, const JobId& id) {
  const auto cancel = [&](db::Transaction& tx) -> base::Status {
    const Job job = TRY(impl_->store.GetIn(tx, org, id));
    TRY(impl_->store.Cancel(tx, job));
    return impl_->audit.Append(tx, actor, "job.cancel", "job:" + id.text(), {{"kind", job.kind}});
  };
  TRY(impl_->database.Write(cancel));
  impl_->runner.Cancelled(id);
  return base::Ok();
}

base::Status Jobs::Retry(const Actor& actor, const OrgId& org, const JobId& id) {
  const auto restart = [&](db::Transaction& tx) -> base::Status {
    const Job job = TRY(impl_->store.GetIn(tx, org, id));
    TRY(impl_->store.Restart(tx, job));
    return impl_->audit.Append(tx, actor, "job.retry", "job:" + id.text(), {{"kind", job.kind}});
  };
  TRY(impl_->database.Write(restart));
  Nudge();
  return base::Ok();
}

base::Result<std::int64_t> Jobs::RemoveOld() {
  const std::int64_t now_ms = impl_->clock.Now().ms;
  return impl_->store.RemoveOld({now_ms - base::kJobKeepMs}, {now_ms - base::kJobQuietKeepMs});
}

base::Status Jobs::Start(std::size_t workers) {
  TRY(impl_->store.EnsurePeriodic(impl_->kinds));
  impl_->runner.Start(workers);
  return base::Ok();
}

void Jobs::Stop() {
  impl_->runner.Stop();
}

base::Status Jobs::RunAll() {
  return impl_->runner.RunAll();
}

}  // namespace desk
