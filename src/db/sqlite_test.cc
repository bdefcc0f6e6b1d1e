#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include "db/testing.h"

namespace db {
namespace {

base::Status Insert(Database& database, std::int64_t id, std::size_t size = 8) {
  const std::string word(size, 'x');
  return database.Write([&](Transaction& tx) -> base::Status {
    TRY(tx.Execute("INSERT INTO thing(id, word) VALUES ($1, $2)", {id, word}));
    return base::Ok();
  });
}

std::int64_t Number(Database& database, std::string_view sql) {
  const base::Result<Rows> rows = database.Read([&](Transaction& tx) { return tx.Query(sql); });
  EXPECT_TRUE(rows.has_value()) << rows.error().internal;
  return rows.has_value() ? rows->at(0).Int(0) : -1;
}

std::string Setting(Transaction& tx, std::string_view name) {
  const base::Result<Rows> rows = tx.Query("PRAGMA " + std::string(name));
  if (!rows.has_value() || rows->empty()) return "?";
  return name == "journal_mode" ? rows->at(0).Text(0) : std::to_string(rows->at(0).Int(0));
}

class SqliteTest : public ::testing::Test {
 protected:
  void SetUp() override {
    fresh_ = testing::FreshSqlite();
    ASSERT_TRUE(database().RunScript("CREATE TABLE thing(id BIGINT PRIMARY KEY, word TEXT)").has_value());
  }
  Database& database() { return fresh_->database(); }
  std::string File(const std::string& name) const { return (fresh_->folder() / name).string(); }
  base::Code CodeOfOpening(const std::string& url) {
    const base::Result<std::unique_ptr<Database>> opened = Database::Open({.url = url});
    EXPECT_FALSE(opened.has_value()) << url;
    return opened.has_value() ? base::Code::kNotFound : opened.error().code;
  }
  std::unique_ptr<testing::Fresh> fresh_;
};

TEST_F(SqliteTest, IsSetUpForSafety) {
  const auto look = [](Transaction& tx) -> base::Status {
    EXPECT_EQ(Setting(tx, "journal_mode"), "wal");
    EXPECT_EQ(Setting(tx, "synchronous"), "2");
    EXPECT_EQ(Setting(tx, "secure_delete"), "1");
    EXPECT_EQ(Setting(tx, "foreign_keys"), "1");
    EXPECT_EQ(Setting(tx, "trusted_schema"), "0");
    EXPECT_EQ(Setting(tx, "temp_store"), "2");
    return base::Ok();
  };
  EXPECT_TRUE(database().Write(look).has_value());
  EXPECT_TRUE(database().Read(look).has_value());
  ASSERT_TRUE(Insert(database(), 1).has_value());
  for (const char* name : {"test.db", "test.db-wal", "test.db-shm"}) {
    struct stat state = {};
    ASSERT_EQ(stat(File(name).c_str(), &state), 0) << name;
    EXPECT_EQ(state.st_mode & 0777u, 0600u) << name;
  }
}

TEST_F(SqliteTest, RefusesWhatIsNoDatabase) {
  EXPECT_EQ(CodeOfOpening("sqlite:"), base::Code::kInvalid);
  EXPECT_EQ(CodeOfOpening("sqlite::memory:"), base::Code::kInvalid);
  EXPECT_EQ(CodeOfOpening("/var/lib/manumit.db"), base::Code::kInvalid);
  EXPECT_EQ(CodeOfOpening("mysql://somewhere"), base::Code::kInvalid);
  EXPECT_EQ(CodeOfOpening("postgresql://host/name?nonsense=1"), base::Code::kInvalid);
  EXPECT_EQ(CodeOfOpening("sqlite:/nowhere/at/all.db"), base::Code::kIo);
  EXPECT_EQ(CodeOfOpening("sqlite:" + fresh_->folder().string()), base::Code::kIo);
  std::ofstream(File("text.db")) << std::string(5000, 'x');
  EXPECT_EQ(CodeOfOpening("sqlite:" + File("text.db")), base::Code::kCorrupt);
}

TEST_F(SqliteTest, CheckFindsDamage) {
  for (int id = 0; id < 200; ++id) ASSERT_TRUE(Insert(database(), id, 500).has_value());
  ASSERT_TRUE(database().RunScript("PRAGMA wal_checkpoint(TRUNCATE)").has_value());
  EXPECT_TRUE(database().Check().has_value());
  std::fstream file(File("test.db"), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(4096 * 6);
  file << std::string(4096 * 3, '\xAA');
  file.close();
  fresh_->Reopen();
  const base::Status status = database().Check();
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, base::Code::kCorrupt);
  EXPECT_FALSE(status.error().internal.empty());
}

TEST_F(SqliteTest, AFullDiskIsSaidAndHarmsNothing) {
  ASSERT_TRUE(Insert(database(), 1).has_value());
  ASSERT_TRUE(database().RunScript("PRAGMA max_page_count = 40").has_value());
  base::Status status = base::Ok();
  std::int64_t id = 1;
  while (status.has_value() && id < 1000) status = Insert(database(), ++id, 4000);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, base::Code::kIo);
  EXPECT_NE(status.error().external.find("disk is full"), std::string::npos);
  EXPECT_EQ(Number(database(), "SELECT count(*) FROM thing"), id - 1);
  ASSERT_TRUE(database().RunScript("PRAGMA max_page_count = 100000").has_value());
  EXPECT_TRUE(Insert(database(), id, 4000).has_value());
  EXPECT_TRUE(database().Check().has_value());
}

// A child whose files may not grow: what it acknowledged is there, and the file is sound.
TEST_F(SqliteTest, AFileThatMayNotGrowHarmsNothing) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1u << 19, 1u << 19};
    setrlimit(RLIMIT_FSIZE, &limit);
    base::Result<std::unique_ptr<Database>> own = Database::Open({.url = fresh_->url()});
    if (!own.has_value()) _exit(250);
    int written = 0;
    while (written < 249) {
      const base::Status status = Insert(**own, written, 4000);
      if (!status.has_value()) _exit(status.error().code == base::Code::kIo ? written : 251);
      ++written;
    }
    _exit(252);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  ASSERT_LT(WEXITSTATUS(status), 249);
  fresh_->Reopen();
  EXPECT_EQ(Number(database(), "SELECT count(*) FROM thing"), WEXITSTATUS(status));
  EXPECT_TRUE(database().Check().has_value());
}

