#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "base/limits.h"
#include "db/testing.h"

namespace db {
namespace {

using std::chrono::milliseconds;

class TransactionTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    MANUMIT_FRESH_DATABASE(fresh_, GetParam());
    Script(
        "CREATE TABLE thing(id BIGINT PRIMARY KEY, word TEXT CONSTRAINT thing_word UNIQUE, amount BIGINT "
        "CONSTRAINT small CHECK (amount < 100000))");
    Script("CREATE TABLE part(id BIGINT PRIMARY KEY, thing_id BIGINT NOT NULL REFERENCES thing(id))");
  }
  Database& database() { return fresh_->database(); }
  void Script(std::string_view sql) {
    const base::Status status = database().RunScript(sql);
    ASSERT_TRUE(status.has_value()) << status.error().internal;
  }
  base::Result<std::int64_t> Execute(std::string_view sql, Params params = {}) {
    return database().Write([&](Transaction& tx) { return tx.Execute(sql, params); });
  }
  std::int64_t Number(std::string_view sql) {
    const base::Result<Rows> rows = database().Read([&](Transaction& tx) { return tx.Query(sql); });
    EXPECT_TRUE(rows.has_value()) << rows.error().internal;
    return rows.has_value() ? rows->at(0).Int(0) : -1;
  }
  void OpenAgain(OpenOptions options) { MANUMIT_FRESH_DATABASE(fresh_, GetParam(), std::move(options)); }

  std::unique_ptr<testing::Fresh> fresh_;
};
MANUMIT_ON_BOTH_DATABASES(TransactionTest);

TEST_P(TransactionTest, CommitsAndUndoes) {
  EXPECT_TRUE(Execute("INSERT INTO thing(id) VALUES (1)").has_value());
  const base::Status failed = database().Write([](Transaction& tx) -> base::Status {
    TRY(tx.Execute("INSERT INTO thing(id) VALUES (2)"));
    return base::NotFound("no");
  });
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().code, base::Code::kNotFound);
  EXPECT_THROW(static_cast<void>(database().Write([](Transaction& tx) -> base::Status {
                 TRY(tx.Execute("INSERT INTO thing(id) VALUES (3)"));
                 throw 1;
               })),
               int);
  EXPECT_EQ(Number("SELECT count(*) FROM thing"), 1);
  EXPECT_EQ(database().pool_state().in_use, 0u);
}

TEST_P(TransactionTest, AnErrorThatIsSwallowedUndoesAllTheSame) {
  const base::Status status = database().Write([](Transaction& tx) -> base::Status {
    TRY(tx.Execute("INSERT INTO thing(id) VALUES (1)"));
    EXPECT_FALSE(tx.Execute("INSERT INTO thing(id) VALUES (1)").has_value());
    EXPECT_FALSE(tx.Execute("INSERT INTO thing(id) VALUES (2)").has_value());
    return base::Ok();
  });
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, base::Code::kConflict);
  EXPECT_EQ(Number("SELECT count(*) FROM thing"), 0);
}

TEST_P(TransactionTest, ConflictsNameTheConstraint) {
  ASSERT_TRUE(Execute("INSERT INTO thing(id, word) VALUES (1, 'a')").has_value());
  const auto expect = [&](std::string_view sql, std::string_view named) {
    const base::Result<std::int64_t> result = Execute(sql);
    ASSERT_FALSE(result.has_value()) << sql;
    EXPECT_EQ(result.error().code, base::Code::kConflict);
    EXPECT_NE(result.error().internal.find(named), std::string::npos) << result.error().internal;
  };
  const bool sqlite = GetParam() == Dialect::kSqlite;
  expect("INSERT INTO thing(id, word) VALUES (2, 'a')", sqlite ? "thing.word" : "thing_word");
  expect("INSERT INTO thing(id, word) VALUES (1, 'b')", sqlite ? "thing.id" : "thing_pkey");
  expect("INSERT INTO thing(id, amount) VALUES (3, 100000)", "small");
  expect("INSERT INTO part(id, thing_id) VALUES (1, 77)", sqlite ? "FOREIGN KEY" : "part_thing_id_fkey");
  expect("INSERT INTO part(id, thing_id) VALUES (1, NULL)", "thing_id");
}

