#pragma once
// One database, embedded (SQLite) or a server (PostgreSQL), behind the same few calls; knows no table.
//
//   auto database = TRY(db::Database::Open({.url = "sqlite:/var/lib/manumit/manumit.db"}));
//   const base::Status stored = database->Write([&](db::Transaction& tx) -> base::Status {
//     TRY(tx.Execute("INSERT INTO thing(id, name, seen_ms) VALUES ($1, $2, $3)", {id, name, now_ms}));
//     return base::Ok();
//   });
//   const db::Rows rows = TRY(database->Read(
//       [&](db::Transaction& tx) { return tx.Query("SELECT name FROM thing WHERE id = $1", {id}); }));
//   for (const db::Row& row : rows) Use(row.Text(0));
//
// One SQL text serves both: parameters are $1, $2, ... (each may occur more than once); types are TEXT,
// BIGINT, DOUBLE PRECISION and BLOB (on PostgreSQL a domain over bytea); truth values are BIGINT 0 and 1;
// times BIGINT milliseconds. Text and BLOB are kept apart by the type of the parameter and may hold NUL only
// in a BLOB (a text with NUL or invalid UTF-8 is kInvalid on both). Use INSERT ... ON CONFLICT, RETURNING,
// common table expressions, window functions; not ILIKE, not AUTOINCREMENT, not ::casts. LIKE
// tells case apart on both.
//
// Thread-safety: Database may be used by any thread; Transaction, Rows and Row belong to one. A transaction
// within a transaction of the same database on the same thread is kInternal (it would wait for itself): hand
// the Transaction down. Cost: a transaction takes a connection from the pool (waits at most `wait_ms`, then
// kBusy). SQLite: one writer, several readers (WAL), secure_delete, foreign keys on. PostgreSQL: Write is
// SERIALIZABLE and is retried when the server says so (40001, 40P01) up to kMaxSerializationRetries, and both
// run once more where the connection was lost before the commit; so their functions may run more than once:
// they must have no effect but on `tx` and on what they reset at their beginning.
//
// Errors: kConflict (unique, foreign key or check violated; `internal` names the constraint), kBusy, kIo
// (disk full, server gone), kCorrupt, kInternal (wrong SQL). An error of any statement undoes the whole
// transaction.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/result.h"

namespace db {

enum class Dialect : std::uint8_t { kSqlite, kPostgres };

// A value going in. Refers to the caller's memory, which must live until the call returns.
class Param {
 public:
  Param(std::nullptr_t) {}                                            // NOLINT: implicit on purpose
  Param(std::string_view text) : value_(text) {}                      // NOLINT
  Param(const std::string& text) : value_(std::string_view(text)) {}  // NOLINT
  Param(const char* text) : value_(std::string_view(text)) {}         // NOLINT
  Param(bool truth) : value_(std::int64_t{truth}) {}                  // NOLINT
  template <typename T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
  Param(T number) : value_(static_cast<std::int64_t>(number)) {}            // NOLINT
  Param(double number) : value_(number) {}                                  // NOLINT
  Param(std::span<const std::byte> bytes) : value_(bytes) {}                // NOLINT
  Param(const std::vector<std::byte>& bytes) : value_(std::span(bytes)) {}  // NOLINT
  template <typename Tag>
  Param(const base::Id<Tag>& id) : value_(std::string_view(id.text())) {  // NOLINT: an empty id is NULL
    if (id.empty()) value_ = std::monostate{};
  }
  template <typename T>
  Param(const std::optional<T>& maybe) {  // NOLINT
    if (maybe) *this = Param(*maybe);
  }

  using Value =
      std::variant<std::monostate, std::int64_t, double, std::string_view, std::span<const std::byte>>;
  const Value& value() const { return value_; }

 private:
  Value value_;
};

using Params = std::initializer_list<Param>;

// One row that came out. Columns count from 0. A NULL reads as 0, "" and no bytes; ask IsNull where it
// matters. Reading a column as another type than it has is our own mistake (CHECK); where somebody else may
// have changed the table behind the program's back, ask Fits first.
class Row {
 public:
  using Cell = std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::byte>>;

  explicit Row(std::vector<Cell> cells) : cells_(std::move(cells)) {}
  bool IsNull(std::size_t column) const;
  std::int64_t Int(std::size_t column) const;
  bool Bool(std::size_t column) const { return Int(column) != 0; }
  double Real(std::size_t column) const;  // integers too
  const std::string& Text(std::size_t column) const;
  std::span<const std::byte> Bytes(std::size_t column) const;
  template <typename IdType>
  IdType IdAt(std::size_t column) const {
    return IdType::FromStore(Text(column));
  }
  std::size_t size() const { return cells_.size(); }
  // Whether the columns have these types, one letter each: 't' text, 'i' integer, 'b' bytes; NULL has all.
  bool Fits(std::string_view types) const;

