// Several runners on one store: as several processes, killed ones among them, would be.

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <mutex>
#include <set>

#include "base/limits.h"
#include "desk/jobs/job_store.h"
#include "desk/jobs/test_jobs.h"

namespace desk {
namespace {

class JobRunnersTest : public JobsTest {};
MANUMIT_ON_BOTH_DATABASES(JobRunnersTest);

TEST_P(JobRunnersTest, FourRunnersRunEachJobOnce) {
  constexpr int kJobs = 40;
  std::mutex mutex;
  std::multiset<std::string> ran;
  std::vector<std::unique_ptr<Jobs>> runners;
  for (int i = 0; i < 4; ++i) {
    runners.push_back(NewJobs());
    runners.back()->Register({.name = "work", .handler = [&](JobContext& context) -> base::Status {
                                const std::lock_guard lock(mutex);
                                ran.insert(context.job().id.text());
                                return base::Ok();
                              }});
  }
  for (int i = 0; i < kJobs; ++i) Enqueue(*runners[0], "work");
  for (const auto& runner : runners) ASSERT_TRUE(runner->Start(1));
  EXPECT_TRUE(Eventually([&] {
    return runners[0]->CountByState()->contains("done") && runners[0]->CountByState()->at("done") == kJobs;
  }));
  for (const auto& runner : runners) runner->Stop();
  EXPECT_EQ(ran.size(), static_cast<std::size_t>(kJobs));
  EXPECT_EQ(std::set<std::string>(ran.begin(), ran.end()).size(), static_cast<std::size_t>(kJobs));
}

JobHandler UntilStopped(std::atomic<int>& running) {
  return [&running](JobContext& context) -> base::Status {
    ++running;
    EXPECT_TRUE(Eventually([&] { return context.stopped(); }));
    --running;
    return base::Error{base::Code::kConflict, "stopped", ""};
  };
}

TEST_P(JobRunnersTest, CancelStopsOneThatRunsHereOrInAnotherProcess) {
  std::atomic<int> running{0};
  const auto here = NewJobs();
  const auto there = NewJobs();
  for (const auto& jobs : {here.get(), there.get()})
    jobs->Register({.name = "work", .handler = UntilStopped(running)});
  ASSERT_TRUE(here->Start(1));
  for (Jobs* canceller : {here.get(), there.get()}) {
    const JobId id = Enqueue(*here, "work");
    here->Nudge();
    ASSERT_TRUE(Eventually([&] { return running == 1; }));
    ASSERT_TRUE(canceller->Cancel(actor_, actor_.org, id));
    EXPECT_TRUE(Eventually([&] { return Get(*there, id).state == JobState::kCancelled; }));
    EXPECT_EQ(canceller->Cancel(actor_, actor_.org, id).error().code, base::Code::kConflict);
  }
  EXPECT_EQ(running, 0);
}

TEST_P(JobRunnersTest, StoppingGivesTheJobBackWithoutCountingTheRun) {
  std::atomic<int> running{0};
  JobId id;
  {
    const auto jobs = NewJobs();
    jobs->Register({.name = "work", .handler = UntilStopped(running)});
    id = Enqueue(*jobs, "work");
    ASSERT_TRUE(jobs->Start(1));
    ASSERT_TRUE(Eventually([&] { return running == 1; }));
  }
  const auto later = NewJobs();
  later->Register({.name = "work", .handler = Succeeds});
  EXPECT_EQ(Get(*later, id).state, JobState::kWaiting);
  EXPECT_EQ(Get(*later, id).attempts, 0);
  ASSERT_TRUE(later->RunAll());
  EXPECT_EQ(Get(*later, id).state, JobState::kDone);
}

TEST_P(JobRunnersTest, ALostLeaseStopsTheHandlerAndItsOutcomeIsNotWritten) {
  std::atomic<bool> lost{false};
  std::atomic<bool> inside{false};
  const auto slow = NewJobs();
  slow->Register({.name = "work", .handler = [&](JobContext& context) -> base::Status {
                    inside = true;
                    lost = Eventually([&] { return context.stopped(); });
                    context.SetResult("\"slow\"", "");
                    return base::Ok();
                  }});
  const auto quick = NewJobs();
  quick->Register({.name = "work", .handler = [](JobContext& context) -> base::Status {
                     context.SetResult("\"quick\"", "");
                     return base::Ok();
                   }});
  const JobId id = Enqueue(*slow, "work");
  ASSERT_TRUE(slow->Start(1));
  ASSERT_TRUE(Eventually([&] { return inside.load(); }));
  ASSERT_TRUE(quick->RunAll());
  EXPECT_EQ(Get(*quick, id).state, JobState::kRunning);
  clock_.Advance(base::kJobLeaseMs);
  ASSERT_TRUE(quick->RunAll());
  EXPECT_TRUE(Eventually([&] { return lost.load(); }));
  slow->Stop();
  EXPECT_EQ(Get(*quick, id).state, JobState::kDone);
  EXPECT_EQ(Get(*quick, id).result, "\"quick\"");
  EXPECT_EQ(Get(*quick, id).attempts, 2);
}

TEST_P(JobRunnersTest, AJobThatKillsItsProcessAgainAndAgainFails) {
  const auto jobs = NewJobs();
  jobs->Register({.name = "work", .handler = Succeeds, .max_attempts = 2});
  const JobId id = Enqueue(*jobs, "work");
  JobStore store(database(), clock_, random_);
  const JobKinds kinds = {{"work", {.name = "work", .handler = Succeeds, .max_attempts = 2}}};
  for (int i = 0; i < 2; ++i) {
    const auto leased = store.Lease(kinds, {});
    ASSERT_TRUE(leased && leased->has_value());
    clock_.Advance(base::kJobLeaseMs);
  }
  ASSERT_TRUE(jobs->RunAll());
  EXPECT_EQ(Get(*jobs, id).state, JobState::kFailed);
  EXPECT_EQ(Get(*jobs, id).message, "the program ended 2 times while it worked on this");
}

TEST_P(JobRunnersTest, AJobOfAKilledProcessIsTakenOver) {
  const auto jobs = NewJobs();
  jobs->Register({.name = "work", .handler = Succeeds});
  const JobId id = Enqueue(*jobs, "work");
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::string url = fresh_->url();
  const pid_t child = fork();
  if (child == 0) {
    const auto other = db::Database::Open({.url = url});
    if (!other) _exit(1);
    Jobs theirs(**other, clock_, random_);
    theirs.Register({.name = "work", .handler = [&](JobContext&) -> base::Status {
                       if (write(ends[1], "x", 1) != 1) _exit(2);
                       while (true) pause();
                     }});
    static_cast<void>(theirs.RunAll());
    _exit(3);
  }
  char byte = 0;
  ASSERT_EQ(read(ends[0], &byte, 1), 1);
  EXPECT_EQ(Get(*jobs, id).state, JobState::kRunning);
  ASSERT_EQ(kill(child, SIGKILL), 0);
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  close(ends[0]);
  close(ends[1]);
  ASSERT_TRUE(jobs->RunAll());
  EXPECT_EQ(Get(*jobs, id).state, JobState::kRunning);
  clock_.Advance(base::kJobLeaseMs);
  ASSERT_TRUE(jobs->RunAll());
  EXPECT_EQ(Get(*jobs, id).state, JobState::kDone);
  EXPECT_EQ(Get(*jobs, id).attempts, 2);
}

TEST_P(JobRunnersTest, AKindThatRunsByItselfDoesSoOnceInTheInstallation) {
  std::atomic<int> runs{0};
  const auto daily = [&](JobContext& context) -> base::Status {
    ++runs;
    EXPECT_TRUE(context.job().org.empty());
    EXPECT_EQ(context.job().input, "{}");
    return runs == 2 ? base::Status(base::Invalid("not today")) : base::Ok();
  };
  const auto one = NewJobs();
  const auto other = NewJobs();
  for (Jobs* jobs : {one.get(), other.get()}) {
    jobs->Register({.name = "daily", .handler = daily, .every_ms = base::kDayMs});
    ASSERT_TRUE(jobs->Start(0));
  }
  for (const int expected : {1, 2, 3}) {
    for (Jobs* jobs : {one.get(), other.get()}) ASSERT_TRUE(jobs->RunAll());
    EXPECT_EQ(runs, expected);
    const auto list = one->List({}, 10);
    ASSERT_EQ(list->size(), 1u);
    EXPECT_EQ(list->front().state, JobState::kWaiting);
    EXPECT_EQ(list->front().message, expected == 2 ? "not today" : "");
    EXPECT_EQ(list->front().not_before.ms, clock_.Now().ms + base::kDayMs);
    EXPECT_EQ(one->Cancel(actor_, {}, list->front().id).error().code, base::Code::kConflict);
    clock_.Advance(base::kDayMs);
  }
}

}  // namespace
}  // namespace desk
