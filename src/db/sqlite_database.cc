#include "db/sqlite_database.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "db/file.h"
#include "db/pooled.h"
#include "db/sqlite_connection.h"

namespace db {
namespace {

Pool::Factory MakeConnections(const std::string& path, const OpenOptions& options, bool writer) {
  const SqliteSettings settings{path, writer, options.wait_ms, options.statement_timeout_ms};
  return [settings]() -> base::Result<std::unique_ptr<Connection>> {
    return std::unique_ptr<Connection>(TRY(SqliteConnection::Open(settings)));
  };
}

// SQLite gives the files beside the database the same permissions.
base::Status MakeFileIfMissing(const std::string& path) {
  const int file = open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) return base::IoError(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
  close(file);
  return SyncFolderOf(path);
}

}  // namespace

SqliteDatabase::SqliteDatabase(const std::string& path, const OpenOptions& options)
    : path_(path),
      writer_(1, std::chrono::milliseconds(options.wait_ms), MakeConnections(path, options, true)),
      readers_(std::max<std::size_t>(options.connections, 1), std::chrono::milliseconds(options.wait_ms),
               MakeConnections(path, options, false)) {}

base::Result<std::unique_ptr<Database>> SqliteDatabase::Open(std::string_view path,
                                                             const OpenOptions& options) {
  if (path.empty() || path.starts_with(':') || path.find('\0') != std::string_view::npos)
    return base::Invalid("a database url of SQLite names a file: sqlite:/var/lib/manumit/manumit.db");
  const std::string name(path);
  TRY(MakeFileIfMissing(name));
  std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(name, options));
  const base::Status readable = database->RunErased(true, [](Transaction& tx) -> base::Status {
    TRY(tx.Query("SELECT count(*) FROM sqlite_schema"));
    return base::Ok();
  });
  if (readable.has_value()) return std::unique_ptr<Database>(std::move(database));
  base::Error error = readable.error();
  error.external = fmt::format("{}: {}", name, error.external);
  return error;
}

base::Status SqliteDatabase::RunErased(bool write, const std::function<base::Status(Transaction&)>& work) {
  TRY(InsideTransaction::MayEnter(*this));
  const InsideTransaction inside(*this);
  return RunInPool(write ? writer_ : readers_, nullptr, write, work);
}

base::Status SqliteDatabase::RunScript(std::string_view sql) {
  const Pool::Lease lease = TRY(writer_.Take());
  return lease->Script(sql);
}

base::Status SqliteDatabase::BackupTo(const std::string& path) {
  return BackUpSqlite(path_, path);
}

base::Status SqliteDatabase::Check() {
  return RunErased(false, [](Transaction& tx) -> base::Status {
    std::string found;
    for (const Row& row : TRY(tx.Query("SELECT integrity_check FROM pragma_integrity_check(20)")))
      if (row.Text(0) != "ok") found += "; " + row.Text(0);
    for (const Row& row :
         TRY(tx.Query("SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY \"table\"")))
      found += fmt::format("; {} rows of {} refer to what is not there", row.Int(1), row.Text(0));
    if (found.empty()) return base::Ok();
    return base::Error{base::Code::kCorrupt, "the database is damaged; restore it from a backup",
                       found.substr(2)};
  });
}

Database::PoolState SqliteDatabase::pool_state() const {
  const PoolState writer = writer_.state();
  const PoolState readers = readers_.state();
  return {.in_use = writer.in_use + readers.in_use, .size = writer.size + readers.size};
}

}  // namespace db