TEST_F(SqliteTest, BacksUpWhileItIsWritten) {
  ASSERT_TRUE(database().RunScript("CREATE TABLE twin(id BIGINT PRIMARY KEY)").has_value());
  std::atomic<bool> stop = false;
  std::atomic<std::int64_t> written = 0;
  std::thread writer([&] {
    for (std::int64_t id = 0; !stop; ++id) {
      const base::Status status = database().Write([&](Transaction& tx) -> base::Status {
        TRY(tx.Execute("INSERT INTO thing(id, word) VALUES ($1, $2)", {id, std::string(2000, 'x')}));
        TRY(tx.Execute("INSERT INTO twin(id) VALUES ($1)", {id}));
        return base::Ok();
      });
      EXPECT_TRUE(status.has_value()) << status.error().internal;
      written = id + 1;
    }
  });
  for (int round = 0; round < 5; ++round) {
    while (written < (round + 1) * 20) std::this_thread::yield();
    const std::string path = File("backup" + std::to_string(round));
    const std::int64_t before = written;
    const base::Status status = database().BackupTo(path);
    EXPECT_TRUE(status.has_value()) << status.error().external << status.error().internal;
    EXPECT_FALSE(std::filesystem::exists(path + ".part"));
    const base::Result<std::unique_ptr<Database>> copy = Database::Open({.url = "sqlite:" + path});
    ASSERT_TRUE(copy.has_value());
    EXPECT_TRUE((*copy)->Check().has_value());
    EXPECT_GE(Number(**copy, "SELECT count(*) FROM thing"), before);
    EXPECT_EQ(Number(**copy, "SELECT count(*) FROM thing"), Number(**copy, "SELECT count(*) FROM twin"));
  }
  stop = true;
  writer.join();
}

