#include <sys/mman.h>

#include <limits>

#include "base/limits.h"
#include "db/testing.h"

namespace db {
namespace {

class ValuesTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    MANUMIT_FRESH_DATABASE(fresh_, GetParam());
    ASSERT_TRUE(
        database()
            .RunScript(
                "CREATE TABLE thing(id BIGINT PRIMARY KEY, word TEXT, amount DOUBLE PRECISION, body BLOB)")
            .has_value());
  }
  Database& database() { return fresh_->database(); }
  // One statement in a transaction of its own.
  base::Result<std::int64_t> Execute(std::string_view sql, Params params = {}) {
    return database().Write([&](Transaction& tx) { return tx.Execute(sql, params); });
  }
  Rows Query(std::string_view sql, Params params = {}) {
    base::Result<Rows> rows = database().Read([&](Transaction& tx) { return tx.Query(sql, params); });
    EXPECT_TRUE(rows.has_value()) << rows.error().internal;
    return rows.has_value() ? *rows : Rows();
  }
  base::Code CodeOf(std::string_view sql, Params params = {}) {
    const base::Result<std::int64_t> result = Execute(sql, params);
    EXPECT_FALSE(result.has_value()) << sql;
    return result.has_value() ? base::Code::kNotFound : result.error().code;
  }

  std::unique_ptr<testing::Fresh> fresh_;
};
MANUMIT_ON_BOTH_DATABASES(ValuesTest);

TEST_P(ValuesTest, IntegersAtTheEnds) {
  for (const std::int64_t number :
       {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
        (std::int64_t{1} << 53) + 1, std::numeric_limits<std::int64_t>::max()}) {
    ASSERT_TRUE(Execute("INSERT INTO thing(id) VALUES ($1)", {number}).has_value());
    const Rows rows = Query("SELECT id FROM thing WHERE id = $1", {number});
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].Int(0), number);
  }
}

TEST_P(ValuesTest, Doubles) {
  std::int64_t id = 0;
  for (const double number : {0.0, -1.5, 0.1, 1e308, 5e-324, 2.0}) {
    ASSERT_TRUE(Execute("INSERT INTO thing(id, amount) VALUES ($1, $2)", {++id, number}).has_value());
    const Rows rows = Query("SELECT amount FROM thing WHERE id = $1 AND amount = $2", {id, number});
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].Real(0), number);
  }
  EXPECT_EQ(
      CodeOf("INSERT INTO thing(id, amount) VALUES (99, $1)", {std::numeric_limits<double>::infinity()}),
      base::Code::kInvalid);
  EXPECT_EQ(
      CodeOf("INSERT INTO thing(id, amount) VALUES (99, $1)", {std::numeric_limits<double>::quiet_NaN()}),
      base::Code::kInvalid);
}

TEST_P(ValuesTest, TextOfAllScripts) {
  for (const std::string_view text :
       {"", "a", "이순신", "\xF0\xA0\xAE\xB7", "O'Brien; DROP TABLE thing; -- $1 \\ \"", "\x7F\x01\n"}) {
    ASSERT_TRUE(
        Execute(
            "INSERT INTO thing(id, word) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET word = excluded.word",
            {text})
            .has_value());
    const Rows rows = Query("SELECT word FROM thing WHERE word = $1", {text});
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_FALSE(rows[0].IsNull(0));
    EXPECT_EQ(rows[0].Text(0), text);
  }
}

TEST_P(ValuesTest, RefusesTextThatIsNone) {
  for (const std::string_view text : {std::string_view("a\0b", 3), std::string_view("\xFF"),
                                      std::string_view("\xC0\xAF"), std::string_view("\xED\xA0\x80"),
                                      std::string_view("\xF4\x90\x80\x80"), std::string_view("ab\xE2\x82")}) {
    EXPECT_EQ(CodeOf("INSERT INTO thing(id, word) VALUES (1, $1)", {text}), base::Code::kInvalid);
  }
  EXPECT_TRUE(Query("SELECT id FROM thing").empty());
}

TEST_P(ValuesTest, BlobsOfAllBytes) {
  std::vector<std::byte> all;
  for (int i = 0; i < 512; ++i) all.push_back(static_cast<std::byte>(i & 0xFF));
  ASSERT_TRUE(
      Execute("INSERT INTO thing(id, body) VALUES (1, $1), (2, $2)", {all, std::span<const std::byte>()})
          .has_value());
  const Rows rows = Query("SELECT body FROM thing WHERE body = $1", {all});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_TRUE(std::ranges::equal(rows[0].Bytes(0), all));
  const Rows empty = Query("SELECT body FROM thing WHERE id = 2");
  EXPECT_FALSE(empty.at(0).IsNull(0));
  EXPECT_TRUE(empty.at(0).Bytes(0).empty());
}

TEST_P(ValuesTest, Nulls) {
  const std::optional<std::string> none;
  ASSERT_TRUE(Execute("INSERT INTO thing(id, word, amount, body) VALUES (1, $1, $2, $3)",
                      {none, nullptr, std::optional<double>()})
                  .has_value());
  const Rows rows = Query("SELECT word, amount, body FROM thing WHERE word IS NULL");
  ASSERT_EQ(rows.size(), 1u);
  for (std::size_t column = 0; column < 3; ++column) EXPECT_TRUE(rows[0].IsNull(column));
  EXPECT_EQ(rows[0].Text(0), "");
  EXPECT_EQ(rows[0].Real(1), 0.0);
  EXPECT_TRUE(rows[0].Bytes(2).empty());
}

