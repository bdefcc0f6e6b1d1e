#include "db/connection.h"
#include "db/db.h"

namespace db {

Dialect Transaction::dialect() const {
  return connection_.dialect();
}

base::Result<Rows> Transaction::Query(std::string_view sql, std::span<const Param> params) {
  Rows rows;
  TRY(connection_.Run(sql, params, [&](const Row& row) -> base::Result<bool> {
    rows.push_back(row);
    return true;
  }));
  return rows;
}

base::Result<Rows> Transaction::Query(std::string_view sql, Params params) {
  return Query(sql, std::span<const Param>(params));
}

base::Result<std::optional<Row>> Transaction::QueryOne(std::string_view sql, Params params) {
  std::optional<Row> first;
  TRY(connection_.Run(sql, params, [&](const Row& row) -> base::Result<bool> {
    first = row;
    return false;
  }));
  return first;
}

base::Status Transaction::Each(std::string_view sql, Params params, const Visit& visit) {
  return connection_.Each(sql, params, visit);
}

base::Result<std::int64_t> Transaction::Execute(std::string_view sql, std::span<const Param> params) {
  return connection_.Run(sql, params, nullptr);
}

base::Result<std::int64_t> Transaction::Execute(std::string_view sql, Params params) {
  return Execute(sql, std::span<const Param>(params));
}

base::Result<std::int64_t> Transaction::InsertMany(std::string_view table,
                                                   std::initializer_list<std::string_view> columns,
                                                   std::span<const Param> rows,
                                                   std::string_view on_conflict) {
  return connection_.InsertMany(table, std::span<const std::string_view>(columns), rows, on_conflict);
}

base::Status Transaction::ExecuteScript(std::string_view sql) {
  return connection_.Script(sql);
}

}  // namespace db
