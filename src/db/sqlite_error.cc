#include "db/sqlite_error.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "db/connection.h"
#include "db/mistake.h"

namespace db {
namespace {

struct Meaning {
  base::Code code;
  const char* external;
};

Meaning MeaningOf(int code, bool readonly_connection) {
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      return {base::Code::kConflict, "this contradicts what is already stored"};
    case SQLITE_FULL:
      return {base::Code::kIo,
              "the disk is full: nothing was changed; make room on the disk that holds the database, then "
              "try again"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return {base::Code::kBusy, "the database is busy; please try again"};
    case SQLITE_INTERRUPT:
      return {base::Code::kBusy, "the database took too long to answer; please ask for less or try again"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {base::Code::kCorrupt, "the database file is damaged or is none; restore it from a backup"};
    case SQLITE_TOOBIG:
      return {base::Code::kTooLarge, "the value is too large to store"};
    case SQLITE_NOMEM:
      return {base::Code::kIo, "memory ran out; nothing was changed"};
    case SQLITE_IOERR:
      return {base::Code::kIo, "the disk that holds the database failed; nothing was changed; see the log"};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return {base::Code::kIo,
              "the database file cannot be opened; check that the folder exists and that the program may "
              "write there"};
    case SQLITE_READONLY:
      if (!readonly_connection)
        return {base::Code::kIo, "the database file may not be written; check its permissions and the disk"};
      break;
    default:
      break;
  }
  return {base::Code::kInternal, kMistakeText};
}

bool MayRepeatData(int code, SqlitePhase phase) {
  return phase == SqlitePhase::kRun && (code & 0xff) == SQLITE_ERROR;
}

}  // namespace

base::Error SqliteError(sqlite3* handle, int code, SqlitePhase phase, std::string_view sql) {
  const bool readonly_connection = handle != nullptr && sqlite3_txn_state(handle, "main") != SQLITE_TXN_WRITE;
  const Meaning meaning = MeaningOf(code, readonly_connection && phase == SqlitePhase::kRun);
  const char* message =
      handle == nullptr || MayRepeatData(code, phase) ? sqlite3_errstr(code) : sqlite3_errmsg(handle);
  return {meaning.code, meaning.external,
          fmt::format("SQLite {}: {}; in: {}", code, message, Shortened(sql))};
}

bool SpoilsConnection(int code) {
  const int primary = code & 0xff;
  return primary == SQLITE_IOERR || primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB ||
         primary == SQLITE_NOMEM;
}

}  // namespace db
