#include "main/copy_store.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <vector>

#include "base/limits.h"
#include "desk/people/people.h"
#include "main/host.h"
#include "screening/screening.h"
#include "vault/register.h"

namespace manumit {

namespace {

constexpr std::size_t kBatchBytes = 4u << 20;

struct Column {
  std::string name;
  std::string type;  // as declared: TEXT, BIGINT, DOUBLE PRECISION, BLOB
};

struct Table {
  std::string name;
  std::vector<Column> columns;
  std::int64_t rows = 0;
};

// In the order in which they were made, so that a table comes after those it refers to. Not the list of
// schema steps: the target has its own.
base::Result<std::vector<Table>> TablesOf(db::Transaction& tx) {
  std::vector<Table> tables;
  for (const db::Row& row :
       TRY(tx.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND "
                    "name <> 'migration' ORDER BY rowid")))
    tables.push_back({.name = row.Text(0), .columns = {}});
  for (Table& table : tables)
    for (const db::Row& row : TRY(tx.Query("SELECT name, type FROM pragma_table_info($1) ORDER BY cid",
                                           {std::string_view(table.name)})))
      table.columns.push_back({row.Text(0), row.Text(1)});
  return tables;
}

std::string NamesOf(const Table& table) {
  std::string names;
  for (const Column& column : table.columns) names += (names.empty() ? "" : ", ") + column.name;
  return names;
}

db::Param ParamOf(const db::Row& row, std::size_t i, const Column& column) {
  if (row.IsNull(i)) return nullptr;
  if (column.type == "BIGINT") return row.Int(i);
  if (column.type == "BLOB") return row.Bytes(i);
  if (column.type == "DOUBLE PRECISION") return row.Real(i);
  return row.Text(i);
}

std::size_t BytesOf(const db::Row& row, const Table& table) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (row.IsNull(i)) continue;
    if (table.columns[i].type == "BLOB") bytes += row.Bytes(i).size();
    if (table.columns[i].type == "TEXT") bytes += row.Text(i).size();
  }
  return bytes;
}

base::Status Insert(db::Transaction& to, const Table& table, std::vector<db::Row>& rows) {
  if (rows.empty()) return base::Ok();
  std::string sql = fmt::format("INSERT INTO {}({}) VALUES ", table.name, NamesOf(table));
  std::vector<db::Param> params;
  for (const db::Row& row : rows) {
    sql += params.empty() ? "(" : ", (";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      params.push_back(ParamOf(row, i, table.columns[i]));
      sql += fmt::format("{}${}", i == 0 ? "" : ", ", params.size());
    }
    sql += ")";
  }
  TRY(to.Execute(sql, params));
  rows.clear();
  return base::Ok();
}

base::Status CopyTable(db::Transaction& from, db::Transaction& to, Table& table) {
  std::vector<db::Row> rows;
  std::size_t bytes = 0;
  const auto take = [&](const db::Row& row) -> base::Result<bool> {
    ++table.rows;
    bytes += BytesOf(row, table);
    rows.push_back(row);
    const bool has_room = (rows.size() + 1) * table.columns.size() <= base::kMaxStatementParams;
    if (has_room && bytes < kBatchBytes) return true;
    bytes = 0;
    TRY(Insert(to, table, rows));
    return true;
  };
  TRY(from.Each(fmt::format("SELECT {} FROM {} ORDER BY rowid", NamesOf(table), table.name), {}, take));
  return Insert(to, table, rows);
}

// What the steps of the schema put into tables goes before the source's rows come.
base::Status CopyAll(db::Transaction& from, db::Transaction& to, std::vector<Table>& tables) {
  tables = TRY(TablesOf(from));
  if (!TRY(to.Query("SELECT 1 FROM organisation LIMIT 1")).empty())
    return base::Error{
        base::Code::kConflict, "--to: there are organisations already; an empty database is expected", {}};
  for (auto table = tables.rbegin(); table != tables.rend(); ++table)
    TRY(to.Execute("DELETE FROM " + table->name));
  for (Table& table : tables) TRY(CopyTable(from, to, table));
  return base::Ok();
}

base::Status CopyStore(const std::string& to_url, const std::string& config_path, Host& host) {
  desk::Desk& source = *TRY(host.OpenDesk());
  if (source.config().database.starts_with("postgresql:"))
    return base::Invalid("the store is on PostgreSQL already: pg_dump and pg_restore copy it");
  if (!to_url.starts_with("postgresql:"))
    return base::Invalid("--to: an address postgresql://... is expected");
  desk::Config config = source.config();
  config.database = to_url;
  const std::unique_ptr<desk::Desk> target = TRY(OpenInstallation(std::move(config)));
  TRY(target->Migrate());
  std::vector<Table> tables;
  TRY(source.database().Read([&](db::Transaction& from) {
    return target->database().Write([&](db::Transaction& to) { return CopyAll(from, to, tables); });
  }));
  TRY(target->database().RunScript("ANALYZE"));  // or its planner knows nothing of the tables for a while
  for (const Table& table : tables) fmt::print("  {:>12}  {}\n", table.rows, table.name);
  const desk::AuditHead kept = TRY(source.audit().Head());
  const desk::AuditHead head = TRY(target->audit().Verify(kept));
  fmt::print(
      "Copied; the audit log in it is intact:\n{}\nNext: in {}, set\n  database = \"{}\"\nand start again.\n",
      desk::FormatHead(head), config_path, to_url);
  return base::Ok();
}

}  // namespace

void AddCopyStoreCommand(CLI::App& app, int& exit_code, const std::string& config_path, Host& host) {
  const auto to_url = std::make_shared<std::string>();
  CLI::App* copy =
      app.add_subcommand("copy-store", "Copies the embedded store to PostgreSQL; stop the server before.");
  copy->add_option("--to", *to_url, "postgresql://user@host/name, an empty database")->required();
  copy->callback([to_url, &config_path, &exit_code, &host] {
    const base::Status done = CopyStore(*to_url, config_path, host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
}

}  // namespace manumit