TEST_P(TransactionTest, WrongSqlIsOurMistake) {
  for (const std::string_view sql : {"SELECT nothing FROM nowhere", "SELEC 1", "SELECT 1; SELECT 2",
                                     "SELECT \"misspelt\" FROM thing", ""}) {
    const base::Result<Rows> rows = database().Read([&](Transaction& tx) { return tx.Query(sql); });
    ASSERT_FALSE(rows.has_value()) << sql;
    EXPECT_EQ(rows.error().code, base::Code::kInternal) << sql;
  }
}

TEST_P(TransactionTest, ReadsMayNotWrite) {
  const base::Result<std::int64_t> written =
      database().Read([](Transaction& tx) { return tx.Execute("INSERT INTO thing(id) VALUES (1)"); });
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().code, base::Code::kInternal);
  EXPECT_EQ(Number("SELECT count(*) FROM thing"), 0);
}

TEST_P(TransactionTest, AReadSeesOneState) {
  ASSERT_TRUE(Execute("INSERT INTO thing(id) VALUES (1)").has_value());
  const base::Status status = database().Read([&](Transaction& tx) -> base::Status {
    const Rows before = TRY(tx.Query("SELECT count(*) FROM thing"));
    std::async(std::launch::async, [&] {
      EXPECT_TRUE(Execute("INSERT INTO thing(id) VALUES (2)").has_value());
    }).get();
    const Rows after = TRY(tx.Query("SELECT count(*) FROM thing"));
    EXPECT_EQ(before[0].Int(0), after[0].Int(0));
    return base::Ok();
  });
  EXPECT_TRUE(status.has_value());
  EXPECT_EQ(Number("SELECT count(*) FROM thing"), 2);
}

TEST_P(TransactionTest, ATransactionWithinATransactionIsRefusedAtOnce) {
  const base::Status status = database().Write(
      [&](Transaction&) -> base::Status { return database().Read([](Transaction&) { return base::Ok(); }); });
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, base::Code::kInternal);
  EXPECT_TRUE(database().Read([](Transaction&) { return base::Ok(); }).has_value());
}

TEST_P(TransactionTest, EachReadsAllOrStops) {
  ASSERT_TRUE(database()
                  .Write([](Transaction& tx) {
                    return tx.Execute(
                        "INSERT INTO thing(id) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
                        "n WHERE i < 1000) SELECT i FROM n");
                  })
                  .has_value());
  const base::Status status = database().Read([](Transaction& tx) -> base::Status {
    for (const std::int64_t last : {1, 255, 256, 257, 512, 1000, 5000}) {
      std::int64_t seen = 0;
      TRY(tx.Each("SELECT id FROM thing WHERE id > $1 ORDER BY id", {0},
                  [&](const Row& row) -> base::Result<bool> {
                    EXPECT_EQ(row.Int(0), ++seen);
                    return seen < last;
                  }));
      EXPECT_EQ(seen, std::min<std::int64_t>(last, 1000));
    }
    const base::Status refused = tx.Each("SELECT id FROM thing", {}, [](const Row&) -> base::Result<bool> {
      return base::NotFound("enough");
    });
    EXPECT_EQ(refused.error().code, base::Code::kNotFound);
    const Rows still = TRY(tx.Query("SELECT count(*) FROM thing"));
    EXPECT_EQ(still[0].Int(0), 1000);
    return base::Ok();
  });
  EXPECT_TRUE(status.has_value()) << status.error().internal;
  EXPECT_THROW(static_cast<void>(database().Read([](Transaction& tx) {
                 return tx.Each("SELECT id FROM thing", {},
                                [](const Row&) -> base::Result<bool> { throw 1; });
               })),
               int);
  EXPECT_EQ(Number("SELECT count(*) FROM thing"), 1000);
}

TEST_P(TransactionTest, EachIsForSelectAndAlone) {
  const base::Status changes = database().Write([](Transaction& tx) {
    return tx.Each("DELETE FROM thing RETURNING id", {},
                   [](const Row&) -> base::Result<bool> { return true; });
  });
  EXPECT_EQ(changes.error().code, base::Code::kInternal);
  ASSERT_TRUE(Execute("INSERT INTO thing(id) VALUES (1)").has_value());
  const base::Status nested = database().Read([](Transaction& tx) {
    return tx.Each("SELECT id FROM thing", {}, [&](const Row&) -> base::Result<bool> {
      TRY(tx.Query("SELECT 1"));
      return true;
    });
  });
  EXPECT_EQ(nested.error().code, base::Code::kInternal);
}

