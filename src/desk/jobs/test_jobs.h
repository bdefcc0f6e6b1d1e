#pragma once
// For tests of jobs: a fresh store with their tables, a clock that stands still, and Jobs objects as
// different processes would have them.

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>
#include <thread>

#include "base/clock.h"
#include "base/random.h"
#include "db/testing.h"
#include "desk/audit/migrations.h"
#include "desk/jobs/jobs.h"
#include "desk/jobs/migrations.h"
#include "desk/test_tables.h"

namespace desk {

// Waits until it is true, at most ten seconds.
inline bool Eventually(const std::function<bool()>& truth) {
  for (int i = 0; i < 1000; ++i) {
    if (truth()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

inline base::Status Succeeds(JobContext&) {
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

}  // namespace desk
