#pragma once
// SQLite's result codes as our errors. Internal to the room.

#include <string_view>

#include "base/result.h"

struct sqlite3;

namespace db {

enum class SqlitePhase : unsigned char { kOpen, kPrepare, kRun };

// `code` is an extended result code that a call on `handle` just gave; `sql` goes to the log. Messages that
// may repeat data (a full-text query) are left out.
base::Error SqliteError(sqlite3* handle, int code, SqlitePhase phase, std::string_view sql);

// After these another connection to the same file may do better than this one.
bool SpoilsConnection(int code);

}  // namespace db
