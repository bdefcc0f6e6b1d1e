#include "base/limits.h"
#include "db/testing.h"

namespace db {
namespace {

class PostgresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    MANUMIT_FRESH_DATABASE(fresh_, Dialect::kPostgres);
    ASSERT_TRUE(database().RunScript("CREATE TABLE thing(id BIGINT PRIMARY KEY, word TEXT)").has_value());
  }
  Database& database() { return fresh_->database(); }
  // Ends every connection of the database under test, as a server that restarts does.
  void EndConnections() {
    ASSERT_TRUE(
        database()
            .RunScript("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                       "AND application_name = current_setting('application_name')")
            .has_value());
  }
  std::unique_ptr<testing::Fresh> fresh_;
};

TEST_F(PostgresTest, RetriesAsOftenAsTheLimitSays) {
  int runs = 0;
  const base::Status status = database().Write([&](Transaction& tx) -> base::Status {
    ++runs;
    TRY(tx.Execute("INSERT INTO thing(id) VALUES (1)"));
    return tx.ExecuteScript("DO $do$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $do$");
  });
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, base::Code::kBusy);
  EXPECT_NE(status.error().internal.find("kMaxSerializationRetries"), std::string::npos);
  EXPECT_EQ(runs, 1 + base::kMaxSerializationRetries);
}

TEST_F(PostgresTest, ReconnectsOnceWhereNothingWasCommitted) {
  const auto insert = [&](std::int64_t id) {
    return database().Write(
        [&](Transaction& tx) { return tx.Execute("INSERT INTO thing(id) VALUES ($1)", {id}); });
  };
  ASSERT_TRUE(insert(1).has_value());
  EndConnections();
  const base::Result<std::int64_t> again = insert(2);
  EXPECT_TRUE(again.has_value()) << again.error().internal;
  int runs = 0;
  const base::Status within = database().Write([&](Transaction& tx) -> base::Status {
    TRY(tx.Execute("INSERT INTO thing(id) VALUES (3)"));
    if (++runs == 1) EndConnections();
    TRY(tx.Execute("INSERT INTO thing(id) VALUES (4)"));
    return base::Ok();
  });
  EXPECT_TRUE(within.has_value()) << within.error().internal;
  EXPECT_EQ(runs, 2);
}

TEST_F(PostgresTest, AnUnknownOutcomeIsSaid) {
  const base::Status status = database().Write([&](Transaction& tx) -> base::Status {
    TRY(tx.Execute("INSERT INTO thing(id) VALUES (1)"));
    EndConnections();
    return base::Ok();
  });
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, base::Code::kIo);
  EXPECT_NE(status.error().external.find("not known"), std::string::npos);
  EXPECT_TRUE(database().Read([](Transaction& tx) { return tx.Query("SELECT 1"); }).has_value());
}

TEST_F(PostgresTest, Numerics) {
  const auto cell = [&](const std::string& literal) {
    return database()
        .Read([&](Transaction& tx) { return tx.Query("SELECT CAST('" + literal + "' AS numeric)"); })
        .value()
        .at(0);
  };
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-10000},
                                    std::int64_t{123456789012345678}, INT64_MAX, INT64_MIN})
    EXPECT_EQ(cell(std::to_string(number)).Int(0), number);
  EXPECT_EQ(cell("20000.0000").Int(0), 20000);
  EXPECT_EQ(cell("0.5").Real(0), 0.5);
  EXPECT_EQ(cell("-12345.000001").Real(0), -12345.000001);
  EXPECT_EQ(cell("0.000000000001").Real(0), 1e-12);
  EXPECT_EQ(cell("9223372036854775808").Real(0), 9223372036854775808.0);
  EXPECT_TRUE(cell("NaN").IsNull(0));
}

TEST_F(PostgresTest, OtherTypesAreRefusedAndDataIsNotRepeated) {
  const base::Result<Rows> rows = database().Read([](Transaction& tx) { return tx.Query("SELECT now()"); });
  EXPECT_EQ(rows.error().code, base::Code::kInternal);
  const base::Result<Rows> cast =
      database().Read([](Transaction& tx) { return tx.Query("SELECT CAST($1 AS bigint)", {"personal"}); });
  ASSERT_FALSE(cast.has_value());
  EXPECT_EQ(cast.error().internal.find("personal"), std::string::npos);
  const base::Result<std::int64_t> twice = database().Write([](Transaction& tx) {
    return tx.InsertMany("thing", {"id", "word"}, std::vector<Param>{1, "a", 1, "personal"});
  });
  EXPECT_EQ(twice.error().code, base::Code::kConflict);
  EXPECT_EQ(twice.error().internal.find("personal"), std::string::npos);
}

TEST_F(PostgresTest, BackupIsForItsOwnTools) {
  const base::Status status = database().BackupTo("/tmp/anything");
  EXPECT_EQ(status.error().code, base::Code::kInvalid);
  EXPECT_NE(status.error().external.find("pg_dump"), std::string::npos);
}

TEST_F(PostgresTest, AServerThatIsNotThere) {
  const base::Result<std::unique_ptr<Database>> opened =
      Database::Open({.url = "postgresql://nobody@/none?host=%2Fnowhere"});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, base::Code::kIo);
}

}  // namespace
}  // namespace db