 private:
  std::vector<Cell> cells_;
};

using Rows = std::vector<Row>;

// The seam to one connection; implemented for each database. Internal to the room.
class Connection;

class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  Dialect dialect() const;
  // All rows in memory; for results that are bounded by a LIMIT or by what they are.
  base::Result<Rows> Query(std::string_view sql, Params params = {});
  base::Result<Rows> Query(std::string_view sql, std::span<const Param> params);
  // The first row, or nothing.
  base::Result<std::optional<Row>> QueryOne(std::string_view sql, Params params = {});
  // Row by row in bounded memory, for SELECT; stops early when `visit` returns false. No other statement of
  // this transaction may run meanwhile.
  base::Status Each(std::string_view sql, Params params,
                    const std::function<base::Result<bool>(const Row&)>& visit);
  // Returns the number of rows changed.
  base::Result<std::int64_t> Execute(std::string_view sql, Params params = {});
  base::Result<std::int64_t> Execute(std::string_view sql, std::span<const Param> params);
  // Many rows into one table, in few round trips. `rows` holds `columns.size()` parameters a row, one row
  // after the other; `on_conflict` is appended as it is ("ON CONFLICT DO NOTHING"); with DO UPDATE no two of
  // the rows may meet the same row of the table. One column holds one type (or NULL). Returns the number of
  // rows changed.
  base::Result<std::int64_t> InsertMany(std::string_view table,
                                        std::initializer_list<std::string_view> columns,
                                        std::span<const Param> rows, std::string_view on_conflict = {});
  // Several statements without parameters, for changes of the schema.
  base::Status ExecuteScript(std::string_view sql);

 private:
  Connection& connection_;
};

struct OpenOptions {
  std::string url;  // "sqlite:PATH" or "postgresql://user@host/name?..." (libpq's form)
  std::size_t connections = 8;
  std::int64_t wait_ms = 10'000;  // for a free connection, or for SQLite's writer
  std::int64_t statement_timeout_ms = 60'000;
};

class Database {
 public:
  // Errors: kIo (cannot be opened), kCorrupt (not a database), kInvalid (not such a url).
  static base::Result<std::unique_ptr<Database>> Open(const OpenOptions& options);
  virtual ~Database() = default;
  virtual Dialect dialect() const = 0;

  // Runs `work` in a transaction; commits if it returns a value, undoes everything if it returns an error.
  template <typename Work>
  auto Write(Work&& work) -> std::invoke_result_t<Work, Transaction&> {
    return Run(true, std::forward<Work>(work));
  }
  // The same, reading one consistent state; writing is an error.
  template <typename Work>
  auto Read(Work&& work) -> std::invoke_result_t<Work, Transaction&> {
    return Run(false, std::forward<Work>(work));
  }

  // Several statements as they are, outside any transaction of ours; for tests and maintenance ("VACUUM",
  // "ANALYZE").
  virtual base::Status RunScript(std::string_view sql) = 0;
  // A consistent copy of the whole database while it is used: for SQLite by its backup API into a new file;
  // for PostgreSQL kInvalid with the advice to use pg_dump.
  virtual base::Status BackupTo(const std::string& path) = 0;
  // Structure and checksums ("PRAGMA integrity_check"; on PostgreSQL a read of every table). Errors: kCorrupt
  // with what was found.
  virtual base::Status Check() = 0;
  // A word for health and metrics: connections in use and in the pool.
  struct PoolState {
    std::size_t in_use = 0;
    std::size_t size = 0;
  };
  virtual PoolState pool_state() const = 0;

 protected:
  virtual base::Status RunErased(bool write, const std::function<base::Status(Transaction&)>& work) = 0;

 private:
  template <typename Work>
  auto Run(bool write, Work&& work) -> std::invoke_result_t<Work, Transaction&> {
    using Outcome = std::invoke_result_t<Work, Transaction&>;
    std::optional<Outcome> outcome;
    const base::Status status = RunErased(write, [&](Transaction& tx) -> base::Status {
      outcome.emplace(work(tx));
      if (!outcome->has_value()) return outcome->error();
      return base::Ok();
    });
    if (!status.has_value()) return status.error();
    return std::move(*outcome);
  }
};

// One step of a room's schema. `sql` may hold several statements; it is run in one transaction together with
// its entry in the table `migration`. Steps of a room have ascending numbers from 1 (its folders take ranges,
// so there are gaps) and never change once released (their SHA-256-like hash is compared).
struct Migration {
  std::string_view room;
  int number = 0;
  std::string_view name;
  std::string_view sql;           // for both, or for SQLite where `sql_postgres` is given
  std::string_view sql_postgres;  // empty: the same
};

struct MigrationState {
  std::size_t applied = 0;           // in this run
  std::vector<std::string> pending;  // "screening 3 alert-index", where only asked
};

// Brings the schema up to date, one process at a time (BEGIN IMMEDIATE, or an advisory lock). Errors:
// kConflict where a released step was changed or the database is newer than the program.
base::Result<MigrationState> Migrate(Database& database, std::span<const Migration> migrations);
base::Result<MigrationState> PendingMigrations(Database& database, std::span<const Migration> migrations);

}  // namespace db
