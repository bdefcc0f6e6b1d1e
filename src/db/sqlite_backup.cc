#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

#include "db/file.h"
#include "db/sqlite_connection.h"
#include "db/sqlite_database.h"
#include "db/sqlite_error.h"

namespace db {
namespace {

base::Error CannotWrite(const std::string& path) {
  return base::IoError(fmt::format("{}: cannot be written: {}", path, std::strerror(errno)));
}

base::Error ExistsAlready(const std::string& path) {
  return {base::Code::kConflict, fmt::format("{}: exists already; name a new file for the backup", path), {}};
}

// All pages in one step: one read transaction, which in WAL mode holds no writer up.
base::Status CopyPages(sqlite3* source, const std::string& path) {
  sqlite3* target = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &target,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code == SQLITE_OK) {
    sqlite3_backup* backup = sqlite3_backup_init(target, "main", source, "main");
    if (backup != nullptr) {
      sqlite3_backup_step(backup, -1);
      code = sqlite3_backup_finish(backup);
    } else {
      code = sqlite3_extended_errcode(target);
    }
  }
  base::Status status = base::Ok();
  if (code != SQLITE_OK) status = SqliteError(target, code, SqlitePhase::kOpen, "backup");
  sqlite3_close(target);
  return status;
}

base::Status Publish(const std::string& part, const std::string& path) {
  TRY(SyncFile(part));
  if (renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) return ExistsAlready(path);
    // A file system without RENAME_NOREPLACE.
    if (errno != EINVAL || rename(part.c_str(), path.c_str()) != 0) return CannotWrite(path);
  }
  return SyncFolderOf(path);
}

}  // namespace

base::Status BackUpSqlite(const std::string& source, const std::string& path) {
  constexpr std::int64_t kWaitMs = 10'000;
  if (access(path.c_str(), F_OK) == 0) return ExistsAlready(path);
  const std::string part = path + ".part";
  if (unlink(part.c_str()) != 0 && errno != ENOENT) return CannotWrite(part);
  const int file = open(part.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) return CannotWrite(part);
  close(file);
  base::Status status = [&]() -> base::Status {
    const std::unique_ptr<SqliteConnection> connection =
        TRY(SqliteConnection::Open({.path = source, .wait_ms = kWaitMs}));
    TRY(CopyPages(connection->handle(), part));
    return Publish(part, path);
  }();
  if (!status.has_value()) {
    unlink(part.c_str());
    unlink((part + "-journal").c_str());
  }
  return status;
}

}  // namespace db
