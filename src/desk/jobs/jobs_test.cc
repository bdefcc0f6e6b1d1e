#include "desk/jobs/jobs.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <set>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/random.h"
#include "db/testing.h"
#include "desk/audit/audit.h"
#include "desk/audit/migrations.h"
#include "desk/jobs/job_store.h"
#include "desk/jobs/migrations.h"
#include "desk/test_tables.h"

namespace desk {
namespace {

using std::chrono::milliseconds;

// Waits until it is true, at most ten seconds.
bool Eventually(const std::function<bool()>& truth) {
  for (int i = 0; i < 1000; ++i) {
    if (truth()) return true;
    std::this_thread::sleep_for(milliseconds(10));
  }
  return false;
}

base::Status Succeeds(JobContext&) {
  return base::Ok();
}

class JobsTest : public testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    MANUMIT_FRESH_DATABASE(fresh_, GetParam());
    MakeTables(database(), {AuditMigrations(), JobsMigrations()});
    actor_.org = OrgId::New(random_);
  }
  db::Database& database() { return fresh_->database(); }
  // As a process of its own would have it.
  std::unique_ptr<Jobs> NewJobs() { return std::make_unique<Jobs>(database(), clock_, random_); }

  JobId Enqueue(Jobs& jobs, std::string_view kind, std::string_view input = "{}",
                base::UtcTime not_before = {}) {
    const auto id = database().Write(
        [&](db::Transaction& tx) { return jobs.Enqueue(tx, actor_, kind, "Work", input, not_before); });
    EXPECT_TRUE(id) << id.error().external << id.error().internal;
    return *id;
  }
  Job Get(Jobs& jobs, const JobId& id) {
    const auto job = jobs.Get(actor_.org, id);
    EXPECT_TRUE(job) << job.error().internal;
    return *job;
  }

  std::unique_ptr<db::testing::Fresh> fresh_;
  base::ManualClock clock_{base::UtcTime{1'760'000'000'000}};
  base::SeededRandom random_{11};
  Actor actor_{.kind = Actor::Kind::kPerson, .label = "person:ada"};
};
MANUMIT_ON_BOTH_DATABASES(JobsTest);

TEST_P(JobsTest, RunsAndKeepsTheOutcome) {
  const auto jobs = NewJobs();
  jobs->Register({.name = "count", .handler = [](JobContext& context) -> base::Status {
                    EXPECT_EQ(context.job().input, R"({"to":3})");
                    EXPECT_EQ(context.job().state, JobState::kRunning);
                    context.Progress(3, 3, "counted");
                    context.SetResult(R"({"n":3})", "/counts/3");
                    return base::Ok();
                  }});
  const JobId id = Enqueue(*jobs, "count", R"({"to":3})");
  const Job waiting = Get(*jobs, id);
  EXPECT_EQ(waiting.state, JobState::kWaiting);
  EXPECT_EQ(waiting.created_by, "person:ada");
  EXPECT_EQ(waiting.title, "Work");
  ASSERT_TRUE(jobs->RunAll());
  const Job job = Get(*jobs, id);
  EXPECT_EQ(job.state, JobState::kDone);
  EXPECT_EQ(job.done, 3);
  EXPECT_EQ(job.total, 3);
  EXPECT_EQ(job.message, "counted");
  EXPECT_EQ(job.result, R"({"n":3})");
  EXPECT_EQ(job.result_href, "/counts/3");
  EXPECT_EQ(job.attempts, 1);
}

TEST_P(JobsTest, IsUndoneWithItsTransaction) {
  const auto jobs = NewJobs();
  jobs->Register({.name = "work", .handler = [](JobContext&) -> base::Status {
                    ADD_FAILURE() << "ran";
                    return base::Ok();
                  }});
  const base::Status undone = database().Write([&](db::Transaction& tx) -> base::Status {
    EXPECT_TRUE(jobs->Enqueue(tx, actor_, "work", "Work", "{}"));
    return base::Invalid("not after all");
  });
  EXPECT_FALSE(undone);
  EXPECT_TRUE(jobs->RunAll());
}

TEST_P(JobsTest, AnUnknownKindIsOurMistake) {
  const auto jobs = NewJobs();
  const auto id =
      database().Write([&](db::Transaction& tx) { return jobs->Enqueue(tx, actor_, "what", "Work", "{}"); });
  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().code, base::Code::kInternal);
}

