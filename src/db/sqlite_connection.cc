#include "db/sqlite_connection.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <sqlite3.h>

#include "db/mistake.h"
#include "db/sqlite_error.h"
#include "db/sqlite_values.h"

namespace db {
namespace {

constexpr int kInstructionsBetweenLooks = 4096;

using SteadyClock = std::chrono::steady_clock;

int PastDeadline(void* deadline) {
  return SteadyClock::now() > *static_cast<const SteadyClock::time_point*>(deadline) ? 1 : 0;
}

}  // namespace

// Gives the statement back as it was, whatever happened; the parameters it was bound to are the caller's
// memory.
class SqliteConnection::Resetter {
 public:
  explicit Resetter(sqlite3_stmt* statement) : statement_(statement) {}
  Resetter(const Resetter&) = delete;
  Resetter& operator=(const Resetter&) = delete;
  ~Resetter() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

SqliteConnection::SqliteConnection(const SqliteSettings& settings) : settings_(settings) {}

SqliteConnection::~SqliteConnection() {
  while (const std::optional<Statement> statement = cache_.TakeOldest()) sqlite3_finalize(statement->handle);
  sqlite3_close(handle_);
}

base::Result<std::unique_ptr<SqliteConnection>> SqliteConnection::Open(const SqliteSettings& settings) {
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(settings));
  const int code = sqlite3_open_v2(
      settings.path.c_str(), &connection->handle_,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE,
      nullptr);
  if (code != SQLITE_OK) return SqliteError(connection->handle_, code, SqlitePhase::kOpen, "open");
  TRY(connection->Configure());
  return connection;
}

base::Status SqliteConnection::Configure() {
  sqlite3_busy_timeout(handle_, static_cast<int>(settings_.wait_ms));
  sqlite3_progress_handler(handle_, kInstructionsBetweenLooks, PastDeadline, &deadline_);
  for (const int flag : {SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY})
    sqlite3_db_config(handle_, flag, 1, nullptr);
  for (const int flag : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL})
    sqlite3_db_config(handle_, flag, 0, nullptr);
  TRY(Exec("PRAGMA journal_mode=WAL"));
  // FULL: a commit is on the disk before it is acknowledged. Temporary tables and sorts stay in memory: no
  // second place where records of persons lie. LIKE tells case apart, as it does on PostgreSQL.
  TRY(
      Exec("PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA "
           "case_sensitive_like=ON;"
           "PRAGMA cache_size=-16000; PRAGMA journal_size_limit=67108864; PRAGMA cell_size_check=ON"));
  const base::Result<Statement> mode = Compile("PRAGMA journal_mode");
  if (!mode.has_value()) return mode.error();
  const bool wal = sqlite3_step(mode->handle) == SQLITE_ROW &&
                   SqliteCell(mode->handle, 0) == Row::Cell(std::string("wal"));
  sqlite3_finalize(mode->handle);
  if (!wal)
    return base::IoError(
        "the database file cannot be used: its disk does not support write-ahead logging; use a local disk");
  return settings_.writer ? base::Ok() : Exec("PRAGMA query_only=ON");
}

base::Error SqliteConnection::Failed(int code, SqlitePhase phase, std::string_view sql) {
  if (SpoilsConnection(code)) usable_ = false;
  return Fail(SqliteError(handle_, code, phase, sql));
}

base::Status SqliteConnection::Exec(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  // Without parameters there is no data that the message could repeat.
  if (code != SQLITE_OK) return Failed(code, SqlitePhase::kPrepare, sql);
  return base::Ok();
}

base::Result<SqliteConnection::Statement> SqliteConnection::Compile(std::string_view sql) {
  Statement statement;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement.handle, &tail);
  if (code != SQLITE_OK) return Failed(code, SqlitePhase::kPrepare, sql);
  const std::string_view rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  bool well_formed =
      statement.handle != nullptr && rest.find_first_not_of(" \t\r\n;") == std::string_view::npos;
  for (int place = 1; well_formed && place <= sqlite3_bind_parameter_count(statement.handle); ++place) {
    const char* name = sqlite3_bind_parameter_name(statement.handle, place);
    const std::string_view text = name == nullptr ? "" : name;
    int number = 0;
    const auto parsed =
        std::from_chars(text.data() + (text.empty() ? 0 : 1), text.data() + text.size(), number);
    well_formed = text.starts_with('$') && parsed.ptr == text.data() + text.size() && number > 0;
    statement.numbers.push_back(number);
    statement.highest = std::max(statement.highest, number);
  }
  if (well_formed) return statement;
  sqlite3_finalize(statement.handle);
  return Fail(Mistake(fmt::format("not one statement with parameters $1, $2, ...: {}", Shortened(sql))));
}

