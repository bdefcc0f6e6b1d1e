#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "db/testing.h"

namespace db {
namespace {

constexpr Migration kFirst{
    "desk",
    1,
    "people",
    "CREATE TABLE person(id TEXT PRIMARY KEY, photo BLOB); CREATE TABLE role(id TEXT PRIMARY KEY)",
    {}};
constexpr Migration kSecond{
    "desk",
    2,
    "names",
    "ALTER TABLE person ADD COLUMN name TEXT; INSERT INTO person(id, name) VALUES ('a', 'b')",
    {}};
constexpr Migration kOther{
    "screening", 1, "index", "CREATE TABLE alert(id TEXT, person_id TEXT REFERENCES person(id))",
    "CREATE TABLE alert(id TEXT, person_id TEXT REFERENCES person(id), only_here BIGINT)"};

class MigrateTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override { MANUMIT_FRESH_DATABASE(fresh_, GetParam()); }
  Database& database() { return fresh_->database(); }
  std::int64_t Number(std::string_view sql) {
    const base::Result<Rows> rows = database().Read([&](Transaction& tx) { return tx.Query(sql); });
    EXPECT_TRUE(rows.has_value()) << rows.error().internal;
    return rows.has_value() ? rows->at(0).Int(0) : -1;
  }
  std::unique_ptr<testing::Fresh> fresh_;
};
MANUMIT_ON_BOTH_DATABASES(MigrateTest);

TEST_P(MigrateTest, AppliesWhatIsMissingOnce) {
  const std::array before{kFirst};
  const std::array after{kFirst, kSecond, kOther};
  EXPECT_EQ(Migrate(database(), before).value().applied, 1u);
  EXPECT_EQ(PendingMigrations(database(), after).value().pending,
            (std::vector<std::string>{"desk 2 names", "screening 1 index"}));
  EXPECT_EQ(Migrate(database(), after).value().applied, 2u);
  EXPECT_EQ(Migrate(database(), after).value().applied, 0u);
  EXPECT_TRUE(PendingMigrations(database(), after).value().pending.empty());
  EXPECT_EQ(Number("SELECT count(*) FROM migration"), 3);
  const base::Result<Rows> own =
      database().Read([](Transaction& tx) { return tx.Query("SELECT only_here FROM alert"); });
  EXPECT_EQ(own.has_value(), GetParam() == Dialect::kPostgres);
}

TEST_P(MigrateTest, AStepThatFailsLeavesNothing) {
  const std::array steps{
      kFirst,
      Migration{"desk", 2, "broken", "CREATE TABLE half(id TEXT); INSERT INTO nowhere VALUES (1)", {}}};
  const base::Result<MigrationState> result = Migrate(database(), steps);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, base::Code::kInternal);
  EXPECT_NE(result.error().internal.find("desk 2 broken"), std::string::npos);
  EXPECT_EQ(Number("SELECT count(*) FROM migration"), 0);
  EXPECT_EQ(Migrate(database(), std::array{kFirst}).value().applied, 1u);
}

TEST_P(MigrateTest, SeesAChangedStepAndANewerDatabase) {
  ASSERT_TRUE(Migrate(database(), std::array{kFirst, kSecond}).has_value());
  const base::Result<MigrationState> older = Migrate(database(), std::array{kFirst});
  ASSERT_FALSE(older.has_value());
  EXPECT_EQ(older.error().code, base::Code::kConflict);
  EXPECT_NE(older.error().external.find("newer"), std::string::npos);
  Migration changed = kFirst;
  changed.sql = "CREATE TABLE person(id TEXT)";
  const base::Result<MigrationState> other = PendingMigrations(database(), std::array{changed, kSecond});
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, base::Code::kConflict);
  EXPECT_NE(other.error().external.find("desk 1 people"), std::string::npos);
  EXPECT_TRUE(Migrate(database(), std::array{kFirst, kSecond, kOther}).has_value());
}

TEST_P(MigrateTest, RefusesNumbersThatDoNotAscend) {
  EXPECT_EQ(
      Migrate(database(), std::array{kFirst, Migration{"desk", 1, "twice", "SELECT 1", {}}}).error().code,
      base::Code::kInternal);
}

TEST_P(MigrateTest, OneProcessAtATime) {
  constexpr int kProcesses = 4;
  std::vector<pid_t> children;
  for (int i = 0; i < kProcesses; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      base::Result<std::unique_ptr<Database>> own = Database::Open({.url = fresh_->url(), .connections = 2});
      const bool done = own.has_value() && Migrate(**own, std::array{kFirst, kSecond, kOther}).has_value();
      _exit(done ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(Number("SELECT count(*) FROM migration"), 3);
  EXPECT_EQ(Number("SELECT count(*) FROM person"), 1);
}

TEST_P(MigrateTest, OneThreadAtATime) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(
        [&] { EXPECT_TRUE(Migrate(database(), std::array{kFirst, kSecond, kOther}).has_value()); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Number("SELECT count(*) FROM migration"), 3);
}

}  // namespace
}  // namespace db
