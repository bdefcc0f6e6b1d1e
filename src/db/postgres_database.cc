#include "db/postgres_database.h"

#include <algorithm>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/log.h"
#include "db/pooled.h"
#include "db/postgres_connection.h"

namespace db {
namespace {

bool IsUrl(const std::string& url) {
  PQconninfoOption* options = PQconninfoParse(url.c_str(), nullptr);
  const bool parsed = options != nullptr;
  PQconninfoFree(options);
  return parsed;
}

// Collations other than C sort differently from SQLite, and from one release of the C library to the next.
base::Status LookAtCollation(Transaction& tx) {
  const Rows rows = TRY(tx.Query("SELECT datcollate FROM pg_database WHERE datname = current_database()"));
  const std::string collation = rows.empty() ? "" : rows[0].Text(0);
  if (!collation.starts_with("C") && collation != "POSIX")
    base::LogWarning("database-collation", {{"collation", collation}, {"advised", "C.UTF-8"}});
  return base::Ok();
}

}  // namespace

PostgresDatabase::PostgresDatabase(const OpenOptions& options)
    : options_(options),
      pool_(std::max<std::size_t>(options.connections, 1), std::chrono::milliseconds(options.wait_ms),
            [options]() -> base::Result<std::unique_ptr<Connection>> {
              return std::unique_ptr<Connection>(
                  TRY(PostgresConnection::Open(options.url, options.statement_timeout_ms)));
            }) {}

base::Result<std::unique_ptr<Database>> PostgresDatabase::Open(const OpenOptions& options) {
  if (!IsUrl(options.url))
    return base::Invalid("the database url is not one of PostgreSQL's; write postgresql://user@host/name");
  std::unique_ptr<PostgresDatabase> database(new PostgresDatabase(options));
  TRY(database->RunErased(false, LookAtCollation));
  return std::unique_ptr<Database>(std::move(database));
}

base::Status PostgresDatabase::RunErased(bool write, const std::function<base::Status(Transaction&)>& work) {
  TRY(InsideTransaction::MayEnter(*this));
  const InsideTransaction inside(*this);
  return RunInPool(pool_, write ? &writers_ : nullptr, write, work);
}

base::Status PostgresDatabase::RunScript(std::string_view sql) {
  // Of its own: a script may leave settings behind.
  const std::unique_ptr<PostgresConnection> connection = TRY(PostgresConnection::Open(options_.url, 0));
  return connection->Script(sql);
}

base::Status PostgresDatabase::BackupTo(const std::string& /*path*/) {
  return base::Invalid(
      "a database on PostgreSQL is backed up with its own tools: pg_dump --format=custom --file=FILE URL");
}

base::Status PostgresDatabase::Check() {
  return RunErased(false, [](Transaction& tx) -> base::Status {
    TRY(tx.ExecuteScript("SET LOCAL statement_timeout = 0"));
    for (const Row& table :
         TRY(tx.Query("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()"))) {
      // As text, so that the server reads every value of the row, those stored apart too.
      TRY(tx.Query(fmt::format("SELECT count(CAST(whole_row AS text)) FROM {} AS whole_row", table.Text(0))));
    }
    return base::Ok();
  });
}

}  // namespace db
