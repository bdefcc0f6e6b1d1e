#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/hash.h"
#include "db/db.h"

namespace db {
namespace {

using StepKey = std::pair<std::string, std::int64_t>;  // room and number
using Applied = std::map<StepKey, std::string>;        // its hash

std::string_view SqlFor(const Migration& step, Dialect dialect) {
  return dialect == Dialect::kPostgres && !step.sql_postgres.empty() ? step.sql_postgres : step.sql;
}

std::string HashOf(const Migration& step, Dialect dialect) {
  return fmt::format("{:016x}", base::Hash64(SqlFor(step, dialect)));
}

base::Status CheckNumbers(std::span<const Migration> migrations) {
  std::map<std::string_view, int> last;
  for (const Migration& step : migrations) {
    if (step.number <= last[step.room]) {
      return base::Error{base::Code::kInternal,
                         "the program's own schema is wrong; this is a mistake of the program",
                         fmt::format("migration {} {} {} should have a number over {}", step.room,
                                     step.number, step.name, last[step.room])};
    }
    last[step.room] = step.number;
  }
  return base::Ok();
}

base::Result<bool> HasTable(Transaction& tx) {
  const bool postgres = tx.dialect() == Dialect::kPostgres;
  const Rows rows = TRY(tx.Query(
      postgres ? "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'"
               : "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'"));
  return !rows.empty();
}

base::Result<Applied> ReadApplied(Transaction& tx) {
  Applied applied;
  const bool has_table = TRY(HasTable(tx));
  if (!has_table) return applied;
  for (const Row& row : TRY(tx.Query("SELECT room, number, hash FROM migration")))
    applied[{row.Text(0), row.Int(1)}] = row.Text(2);
  return applied;
}

// What is applied of a room must be the beginning of what the program has for it. Rooms the program does not
// name are left alone: their tables are nobody else's.
base::Result<std::vector<const Migration*>> FindPending(const Applied& applied,
                                                        std::span<const Migration> migrations,
                                                        Dialect dialect) {
  std::vector<const Migration*> pending;
  std::map<std::string, std::int64_t> newest;
  for (const Migration& step : migrations) {
    std::int64_t& number = newest[std::string(step.room)];
    number = std::max<std::int64_t>(number, step.number);
    const auto found = applied.find({std::string(step.room), step.number});
    if (found == applied.end()) {
      pending.push_back(&step);
    } else if (found->second != HashOf(step, dialect)) {
      return base::Error{base::Code::kConflict,
                         fmt::format("the database was made by another build of the program: step {} {} {} "
                                     "differs; use the build that made it",
                                     step.room, step.number, step.name),
                         {}};
    }
  }
  for (const auto& [key, hash] : applied) {
    const auto known = newest.find(key.first);
    if (known == newest.end() || key.second <= known->second) continue;
    return base::Error{base::Code::kConflict,
                       fmt::format("the database is newer than the program ({} has step {}, the program "
                                   "knows {}); use a newer program",
                                   key.first, key.second, known->second),
                       {}};
  }
  return pending;
}

// One process at a time: SQLite's writer is alone already. On PostgreSQL the isolation is lowered first: a
// serializable transaction would see the state from before its wait for the lock.
base::Status LockSchema(Transaction& tx) {
  if (tx.dialect() == Dialect::kSqlite) return base::Ok();
  TRY(tx.ExecuteScript("SET TRANSACTION ISOLATION LEVEL READ COMMITTED"));
  TRY(tx.ExecuteScript("SET LOCAL statement_timeout = 0"));
  TRY(tx.ExecuteScript("SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 7298371))"));
  const Rows domain =
      TRY(tx.Query("SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace "
                   "WHERE t.typname = 'blob' AND n.nspname = current_schema()"));
  if (domain.empty()) TRY(tx.ExecuteScript("CREATE DOMAIN blob AS bytea"));
  return base::Ok();
}

base::Status Apply(Transaction& tx, const Migration& step) {
  const base::Status status = tx.ExecuteScript(SqlFor(step, tx.dialect()));
  if (!status.has_value()) {
    base::Error error = status.error();
    error.internal = fmt::format("migration {} {} {}: {}", step.room, step.number, step.name, error.internal);
    return error;
  }
  TRY(tx.Execute(
      "INSERT INTO migration(room, number, name, hash, applied_ms) VALUES ($1, $2, $3, $4, $5)",
      {step.room, step.number, step.name, HashOf(step, tx.dialect()), base::SystemClock().Now().ms}));
  return base::Ok();
}

constexpr const char* kTable =
    "CREATE TABLE migration(room TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, "
    "hash TEXT NOT NULL, applied_ms BIGINT NOT NULL, PRIMARY KEY (room, number))";

}  // namespace

base::Result<MigrationState> Migrate(Database& database, std::span<const Migration> migrations) {
  TRY(CheckNumbers(migrations));
  return database.Write([&](Transaction& tx) -> base::Result<MigrationState> {
    TRY(LockSchema(tx));
    const bool has_table = TRY(HasTable(tx));
    if (!has_table) TRY(tx.ExecuteScript(kTable));
    const Applied applied = TRY(ReadApplied(tx));
    const std::vector<const Migration*> pending = TRY(FindPending(applied, migrations, tx.dialect()));
    for (const Migration* step : pending) TRY(Apply(tx, *step));
    return MigrationState{.applied = pending.size()};
  });
}

base::Result<MigrationState> PendingMigrations(Database& database, std::span<const Migration> migrations) {
  TRY(CheckNumbers(migrations));
  return database.Read([&](Transaction& tx) -> base::Result<MigrationState> {
    MigrationState state;
    const Applied applied = TRY(ReadApplied(tx));
    for (const Migration* step : TRY(FindPending(applied, migrations, tx.dialect())))
      state.pending.push_back(fmt::format("{} {} {}", step->room, step->number, step->name));
    return state;
  });
}

}  // namespace db