TEST_F(SqliteTest, ABackupNeverReplacesAFile) {
  std::ofstream(File("precious")) << "keep me";
  EXPECT_EQ(database().BackupTo(File("precious")).error().code, base::Code::kConflict);
  EXPECT_EQ(std::filesystem::file_size(File("precious")), 7u);
  EXPECT_EQ(database().BackupTo("/nowhere/at/all").error().code, base::Code::kIo);
  struct stat state = {};
  ASSERT_TRUE(database().BackupTo(File("copy")).has_value());
  ASSERT_EQ(stat(File("copy").c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777u, 0600u);
}

TEST_F(SqliteTest, AnotherProcessThatWritesIsWaitedFor) {
  const base::Result<std::unique_ptr<Database>> impatient =
      Database::Open({.url = fresh_->url(), .wait_ms = 50});
  ASSERT_TRUE(impatient.has_value());
  const base::Status busy = database().Write([&](Transaction&) { return Insert(**impatient, 1); });
  ASSERT_FALSE(busy.has_value());
  EXPECT_EQ(busy.error().code, base::Code::kBusy);
  std::thread other([&] {
    const base::Result<std::unique_ptr<Database>> patient = Database::Open({.url = fresh_->url()});
    for (int id = 1000; id < 1100; ++id) EXPECT_TRUE(Insert(**patient, id).has_value());
  });
  for (int id = 0; id < 100; ++id) EXPECT_TRUE(Insert(database(), id).has_value());
  other.join();
  EXPECT_EQ(Number(database(), "SELECT count(*) FROM thing"), 200);
}

// Writes, acknowledges each row through the pipe and never ends by itself.
[[noreturn]] void WriteForEver(const std::string& url, int pipe, std::int64_t first) {
  base::Result<std::unique_ptr<Database>> own = Database::Open({.url = url});
  if (!own.has_value()) _exit(1);
  for (std::int64_t id = first;; ++id) {
    if (!Insert(**own, id, 300).has_value()) _exit(2);
    if (write(pipe, &id, sizeof id) != sizeof id) _exit(3);
  }
}

TEST_F(SqliteTest, WhatWasAcknowledgedOutlivesAKill) {
  std::int64_t next = 0;
  for (int round = 0; round < 3; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) WriteForEver(fresh_->url(), ends[1], next);
    close(ends[1]);
    std::int64_t acknowledged = -1;
    std::int64_t id = 0;
    for (int count = 0; count < 60 + 37 * round && read(ends[0], &id, sizeof id) == sizeof id; ++count)
      acknowledged = id;
    kill(child, SIGKILL);
    while (read(ends[0], &id, sizeof id) == sizeof id) acknowledged = id;
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    fresh_->Reopen();
    const std::int64_t rows = Number(database(), "SELECT count(*) FROM thing");
    EXPECT_GE(rows, acknowledged + 1);
    EXPECT_LE(rows, acknowledged + 2);
    EXPECT_EQ(Number(database(), "SELECT max(id) + 1 FROM thing"), rows);
    EXPECT_TRUE(database().Check().has_value());
    next = rows;
  }
}

TEST_F(SqliteTest, NothingDeletedStaysInTheFile) {
  const std::string secret = "a-word-that-must-go-away";
  ASSERT_TRUE(database()
                  .Write([&](Transaction& tx) {
                    return tx.Execute("INSERT INTO thing(id, word) VALUES (1, $1)", {secret});
                  })
                  .has_value());
  ASSERT_TRUE(database().Write([](Transaction& tx) { return tx.Execute("DELETE FROM thing"); }).has_value());
  ASSERT_TRUE(database().RunScript("PRAGMA wal_checkpoint(TRUNCATE)").has_value());
  std::ifstream file(File("test.db"), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_EQ(bytes.find(secret), std::string::npos);
}

TEST_F(SqliteTest, AFullTextQueryIsNotRepeatedInErrors) {
  ASSERT_TRUE(database().RunScript("CREATE VIRTUAL TABLE words USING fts5(word)").has_value());
  const base::Result<Rows> rows = database().Read([](Transaction& tx) {
    return tx.Query("SELECT rowid FROM words WHERE words MATCH $1", {"\"personal AND ("});
  });
  ASSERT_FALSE(rows.has_value());
  EXPECT_EQ(rows.error().internal.find("personal"), std::string::npos);
}

}  // namespace
}  // namespace db
