#include "db/db.h"
#include "db/postgres_database.h"
#include "db/sqlite_database.h"

namespace db {

base::Result<std::unique_ptr<Database>> Database::Open(const OpenOptions& options) {
  constexpr std::string_view kSqlite = "sqlite:";
  const std::string_view url = options.url;
  if (url.starts_with(kSqlite)) return SqliteDatabase::Open(url.substr(kSqlite.size()), options);
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return PostgresDatabase::Open(options);
  return base::Invalid(
      "a database url begins with sqlite: or postgresql:// (for example sqlite:/var/lib/manumit/manumit.db)");
}

}  // namespace db