TEST_P(ValuesTest, AggregatesAreIntegers) {
  ASSERT_TRUE(
      Execute("INSERT INTO thing(id, amount) VALUES (1, 0.5), (2, 0.25), (7000000000, 1)").has_value());
  const Rows rows = Query(
      "SELECT count(*), sum(id), max(id), min(id), sum(amount), avg(id), coalesce(sum(id), 0) FROM thing "
      "WHERE id < $1",
      {3});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].Int(0), 2);
  EXPECT_EQ(rows[0].Int(1), 3);
  EXPECT_EQ(rows[0].Int(2), 2);
  EXPECT_EQ(rows[0].Int(3), 1);
  EXPECT_EQ(rows[0].Real(4), 0.75);
  EXPECT_EQ(rows[0].Real(5), 1.5);
  EXPECT_EQ(rows[0].Int(6), 3);
  EXPECT_EQ(Query("SELECT sum(id) FROM thing")[0].Int(0), 7000000003);
  EXPECT_TRUE(Query("SELECT sum(id) FROM thing WHERE id < 0")[0].IsNull(0));
}

TEST_P(ValuesTest, ParametersInAnyOrderAndMoreThanOnce) {
  ASSERT_TRUE(Execute("INSERT INTO thing(id, word) VALUES ($2, $1), ($3, $1)", {"same", 1, 2}).has_value());
  const Rows rows =
      Query("SELECT id FROM thing WHERE word = $2 AND id > $1 ORDER BY id LIMIT $3", {1, "same", 10});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].Int(0), 2);
  EXPECT_EQ(CodeOf("INSERT INTO thing(id) VALUES ($1)", {1, 2}), base::Code::kInternal);
  EXPECT_EQ(CodeOf("INSERT INTO thing(id, word) VALUES ($1, $2)", {1}), base::Code::kInternal);
}

TEST_P(ValuesTest, TruthAndComparisons) {
  ASSERT_TRUE(Execute("INSERT INTO thing(id, word) VALUES ($1, 'x')", {true}).has_value());
  EXPECT_TRUE(Query("SELECT id FROM thing")[0].Bool(0));
  EXPECT_TRUE(Query("SELECT id = 1 FROM thing")[0].Bool(0));
  EXPECT_EQ(Query("SELECT word FROM thing WHERE word LIKE $1", {"X%"}).size(), 0u);
}

TEST_P(ValuesTest, ReturningAndCounts) {
  EXPECT_EQ(Execute("INSERT INTO thing(id) VALUES (1), (2), (3)").value(), 3);
  EXPECT_EQ(Execute("UPDATE thing SET word = 'a' WHERE id > 1").value(), 2);
  EXPECT_EQ(Execute("UPDATE thing SET word = 'a' WHERE id > 9").value(), 0);
  EXPECT_EQ(Execute("INSERT INTO thing(id) VALUES (1) ON CONFLICT DO NOTHING").value(), 0);
  EXPECT_EQ(Execute("CREATE TABLE other(a BIGINT)").value(), 0);
  EXPECT_EQ(Execute("SELECT id FROM thing").value(), 0);
  const base::Result<std::optional<Row>> first = database().Write(
      [](Transaction& tx) { return tx.QueryOne("UPDATE thing SET word = 'b' RETURNING id, word"); });
  ASSERT_TRUE(first.has_value() && first->has_value());
  EXPECT_EQ((*first)->Text(1), "b");
  EXPECT_EQ(Query("SELECT id FROM thing WHERE word = 'b'").size(), 3u);
  const base::Result<std::optional<Row>> none =
      database().Read([](Transaction& tx) { return tx.QueryOne("SELECT id FROM thing WHERE id = 77"); });
  EXPECT_TRUE(none.has_value() && !none->has_value());
}

TEST_P(ValuesTest, LimitOfParameters) {
  std::string sql = "SELECT id FROM thing WHERE id IN ($1";
  std::vector<Param> params{Param(1)};
  while (params.size() < base::kMaxStatementParams) {
    params.emplace_back(static_cast<std::int64_t>(params.size()));
    sql += ", $" + std::to_string(params.size());
  }
  const auto query = [&] {
    return database().Read(
        [&](Transaction& tx) { return tx.Query(sql + ")", std::span<const Param>(params)); });
  };
  EXPECT_TRUE(query().has_value());
  params.emplace_back(1);
  sql += ", $" + std::to_string(params.size());
  const base::Result<Rows> over = query();
  ASSERT_FALSE(over.has_value());
  EXPECT_EQ(over.error().code, base::Code::kTooLarge);
  EXPECT_NE(over.error().external.find("kMaxStatementParams"), std::string::npos);
}

TEST_P(ValuesTest, LimitOfOneValue) {
  const std::size_t size = base::kMaxStoredValueBytes + 1;
  void* memory = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  const std::span<const std::byte> bytes(static_cast<const std::byte*>(memory), size);
  EXPECT_EQ(CodeOf("INSERT INTO thing(id, body) VALUES (1, $1)", {bytes}), base::Code::kTooLarge);
  EXPECT_EQ(CodeOf("INSERT INTO thing(id, word) VALUES (1, $1)",
                   {std::string_view(static_cast<const char*>(memory), size)}),
            base::Code::kTooLarge);
  munmap(memory, size);
}

}  // namespace
}  // namespace db
