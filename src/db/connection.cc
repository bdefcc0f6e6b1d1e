#include "db/connection.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "db/mistake.h"

namespace db {
namespace {

base::Status CheckParamCount(std::size_t count) {
  if (count <= base::kMaxStatementParams) return base::Ok();
  return base::TooLarge(fmt::format(
      "{} values in one question to the database are too many; at most {} are allowed (kMaxStatementParams)",
      count, base::kMaxStatementParams));
}

}  // namespace

// Marks that a statement runs: a visit that starts another one would spoil it.
class Connection::Running {
 public:
  explicit Running(Connection& connection) : connection_(connection) { connection_.running_ = true; }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { connection_.running_ = false; }

 private:
  Connection& connection_;
};

base::Error Connection::Fail(base::Error error, Retry retry) {
  if (!failure_) {
    failure_ = error;
    retry_ = retry;
  }
  return error;
}

base::Status Connection::Ready(std::string_view sql) {
  if (running_) return Fail(Mistake(fmt::format("a statement while another one runs: {}", Shortened(sql))));
  if (failure_) return *failure_;
  return base::Ok();
}

base::Result<std::int64_t> Connection::Run(std::string_view sql, std::span<const Param> params,
                                           const Visit& visit) {
  TRY(Ready(sql));
  base::Status checked = CheckParamCount(params.size());
  if (checked.has_value()) checked = CheckParams(params);
  if (!checked.has_value()) return Fail(checked.error());
  const Running running(*this);
  return DoRun(sql, params, visit);
}

base::Status Connection::Each(std::string_view sql, std::span<const Param> params, const Visit& visit) {
  TRY(Ready(sql));
  base::Status checked = CheckParamCount(params.size());
  if (checked.has_value()) checked = CheckParams(params);
  if (!checked.has_value()) return Fail(checked.error());
  const Running running(*this);
  return DoEach(sql, params, visit);
}

base::Result<std::int64_t> Connection::InsertMany(std::string_view table,
                                                  std::span<const std::string_view> columns,
                                                  std::span<const Param> rows, std::string_view on_conflict) {
  TRY(Ready(table));
  base::Status checked = CheckParamCount(columns.size());
  if (checked.has_value()) checked = CheckParams(rows);
  if (!checked.has_value()) return Fail(checked.error());
  if (columns.empty() || rows.size() % columns.size() != 0)
    return Fail(
        Mistake(fmt::format("{} parameters for {} columns of {}", rows.size(), columns.size(), table)));
  if (rows.empty()) return std::int64_t{0};
  const Running running(*this);
  return DoInsertMany(table, columns, rows, on_conflict);
}

base::Status Connection::Script(std::string_view sql) {
  if (!open_) failure_.reset();
  TRY(Ready(sql));
  base::Status checked = CheckParams(std::initializer_list<Param>{sql});
  if (!checked.has_value()) return Fail(checked.error());
  const Running running(*this);
  return DoScript(sql);
}

base::Status Connection::Begin(bool write) {
  failure_.reset();
  retry_ = Retry::kNever;
  base::Status status = DoBegin(write);
  open_ = status.has_value();
  return status;
}

base::Status Connection::Commit() {
  if (failure_) {
    Rollback();
    return *failure_;
  }
  base::Status status = DoCommit();
  if (!status.has_value()) DoRollback();
  open_ = false;
  return status;
}

void Connection::Rollback() {
  if (!open_) return;
  open_ = false;
  DoRollback();
}

}  // namespace db