TEST_P(JobsTest, BelongsToItsOrganisation) {
  const auto jobs = NewJobs();
  jobs->Register({.name = "work", .handler = Succeeds});
  const JobId id = Enqueue(*jobs, "work");
  const OrgId other = OrgId::New(random_);
  EXPECT_EQ(jobs->Get(other, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(jobs->Get({}, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(jobs->Cancel(actor_, other, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(jobs->Retry(actor_, other, id).error().code, base::Code::kNotFound);
  EXPECT_TRUE(jobs->List(other, 10)->empty());
  EXPECT_EQ(jobs->List(actor_.org, 10)->size(), 1u);
}

TEST_P(JobsTest, ListsNewestFirstPageByPageWithoutTheQuietOnes) {
  const auto jobs = NewJobs();
  jobs->Register({.name = "work", .handler = Succeeds});
  jobs->Register({.name = "whisper", .handler = Succeeds, .quiet = true});
  std::vector<JobId> ids;
  for (int i = 0; i < 7; ++i) {
    ids.push_back(Enqueue(*jobs, "work"));
    if (i % 2 == 0) clock_.Advance(10);
    Enqueue(*jobs, "whisper");
  }
  std::set<JobId> seen;
  JobPosition before;
  for (int page = 0; page < 10; ++page) {
    const auto list = jobs->List(actor_.org, 3, {}, before);
    ASSERT_TRUE(list);
    if (list->empty()) break;
    for (const Job& job : *list) {
      EXPECT_TRUE(seen.insert(job.id).second);
      EXPECT_TRUE(before.id.empty() || job.created <= before.created);
      before = {job.created, job.id};
    }
  }
  EXPECT_EQ(seen, std::set<JobId>(ids.begin(), ids.end()));
  EXPECT_EQ(jobs->List(actor_.org, 100, "whisper")->size(), 7u);
  EXPECT_EQ(jobs->CountByState()->at("queued"), 14);
}

TEST_P(JobsTest, WaitsForItsTime) {
  const auto jobs = NewJobs();
  jobs->Register({.name = "work", .handler = Succeeds});
  const JobId id = Enqueue(*jobs, "work", "{}", {clock_.Now().ms + 1000});
  ASSERT_TRUE(jobs->RunAll());
  EXPECT_EQ(Get(*jobs, id).state, JobState::kWaiting);
  clock_.Advance(1000);
  ASSERT_TRUE(jobs->RunAll());
  EXPECT_EQ(Get(*jobs, id).state, JobState::kDone);
}

TEST_P(JobsTest, AnErrorEndsIt) {
  const auto jobs = NewJobs();
  jobs->Register({.name = "wrong",
                  .handler = [](JobContext&) -> base::Status { return base::Invalid("row 3 has no name"); }});
  jobs->Register(
      {.name = "thrown", .handler = [](JobContext&) -> base::Status { throw std::runtime_error("secret"); }});
  const JobId wrong = Enqueue(*jobs, "wrong");
  const JobId thrown = Enqueue(*jobs, "thrown");
  ASSERT_TRUE(jobs->RunAll());
  EXPECT_EQ(Get(*jobs, wrong).state, JobState::kFailed);
  EXPECT_EQ(Get(*jobs, wrong).message, "row 3 has no name");
  EXPECT_EQ(Get(*jobs, wrong).attempts, 1);
  EXPECT_EQ(Get(*jobs, thrown).state, JobState::kFailed);
  EXPECT_EQ(Get(*jobs, thrown).message, "something went wrong in the program");
}

TEST_P(JobsTest, RestsAfterAFailureThatMayPassAndGivesUpInTheEnd) {
  const auto jobs = NewJobs();
  int runs = 0;
  jobs->Register({.name = "fetch", .handler = [&](JobContext&) -> base::Status {
                    ++runs;
                    return base::IoError("nobody answers");
                  }});
  const JobId id = Enqueue(*jobs, "fetch");
  for (const int expected : {1, 2}) {
    ASSERT_TRUE(jobs->RunAll());
    EXPECT_EQ(runs, expected);
    EXPECT_EQ(Get(*jobs, id).state, JobState::kWaiting);
    EXPECT_EQ(Get(*jobs, id).message, "nobody answers");
    EXPECT_EQ(Get(*jobs, id).not_before.ms, clock_.Now().ms + JobRestMs(expected));
    clock_.Advance(JobRestMs(expected) - 1);
    ASSERT_TRUE(jobs->RunAll());
    EXPECT_EQ(runs, expected);
    clock_.Advance(1);
  }
  ASSERT_TRUE(jobs->RunAll());
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(Get(*jobs, id).state, JobState::kFailed);
}

TEST(JobRest, GrowsToADay) {
  EXPECT_EQ(JobRestMs(1), base::kJobRetryFirstMs);
  EXPECT_EQ(JobRestMs(2), 4 * base::kJobRetryFirstMs);
  EXPECT_EQ(JobRestMs(50), base::kDayMs);
}

TEST_P(JobsTest, FourRunnersRunEachJobOnce) {
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

TEST_P(JobsTest, WritesProgressAlsoWhileTheHandlerIsInATransaction) {
  const auto jobs = NewJobs();
  std::atomic<bool> go{false};
  jobs->Register({.name = "work", .handler = [&](JobContext& context) -> base::Status {
                    return database().Read([&](db::Transaction& tx) -> base::Status {
                      EXPECT_TRUE(tx.Query("SELECT 1"));
                      context.Progress(1, 2, "half");
                      EXPECT_TRUE(Eventually([&] { return go.load(); }));
                      return base::Ok();
                    });
                  }});
  const JobId id = Enqueue(*jobs, "work");
  ASSERT_TRUE(jobs->Start(1));
  EXPECT_TRUE(Eventually([&] { return Get(*jobs, id).message == "half"; }));
  EXPECT_EQ(Get(*jobs, id).done, 1);
  EXPECT_EQ(Get(*jobs, id).state, JobState::kRunning);
  go = true;
  EXPECT_TRUE(Eventually([&] { return Get(*jobs, id).state == JobState::kDone; }));
}

// A handler that works until it is told to stop.
JobHandler UntilStopped(std::atomic<int>& running) {
  return [&running](JobContext& context) -> base::Status {
    ++running;
    EXPECT_TRUE(Eventually([&] { return context.stopped(); }));
    --running;
    return base::Error{base::Code::kConflict, "stopped", ""};
  };
}

TEST_P(JobsTest, CancelStopsOneThatRunsHereOrInAnotherProcess) {
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

TEST_P(JobsTest, CancelEndsOneThatWaitsAndRetryBringsItBack) {
  const auto jobs = NewJobs();
  jobs->Register({.name = "work", .handler = Succeeds});
  const JobId id = Enqueue(*jobs, "work");
  EXPECT_EQ(jobs->Retry(actor_, actor_.org, id).error().code, base::Code::kConflict);
  ASSERT_TRUE(jobs->Cancel(actor_, actor_.org, id));
  ASSERT_TRUE(jobs->RunAll());
  EXPECT_EQ(Get(*jobs, id).state, JobState::kCancelled);
  ASSERT_TRUE(jobs->Retry(actor_, actor_.org, id));
  ASSERT_TRUE(jobs->RunAll());
  EXPECT_EQ(Get(*jobs, id).state, JobState::kDone);
  EXPECT_EQ(jobs->Retry(actor_, actor_.org, id).error().code, base::Code::kConflict);
  const auto audit = Audit(database(), clock_).Page(actor_.org, 0, 10);
  ASSERT_EQ(audit->size(), 2u);
  EXPECT_EQ(audit->at(0).action, "job.retry");
  EXPECT_EQ(audit->at(1).action, "job.cancel");
  EXPECT_EQ(audit->at(1).record, "job:" + id.text());
}

TEST_P(JobsTest, StoppingGivesTheJobBackWithoutCountingTheRun) {
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

TEST_P(JobsTest, ALostLeaseStopsTheHandlerAndItsOutcomeIsNotWritten) {
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

TEST_P(JobsTest, AJobThatKillsItsProcessAgainAndAgainFails) {
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

// A process that is killed with SIGKILL while it holds a job.
TEST_P(JobsTest, AJobOfAKilledProcessIsTakenOver) {
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

TEST_P(JobsTest, AKindThatRunsByItselfDoesSoOnceInTheInstallation) {
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

TEST_P(JobsTest, OldOnesAreForgotten) {
  const auto jobs = NewJobs();
  jobs->Register({.name = "work", .handler = Succeeds});
  jobs->Register({.name = "whisper", .handler = Succeeds, .quiet = true});
  Enqueue(*jobs, "work");
  Enqueue(*jobs, "whisper");
  ASSERT_TRUE(jobs->RunAll());
  const JobId waits = Enqueue(*jobs, "work", "{}", {clock_.Now().ms + 2 * base::kJobKeepMs});
  EXPECT_EQ(*jobs->RemoveOld(), 0);
  clock_.Advance(base::kJobQuietKeepMs + 1);
  EXPECT_EQ(*jobs->RemoveOld(), 1);
  clock_.Advance(base::kJobKeepMs);
  EXPECT_EQ(*jobs->RemoveOld(), 1);
  EXPECT_EQ(Get(*jobs, waits).state, JobState::kWaiting);
}

}  // namespace
}  // namespace desk