base::Result<const SqliteConnection::Statement*> SqliteConnection::Prepare(std::string_view sql) {
  if (const Statement* found = cache_.Find(sql)) return found;
  const Statement statement = TRY(Compile(sql));
  if (cache_.full()) sqlite3_finalize(cache_.TakeOldest()->handle);
  return &cache_.Add(sql, statement);
}

base::Status SqliteConnection::Bind(const Statement& statement, std::string_view sql,
                                    std::span<const Param> params) {
  if (params.size() != static_cast<std::size_t>(statement.highest)) {
    return Fail(Mistake(
        fmt::format("{} parameters for {} in: {}", params.size(), statement.highest, Shortened(sql))));
  }
  for (std::size_t place = 0; place < statement.numbers.size(); ++place) {
    const Param& param = params[static_cast<std::size_t>(statement.numbers[place]) - 1];
    const int code = BindSqlite(statement.handle, static_cast<int>(place) + 1, param.value());
    if (code != SQLITE_OK) return Failed(code, SqlitePhase::kRun, sql);
  }
  return base::Ok();
}

base::Result<std::int64_t> SqliteConnection::Step(const Statement& statement, std::string_view sql,
                                                  const Visit& visit) {
  const bool reads = sqlite3_stmt_readonly(statement.handle) != 0;
  const sqlite3_int64 before = sqlite3_total_changes64(handle_);
  bool wanted = visit != nullptr;
  for (;;) {
    deadline_ = SteadyClock::now() + std::chrono::milliseconds(settings_.statement_timeout_ms);
    const int code = sqlite3_step(statement.handle);
    deadline_ = SteadyClock::time_point::max();
    if (code == SQLITE_DONE) break;
    if (code != SQLITE_ROW) return Failed(code, SqlitePhase::kRun, sql);
    if (wanted) wanted = TRY(visit(SqliteRow(statement.handle)));
    // A statement that changes something runs to its end.
    if (!wanted && reads) break;
  }
  // sqlite3_changes64 still tells of an earlier statement where this one changed nothing that is counted.
  return reads || sqlite3_total_changes64(handle_) == before ? std::int64_t{0}
                                                             : std::int64_t{sqlite3_changes64(handle_)};
}

base::Result<std::int64_t> SqliteConnection::DoRun(std::string_view sql, std::span<const Param> params,
                                                   const Visit& visit) {
  const Statement& statement = *TRY(Prepare(sql));
  const Resetter resetter(statement.handle);
  TRY(Bind(statement, sql, params));
  return Step(statement, sql, visit);
}

base::Status SqliteConnection::DoEach(std::string_view sql, std::span<const Param> params,
                                      const Visit& visit) {
  const Statement& statement = *TRY(Prepare(sql));
  if (sqlite3_stmt_readonly(statement.handle) == 0) {
    return Fail(Mistake(fmt::format("Each is for SELECT only: {}", Shortened(sql))));
  }
  TRY(DoRun(sql, params, visit));
  return base::Ok();
}

base::Result<std::int64_t> SqliteConnection::DoInsertMany(std::string_view table,
                                                          std::span<const std::string_view> columns,
                                                          std::span<const Param> rows,
                                                          std::string_view on_conflict) {
  std::string sql = InsertHead(table, columns) + "VALUES (";
  for (std::size_t column = 1; column <= columns.size(); ++column)
    sql += fmt::format("{}${}", column == 1 ? "" : ", ", column);
  sql += fmt::format(") {}", on_conflict);
  const Statement& statement = *TRY(Prepare(sql));
  std::int64_t changed = 0;
  for (std::size_t at = 0; at < rows.size(); at += columns.size()) {
    const Resetter resetter(statement.handle);
    TRY(Bind(statement, sql, rows.subspan(at, columns.size())));
    changed += TRY(Step(statement, sql, nullptr));
  }
  return changed;
}

base::Status SqliteConnection::DoScript(std::string_view sql) {
  return Exec(std::string(sql).c_str());
}

base::Status SqliteConnection::DoBegin(bool write) {
  return Exec(write ? "BEGIN IMMEDIATE" : "BEGIN");
}

base::Status SqliteConnection::DoCommit() {
  return Exec("COMMIT");
}

void SqliteConnection::DoRollback() {
  // SQLite undoes some failures by itself (a full disk among them); then there is nothing left to undo.
  if (sqlite3_get_autocommit(handle_) != 0) return;
  if (sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK) usable_ = false;
}

}  // namespace db
