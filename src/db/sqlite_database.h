#pragma once
// A SQLite file as a Database: one connection that writes, several that read. Internal to the room.

#include <memory>

#include "db/db.h"
#include "db/pool.h"

namespace db {

class SqliteDatabase final : public Database {
 public:
  static base::Result<std::unique_ptr<Database>> Open(std::string_view path, const OpenOptions& options);

  Dialect dialect() const override { return Dialect::kSqlite; }
  base::Status RunScript(std::string_view sql) override;
  base::Status BackupTo(const std::string& path) override;
  base::Status Check() override;
  PoolState pool_state() const override;

 protected:
  base::Status RunErased(bool write, const std::function<base::Status(Transaction&)>& work) override;

 private:
  SqliteDatabase(const std::string& path, const OpenOptions& options);

  const std::string path_;
  Pool writer_;
  Pool readers_;
};

// A consistent copy of what `source` is connected to, through SQLite's backup interface, into the new file
// `path`: whole and on the disk, or not there. Errors: kConflict (exists already), kIo.
base::Status BackUpSqlite(const std::string& source, const std::string& path);

}  // namespace db
