#include "db/sqlite_values.h"

#include <sqlite3.h>

namespace db {
namespace {

struct Binder {
  sqlite3_stmt* statement;
  int place;

  int operator()(std::monostate) const { return sqlite3_bind_null(statement, place); }
  int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, place, number); }
  int operator()(double number) const { return sqlite3_bind_double(statement, place, number); }
  // A null pointer would be bound as NULL, and an empty view may have one.
  int operator()(std::string_view text) const {
    return sqlite3_bind_text64(statement, place, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                               SQLITE_UTF8);
  }
  int operator()(std::span<const std::byte> bytes) const {
    if (bytes.empty()) return sqlite3_bind_zeroblob(statement, place, 0);
    return sqlite3_bind_blob64(statement, place, bytes.data(), bytes.size(), SQLITE_STATIC);
  }
};

}  // namespace

int BindSqlite(sqlite3_stmt* statement, int place, const Param::Value& value) {
  return std::visit(Binder{statement, place}, value);
}

Row::Cell SqliteCell(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement, column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      return size == 0 ? std::vector<std::byte>() : std::vector<std::byte>(bytes, bytes + size);
    }
    default:
      return std::monostate();
  }
}

Row SqliteRow(sqlite3_stmt* statement) {
  const int count = sqlite3_column_count(statement);
  std::vector<Row::Cell> cells;
  cells.reserve(static_cast<std::size_t>(count));
  for (int column = 0; column < count; ++column) cells.push_back(SqliteCell(statement, column));
  return Row(std::move(cells));
}

}  // namespace db
