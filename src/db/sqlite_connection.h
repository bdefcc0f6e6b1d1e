#pragma once
// One connection to a SQLite file. Internal to the room.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.h"
#include "db/sqlite_error.h"
#include "db/statement_cache.h"

struct sqlite3;
struct sqlite3_stmt;

namespace db {

struct SqliteSettings {
  std::string path;
  bool writer = false;  // otherwise query_only
  std::int64_t wait_ms = 0;
  std::int64_t statement_timeout_ms = 0;
};

class SqliteConnection final : public Connection {
 public:
  // The file must exist. Errors: kIo, kCorrupt, kBusy.
  static base::Result<std::unique_ptr<SqliteConnection>> Open(const SqliteSettings& settings);
  ~SqliteConnection() override;

  Dialect dialect() const override { return Dialect::kSqlite; }
  bool usable() const override { return usable_; }
  sqlite3* handle() const { return handle_; }

 private:
  struct Statement {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> numbers;  // of each bound place the N of its $N
    int highest = 0;
  };
  class Resetter;

  explicit SqliteConnection(const SqliteSettings& settings);
  base::Status Configure();
  base::Result<const Statement*> Prepare(std::string_view sql);
  base::Result<Statement> Compile(std::string_view sql);
  base::Status Bind(const Statement& statement, std::string_view sql, std::span<const Param> params);
  base::Result<std::int64_t> Step(const Statement& statement, std::string_view sql, const Visit& visit);
  base::Status Exec(const char* sql);
  base::Error Failed(int code, SqlitePhase phase, std::string_view sql);

  base::Result<std::int64_t> DoRun(std::string_view sql, std::span<const Param> params,
                                   const Visit& visit) override;
  base::Status DoEach(std::string_view sql, std::span<const Param> params, const Visit& visit) override;
  base::Result<std::int64_t> DoInsertMany(std::string_view table, std::span<const std::string_view> columns,
                                          std::span<const Param> rows, std::string_view on_conflict) override;
  base::Status DoScript(std::string_view sql) override;
  base::Status DoBegin(bool write) override;
  base::Status DoCommit() override;
  void DoRollback() override;

  const SqliteSettings settings_;
  sqlite3* handle_ = nullptr;
  bool usable_ = true;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
  StatementCache<Statement> cache_;
};

}  // namespace db
