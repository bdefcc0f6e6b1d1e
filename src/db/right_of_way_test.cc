#include "db/right_of_way.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "db/testing.h"

namespace db {
namespace {

TEST(RightOfWay, ManyAreInsideTogetherAndOneIsAlone) {
  RightOfWay way;
  std::atomic<int> ordinary = 0, alone = 0, overlaps = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 200; ++round) {
        const RightOfWay::Pass pass(way, i < 2);
        std::atomic<int>& count = pass.alone() ? alone : ordinary;
        ++count;
        if (alone > 1 || (alone == 1 && ordinary > 0)) ++overlaps;
        std::this_thread::yield();
        --count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(overlaps, 0);
}

TEST(RightOfWay, ANewcomerLetsPassButNotForEver) {
  RightOfWay way;
  const RightOfWay::Pass loser(way, true);
  ASSERT_TRUE(loser.alone());
  const auto began = std::chrono::steady_clock::now();
  const RightOfWay::Pass newcomer(way, false);
  EXPECT_GE(std::chrono::steady_clock::now() - began, RightOfWay::kLettingPass);
  EXPECT_FALSE(newcomer.alone());
  // Nor does another who lost wait longer than the limit for the one who is alone.
  EXPECT_FALSE(RightOfWay::Pass(way, true).alone());
}

TEST(RightOfWay, OneWhoLostDoesNotWaitForEverForALongTransaction) {
  RightOfWay way;
  const RightOfWay::Pass slow(way, false);
  const RightOfWay::Pass loser(way, true);
  EXPECT_TRUE(loser.alone());
}

// A long transaction under writers who never pause: each of them commits while it works, so that it would
// lose every time.
TEST(RightOfWayOnPostgres, ALongTransactionUnderConstantWritersIsDone) {
  std::unique_ptr<testing::Fresh> fresh;
  MANUMIT_FRESH_DATABASE(fresh, Dialect::kPostgres);
  Database& database = fresh->database();
  ASSERT_TRUE(database
                  .RunScript("CREATE TABLE head(id BIGINT PRIMARY KEY, n BIGINT NOT NULL); "
                             "INSERT INTO head VALUES (1, 0)")
                  .has_value());
  const auto add = [&](std::chrono::milliseconds work) {
    return database.Write([&](Transaction& tx) -> base::Status {
      const Rows rows = TRY(tx.Query("SELECT n FROM head WHERE id = 1"));
      std::this_thread::sleep_for(work);
      TRY(tx.Execute("UPDATE head SET n = $1 WHERE id = 1", {rows.at(0).Int(0) + 1}));
      return base::Ok();
    });
  };
  std::atomic<bool> done = false;
  std::atomic<std::int64_t> added = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&] {
      while (!done)
        if (add(std::chrono::milliseconds(0)).has_value()) ++added;
    });
  }
  int lost = 0;
  for (int round = 0; round < 5; ++round) {
    const base::Status status = add(std::chrono::milliseconds(40));
    if (!status.has_value()) ++lost;
  }
  done = true;
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(lost, 0);
  const base::Result<Rows> rows =
      database.Read([](Transaction& tx) { return tx.Query("SELECT n FROM head WHERE id = 1"); });
  ASSERT_TRUE(rows.has_value());
  EXPECT_EQ(rows->at(0).Int(0), added + 5 - lost);
  EXPECT_GT(added, 0);
}

}  // namespace
}  // namespace db
