#pragma once
// The seam between the room's common part (transactions, pool, retries, migrations) and one connection to one
// kind of database. Internal to the room. A connection is used by one thread at a time; the pool sees to
// that.
//
// The public functions check what is common to both databases (parameters, one statement at a time, nothing
// after a failed statement) and keep the first failure of a transaction, so that a transaction whose work
// swallowed an error is undone all the same. The Do functions are the database's part; they report each error
// of the database through Fail.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "db/db.h"

namespace db {

// Whether the same work may be tried again after a failure.
enum class Retry : std::uint8_t {
  kNever,
  kAgain,  // the server undid the transaction for the sake of another one
  kFresh,  // the connection was lost before anything could have been committed
};

// Gets each row; false ends the statement early.
using Visit = std::function<base::Result<bool>(const Row&)>;

class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  virtual Dialect dialect() const = 0;
  // False after a failure that a new connection may not have; the pool then drops this one.
  virtual bool usable() const = 0;

  // One statement; `visit` gets its rows. Returns the number of rows changed.
  base::Result<std::int64_t> Run(std::string_view sql, std::span<const Param> params, const Visit& visit);
  // One SELECT, in bounded memory.
  base::Status Each(std::string_view sql, std::span<const Param> params, const Visit& visit);
  base::Result<std::int64_t> InsertMany(std::string_view table, std::span<const std::string_view> columns,
                                        std::span<const Param> rows, std::string_view on_conflict);
  // Also outside a transaction; there a failure has no consequence for what comes after.
  base::Status Script(std::string_view sql);

  base::Status Begin(bool write);
  // Undoes everything instead, and returns that failure, where a statement failed.
  base::Status Commit();
  // Nothing where no transaction is open.
  void Rollback();
  // Of the first failure since Begin.
  Retry retry() const { return retry_; }

 protected:
  virtual base::Result<std::int64_t> DoRun(std::string_view sql, std::span<const Param> params,
                                           const Visit& visit) = 0;
  virtual base::Status DoEach(std::string_view sql, std::span<const Param> params, const Visit& visit) = 0;
  virtual base::Result<std::int64_t> DoInsertMany(std::string_view table,
                                                  std::span<const std::string_view> columns,
                                                  std::span<const Param> rows,
                                                  std::string_view on_conflict) = 0;
  virtual base::Status DoScript(std::string_view sql) = 0;
  virtual base::Status DoBegin(bool write) = 0;
  virtual base::Status DoCommit() = 0;
  virtual void DoRollback() = 0;

  // Keeps the failure and gives the error back.
  base::Error Fail(base::Error error, Retry retry = Retry::kNever);

 private:
  class Running;
  base::Status Ready(std::string_view sql);

  std::optional<base::Error> failure_;
  Retry retry_ = Retry::kNever;
  bool running_ = false;
  bool open_ = false;
};

// Errors: kInvalid for text with NUL or invalid UTF-8 and for a number that is none; kTooLarge over
// kMaxStoredValueBytes.
base::Status CheckParams(std::span<const Param> params);
// The beginning of a statement, for the log. Statements hold no data: that is in the parameters.
std::string_view Shortened(std::string_view sql);
// "INSERT INTO table(columns) "
std::string InsertHead(std::string_view table, std::span<const std::string_view> columns);

}  // namespace db
