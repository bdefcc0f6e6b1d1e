#include "desk/jobs/job_runner.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <utility>

#include "base/limits.h"
#include "base/log.h"

namespace desk {
namespace {

using std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr milliseconds kPoll{1000};  // for jobs that another process put there, or whose time has come
constexpr milliseconds kKeep{250};   // between two writes of progress
constexpr milliseconds kLook{1000};  // between two looks for a cancel from another process
constexpr milliseconds kRenew{base::kJobLeaseMs / 3};
constexpr int kFinishTries = 10;

}  // namespace

// One job while it runs here. The handler's thread and the keeper share it.
class RunningJob final : public JobContext {
 public:
  RunningJob(LeasedJob leased, const JobKind& kind) : leased_(std::move(leased)), kind_(kind) {}

  const Job& job() const override { return leased_.job; }
  void Progress(std::int64_t done, std::int64_t total, std::string_view message) override {
    const std::lock_guard lock(mutex_);
    progress_ = {done, total, std::string(message)};
    changed_ = true;
  }
  bool stopped() const override { return cancelled || lost || stopping; }
  void SetResult(std::string json, std::string href) override {
    const std::lock_guard lock(mutex_);
    result_ = std::move(json);
    result_href_ = std::move(href);
  }

  const LeasedJob& leased() const { return leased_; }
  const JobKind& kind() const { return kind_; }
  std::optional<JobProgress> TakeChange() {
    const std::lock_guard lock(mutex_);
    if (!std::exchange(changed_, false)) return std::nullopt;
    return progress_;
  }
  JobOutcome Outcome(JobOutcome::End end, const base::Status& status) {
    const std::lock_guard lock(mutex_);
    JobOutcome outcome{end, progress_, result_, result_href_};
    if (end == JobOutcome::End::kFailed || end == JobOutcome::End::kAgain)
      outcome.progress.message = status.error().external;
    return outcome;
  }

  std::atomic<bool> cancelled{false};
  std::atomic<bool> lost{false};
  std::atomic<bool> stopping{false};
  SteadyTime renewed = std::chrono::steady_clock::now();  // the keeper's
  SteadyTime looked = renewed;                            // the keeper's

 private:
  const LeasedJob leased_;
  const JobKind& kind_;
  std::mutex mutex_;
  JobProgress progress_;
  std::string result_;
  std::string result_href_;
  bool changed_ = false;
};

namespace {

base::Status Handle(RunningJob& running) {
  try {
    return running.kind().handler(running);
  } catch (const std::exception& exception) {
    return base::Error{base::Code::kInternal, "something went wrong in the program", exception.what()};
  } catch (...) {
    return base::Error{base::Code::kInternal, "something went wrong in the program",
                       "an exception of unknown type"};
  }
}

JobOutcome::End EndOf(const RunningJob& running, const base::Status& status) {
  if (status) return JobOutcome::End::kDone;
  if (running.cancelled) return JobOutcome::End::kCancelled;
  if (running.stopping) return JobOutcome::End::kReturned;
  const base::Code code = status.error().code;
  const bool passes = code == base::Code::kBusy || code == base::Code::kIo;
  if (passes && running.job().attempts < running.kind().max_attempts) return JobOutcome::End::kAgain;
  return JobOutcome::End::kFailed;
}

void LogEnd(const RunningJob& running, JobOutcome::End end, const base::Status& status) {
  const Job& job = running.job();
  if (status || end == JobOutcome::End::kCancelled || end == JobOutcome::End::kReturned) {
    base::LogInfo("job-ended", {{"job", job.id.text()}, {"kind", job.kind}, {"attempt", job.attempts}});
    return;
  }
  base::LogWarning("job-failed", {{"job", job.id.text()},
                                  {"kind", job.kind},
                                  {"attempt", job.attempts},
                                  {"code", base::CodeName(status.error().code)},
                                  {"reason", status.error().internal}});
}

}  // namespace

JobRunner::~JobRunner() {
  Stop();
}

void JobRunner::Start(std::size_t workers) {
  const std::lock_guard lock(mutex_);
  stopping_ = false;
  for (std::size_t i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
}

void JobRunner::Stop() {
  std::vector<std::thread> workers;
  std::thread keeper;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const auto& running : running_) running->stopping = true;
    workers.swap(workers_);
  }
  wake_workers_.notify_all();
  for (std::thread& worker : workers) worker.join();
  {
    const std::lock_guard lock(mutex_);
    keeper_stops_ = true;
    keeper.swap(keeper_);
  }
  wake_keeper_.notify_all();
  if (keeper.joinable()) keeper.join();
}

