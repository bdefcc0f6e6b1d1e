#include "desk/jobs/jobs.h"

#include <atomic>
#include <set>
#include <stdexcept>

#include "base/limits.h"
#include "desk/audit/audit.h"
#include "desk/jobs/job_store.h"
#include "desk/jobs/test_jobs.h"

namespace desk {
namespace {

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

// A process that is killed with SIGKILL while it holds a job.

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
