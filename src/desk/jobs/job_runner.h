#pragma once
// The threads that run jobs in this process: workers that lease and run them, and a keeper that writes
// progress, renews leases and sees cancels while they run. Internal to jobs. Thread-safe.

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.h"
#include "desk/jobs/job_store.h"
#include "desk/jobs/jobs.h"

namespace desk {

class RunningJob;

class JobRunner {
 public:
  // Both outlive the runner; `kinds` does not change once a job runs.
  JobRunner(JobStore& store, const JobKinds& kinds) : store_(store), kinds_(kinds) {}
  ~JobRunner();

  void Start(std::size_t workers);
  void Stop();
  void Nudge();
  base::Status RunAll();
  // Tells the handler at once if the job runs in this process.
  void Cancelled(const JobId& id);

 private:
  base::Result<bool> RunOne();
  void Run(RunningJob& running);
  void Work();
  void Keep();
  void KeepOnce(RunningJob& running);
  std::vector<std::shared_ptr<RunningJob>> Running();
  std::vector<JobId> Mine();

  JobStore& store_;
  const JobKinds& kinds_;
  std::mutex mutex_;
  std::condition_variable wake_workers_;
  std::condition_variable wake_keeper_;
  std::vector<std::shared_ptr<RunningJob>> running_;
  std::vector<std::thread> workers_;
  std::thread keeper_;
  std::uint64_t nudges_ = 0;
  bool stopping_ = false;
  bool keeper_stops_ = false;
};

}  // namespace desk