void JobRunner::Nudge() {
  {
    const std::lock_guard lock(mutex_);
    ++nudges_;
  }
  wake_workers_.notify_all();
}

void JobRunner::Cancelled(const JobId& id) {
  for (const auto& running : Running())
    if (running->job().id == id) running->cancelled = true;
}

base::Status JobRunner::RunAll() {
  while (TRY(RunOne())) continue;
  return base::Ok();
}

void JobRunner::Work() {
  std::uint64_t seen = 0;
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
      seen = nudges_;
    }
    const base::Result<bool> ran = RunOne();
    if (ran && *ran) continue;
    if (!ran && ran.error().code != base::Code::kBusy)
      base::LogError("jobs-lease-failed",
                     {{"code", base::CodeName(ran.error().code)}, {"reason", ran.error().internal}});
    std::unique_lock lock(mutex_);
    wake_workers_.wait_for(lock, kPoll, [&] { return stopping_ || nudges_ != seen; });
  }
}

base::Result<bool> JobRunner::RunOne() {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return false;
  }
  std::optional<LeasedJob> leased = TRY(store_.Lease(kinds_, Mine()));
  if (!leased) return false;
  const JobKind& kind = kinds_.find(leased->job.kind)->second;
  const auto running = std::make_shared<RunningJob>(*std::move(leased), kind);
  {
    const std::lock_guard lock(mutex_);
    running->stopping = stopping_;
    running_.push_back(running);
    if (!keeper_.joinable()) {
      keeper_stops_ = false;
      keeper_ = std::thread([this] { Keep(); });
    }
  }
  Run(*running);
  const std::lock_guard lock(mutex_);
  std::erase(running_, running);
  return true;
}

void JobRunner::Run(RunningJob& running) {
  const base::Status status =
      running.stopping ? base::Status(base::Error{base::Code::kConflict, "stopped", ""}) : Handle(running);
  if (running.lost) {
    base::LogWarning("job-lost", {{"job", running.job().id.text()}, {"kind", running.job().kind}});
    return;
  }
  const JobOutcome::End end = EndOf(running, status);
  LogEnd(running, end, status);
  const JobOutcome outcome = running.Outcome(end, status);
  // Where this fails to the last, the lease runs out and the job is begun again.
  for (int i = 0; i < kFinishTries; ++i) {
    const base::Status finished = store_.Finish(running.leased(), running.kind(), outcome);
    if (finished) return;
    base::LogWarning("job-not-finished",
                     {{"job", running.job().id.text()}, {"reason", finished.error().internal}});
    std::this_thread::sleep_for(kKeep);
  }
}

void JobRunner::Keep() {
  while (true) {
    for (const auto& running : Running()) KeepOnce(*running);
    std::unique_lock lock(mutex_);
    if (wake_keeper_.wait_for(lock, kKeep, [&] { return keeper_stops_; })) return;
  }
}

void JobRunner::KeepOnce(RunningJob& running) {
  if (running.lost) return;
  const SteadyTime now = std::chrono::steady_clock::now();
  const std::optional<JobProgress> change = running.TakeChange();
  const bool writes = change || now - running.renewed >= kRenew;
  if (!writes && now - running.looked < kLook) return;
  const LeasedJob& leased = running.leased();
  const base::Result<Hold> hold = writes
                                      ? store_.Renew(leased.job.id, leased.lease, change ? &*change : nullptr)
                                      : store_.Look(leased.job.id, leased.lease);
  running.looked = now;
  if (!hold) {
    base::LogWarning("job-not-renewed", {{"job", leased.job.id.text()}, {"reason", hold.error().internal}});
    return;
  }
  if (writes) running.renewed = now;
  if (*hold == Hold::kLost) running.lost = true;
  if (*hold == Hold::kCancelled) running.cancelled = true;
}

std::vector<std::shared_ptr<RunningJob>> JobRunner::Running() {
  const std::lock_guard lock(mutex_);
  return running_;
}

std::vector<JobId> JobRunner::Mine() {
  const std::lock_guard lock(mutex_);
  std::vector<JobId> ids;
  for (const auto& running : running_) ids.push_back(running->job().id);
  return ids;
}

}  // namespace desk
