#pragma once
// One connection to a PostgreSQL server. Internal to the room.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "db/connection.h"
#include "db/postgres_error.h"
#include "db/postgres_values.h"
#include "db/statement_cache.h"

struct pg_conn;

namespace db {

class PostgresConnection final : public Connection {
 public:
  // Errors: kIo (no such server, or it refuses), kInvalid (a server that cannot serve us).
  static base::Result<std::unique_ptr<PostgresConnection>> Open(const std::string& url,
                                                                std::int64_t statement_timeout_ms);
  ~PostgresConnection() override;

  Dialect dialect() const override { return Dialect::kPostgres; }
  bool usable() const override { return usable_; }
  // For scripts of any length; until the next call.
  base::Status SetStatementTimeout(std::int64_t ms);

 private:
  class Fetch;

  PostgresConnection() = default;
  base::Status Configure(std::int64_t statement_timeout_ms);
  base::Status CheckCount(std::string_view sql, std::size_t count);
  // The name of the prepared statement.
  base::Result<std::string> Prepare(std::string_view sql, const PostgresParams& params);
  base::Result<ResultPtr> Execute(std::string_view sql, const PostgresParams& params);
  base::Status FetchAll(std::string_view sql, const Visit& visit);
  base::Status Exec(const char* sql);
  // The result if it is one of success, otherwise its error.
  base::Result<ResultPtr> Checked(pg_result* result, std::string_view sql);
  base::Error Lost();
  void ForgetStatements();

  base::Result<std::int64_t> DoRun(std::string_view sql, std::span<const Param> params,
                                   const Visit& visit) override;
  base::Status DoEach(std::string_view sql, std::span<const Param> params, const Visit& visit) override;
  base::Result<std::int64_t> DoInsertMany(std::string_view table, std::span<const std::string_view> columns,
                                          std::span<const Param> rows, std::string_view on_conflict) override;
  base::Status DoScript(std::string_view sql) override;
  base::Status DoBegin(bool write) override;
  base::Status DoCommit() override;
  void DoRollback() override;

  pg_conn* handle_ = nullptr;
  bool usable_ = true;
  StatementCache<std::string> cache_;  // names, by types of parameters and text
  std::uint64_t prepared_ = 0;         // statements so far
};

}  // namespace db
