#pragma once
// Values into and out of SQLite's statements. Internal to the room.

#include "db/db.h"

struct sqlite3_stmt;

namespace db {

// Binds without a copy: the value must live until the statement is reset. Returns SQLite's result code.
int BindSqlite(sqlite3_stmt* statement, int place, const Param::Value& value);
Row::Cell SqliteCell(sqlite3_stmt* statement, int column);
Row SqliteRow(sqlite3_stmt* statement);

}  // namespace db
