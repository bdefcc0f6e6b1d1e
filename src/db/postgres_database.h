#pragma once
// A PostgreSQL server as a Database. Internal to the room.

#include <memory>

#include "db/db.h"
#include "db/pool.h"
#include "db/right_of_way.h"

namespace db {

class PostgresDatabase final : public Database {
 public:
  static base::Result<std::unique_ptr<Database>> Open(const OpenOptions& options);

  Dialect dialect() const override { return Dialect::kPostgres; }
  base::Status RunScript(std::string_view sql) override;
  base::Status BackupTo(const std::string& path) override;
  base::Status Check() override;
  PoolState pool_state() const override { return pool_.state(); }

 protected:
  base::Status RunErased(bool write, const std::function<base::Status(Transaction&)>& work) override;

 private:
  explicit PostgresDatabase(const OpenOptions& options);

  const OpenOptions options_;
  Pool pool_;
  RightOfWay writers_;
};

}  // namespace db