TEST_P(TransactionTest, InsertManyTenThousand) {
  Script(
      "CREATE TABLE many(id BIGINT PRIMARY KEY, word TEXT, amount DOUBLE PRECISION, body BLOB, never "
      "BIGINT)");
  std::vector<std::string> words;
  for (int i = 0; i < 10'000; ++i) words.push_back("word, \"" + std::to_string(i) + "\"\\ {} ü");
  const std::vector<std::byte> body{std::byte{0}, std::byte{255}};
  std::vector<Param> rows;
  for (int i = 0; i < 10'000; ++i) {
    const bool odd = i % 2 == 1;
    rows.emplace_back(i);
    rows.push_back(i == 17 ? Param(nullptr) : Param(words[static_cast<std::size_t>(i)]));
    rows.push_back(odd ? Param(i) : Param(i + 0.5));
    rows.push_back(odd ? Param(body) : Param(nullptr));
    rows.emplace_back(nullptr);
  }
  const auto insert = [&](std::string_view on_conflict) {
    return database().Write([&](Transaction& tx) {
      return tx.InsertMany("many", {"id", "word", "amount", "body", "never"}, rows, on_conflict);
    });
  };
  const base::Result<std::int64_t> inserted = insert("");
  ASSERT_TRUE(inserted.has_value()) << inserted.error().internal;
  EXPECT_EQ(*inserted, 10'000);
  EXPECT_EQ(insert("ON CONFLICT DO NOTHING").value(), 0);
  EXPECT_EQ(insert("ON CONFLICT (id) DO UPDATE SET word = excluded.word").value(), 10'000);
  EXPECT_EQ(insert("").error().code, base::Code::kConflict);
  const Rows read =
      database()
          .Read([](Transaction& tx) {
            return tx.Query(
                "SELECT id, word, amount, body, never FROM many WHERE id IN (16, 17, 9999) ORDER BY id");
          })
          .value();
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].Text(1), words[16]);
  EXPECT_TRUE(read[1].IsNull(1));
  EXPECT_EQ(read[0].Real(2), 16.5);
  EXPECT_EQ(read[1].Real(2), 17.0);
  EXPECT_TRUE(read[0].IsNull(3));
  EXPECT_TRUE(std::ranges::equal(read[2].Bytes(3), body));
  EXPECT_TRUE(read[2].IsNull(4));
}

TEST_P(TransactionTest, InsertManyOfLittle) {
  const auto insert = [&](std::span<const Param> rows) {
    return database().Write([&](Transaction& tx) { return tx.InsertMany("part", {"id", "thing_id"}, rows); });
  };
  EXPECT_EQ(insert({}).value(), 0);
  EXPECT_EQ(insert(std::vector<Param>{1}).error().code, base::Code::kInternal);
  Script("CREATE TABLE loose(a TEXT, b BIGINT)");
  const base::Result<std::int64_t> nulls = database().Write([&](Transaction& tx) {
    return tx.InsertMany("loose", {"a", "b"}, std::vector<Param>{nullptr, nullptr, nullptr, nullptr});
  });
  EXPECT_EQ(nulls.value(), 2);
  const base::Result<std::int64_t> text = database().Write([&](Transaction& tx) {
    return tx.InsertMany("loose", {"a", "b"}, std::vector<Param>{std::string_view("\0", 1), 1});
  });
  EXPECT_EQ(text.error().code, base::Code::kInvalid);
}

TEST_P(TransactionTest, NoUpdateIsLost) {
  ASSERT_TRUE(Execute("INSERT INTO thing(id, amount) VALUES (1, 0)").has_value());
  const auto increment = [&] {
    for (int i = 0; i < 100; ++i) {
      const base::Status status = database().Write([](Transaction& tx) -> base::Status {
        const Rows rows = TRY(tx.Query("SELECT amount FROM thing WHERE id = 1"));
        TRY(tx.Execute("UPDATE thing SET amount = $1 WHERE id = 1", {rows.at(0).Int(0) + 1}));
        return base::Ok();
      });
      EXPECT_TRUE(status.has_value()) << status.error().internal;
    }
  };
  std::thread other(increment);
  increment();
  other.join();
  EXPECT_EQ(Number("SELECT amount FROM thing WHERE id = 1"), 200);
}

TEST_P(TransactionTest, EightThreads) {
  constexpr int kThreads = 8;
  constexpr int kEach = 200;
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kEach; ++i) {
        const std::int64_t id = thread * kEach + i;
        const base::Status written = database().Write([&](Transaction& tx) -> base::Status {
          TRY(tx.Execute("INSERT INTO thing(id, word) VALUES ($1, $2)", {id, "w" + std::to_string(id)}));
          TRY(tx.Execute("INSERT INTO part(id, thing_id) VALUES ($1, $1)", {id}));
          return base::Ok();
        });
        const base::Result<Rows> read = database().Read(
            [&](Transaction& tx) { return tx.Query("SELECT word FROM thing WHERE id = $1", {id}); });
        if (!written.has_value() || !read.has_value() || read->size() != 1) ++failures;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(Number("SELECT count(*) FROM thing JOIN part ON part.thing_id = thing.id"), kThreads * kEach);
}

TEST_P(TransactionTest, AnExhaustedPoolIsBusy) {
  OpenAgain({.connections = 1, .wait_ms = 50});
  std::promise<void> held;
  std::promise<void> release;
  std::thread holder([&] {
    static_cast<void>(database().Read([&](Transaction&) {
      held.set_value();
      release.get_future().wait();
      return base::Ok();
    }));
  });
  held.get_future().wait();
  EXPECT_EQ(database().pool_state().in_use, 1u);
  const base::Status busy = database().Read([](Transaction&) { return base::Ok(); });
  release.set_value();
  holder.join();
  ASSERT_FALSE(busy.has_value());
  EXPECT_EQ(busy.error().code, base::Code::kBusy);
  EXPECT_TRUE(database().Read([](Transaction&) { return base::Ok(); }).has_value());
}

TEST_P(TransactionTest, AStatementThatTakesTooLongIsStopped) {
  OpenAgain({.statement_timeout_ms = 100});
  const auto started = std::chrono::steady_clock::now();
  const base::Result<Rows> rows = database().Read([](Transaction& tx) {
    return tx.Query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n");
  });
  ASSERT_FALSE(rows.has_value());
  EXPECT_EQ(rows.error().code, base::Code::kBusy);
  EXPECT_LT(std::chrono::steady_clock::now() - started, milliseconds(10'000));
  EXPECT_EQ(Number("SELECT 1"), 1);
}

TEST_P(TransactionTest, ManyDifferentStatementsOnOneConnection) {
  const base::Status status = database().Read([](Transaction& tx) -> base::Status {
    for (int round = 0; round < 2; ++round) {
      for (int i = 0; i < 400; ++i) {
        const Rows rows = TRY(tx.Query("SELECT " + std::to_string(i)));
        EXPECT_EQ(rows.at(0).Int(0), i);
      }
    }
    return base::Ok();
  });
  EXPECT_TRUE(status.has_value()) << status.error().internal;
}

TEST_P(TransactionTest, PreparedStatementsOutliveAChangeOfTheSchema) {
  const auto all = [&] {
    return database().Write([](Transaction& tx) { return tx.Query("SELECT * FROM loose"); });
  };
  Script("CREATE TABLE loose(a BIGINT)");
  ASSERT_TRUE(Execute("INSERT INTO loose(a) VALUES (1)").has_value());
  EXPECT_EQ(all().value().at(0).size(), 1u);
  Script("ALTER TABLE loose ADD COLUMN b TEXT");
  const base::Result<Rows> rows = all();
  ASSERT_TRUE(rows.has_value()) << rows.error().internal;
  EXPECT_EQ(rows->at(0).size(), 2u);
}

TEST_P(TransactionTest, CheckFindsNothingInASoundDatabase) {
  ASSERT_TRUE(Execute("INSERT INTO thing(id, word) VALUES (1, 'a')").has_value());
  const base::Status status = database().Check();
  EXPECT_TRUE(status.has_value()) << status.error().internal;
}

}  // namespace
}  // namespace db
