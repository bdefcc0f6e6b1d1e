#include "db/postgres_connection.h"

#include <charconv>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "db/mistake.h"
namespace db {
namespace {

constexpr int kFetchedAtOnce = 256;
constexpr int kOldestServer = 150000;
constexpr const char* kCursor = "each_row";

base::Result<Row> RowOf(const PGresult* result, int at) {
  std::vector<Row::Cell> cells;
  const int columns = PQnfields(result);
  cells.reserve(static_cast<std::size_t>(columns));
  for (int column = 0; column < columns; ++column) {
    if (PQgetisnull(result, at, column) != 0) {
      cells.emplace_back();
      continue;
    }
    const std::string_view bytes(PQgetvalue(result, at, column),
                                 static_cast<std::size_t>(PQgetlength(result, at, column)));
    cells.push_back(TRY(DecodePostgres(PQftype(result, column), bytes)));
  }
  return Row(std::move(cells));
}

std::int64_t ChangedRows(PGresult* result) {
  const std::string_view tag = PQcmdStatus(result);
  if (tag.starts_with("SELECT")) return 0;
  const std::string_view count = PQcmdTuples(result);
  std::int64_t changed = 0;
  std::from_chars(count.data(), count.data() + count.size(), changed);
  return changed;
}

std::size_t SizeOf(const Param& param) {
  if (const auto* text = std::get_if<std::string_view>(&param.value())) return text->size();
  if (const auto* bytes = std::get_if<std::span<const std::byte>>(&param.value())) return bytes->size();
  return sizeof(std::int64_t);
}

// Whole rows, so many that a round trip pays and so few that their copies stay small.
std::vector<std::span<const Param>> Batches(std::span<const Param> rows, std::size_t columns) {
  constexpr std::size_t kRows = 1000;
  constexpr std::size_t kBytes = 4u << 20;
  std::vector<std::span<const Param>> batches;
  std::size_t start = 0;
  std::size_t bytes = 0;
  for (std::size_t at = 0; at < rows.size(); at += columns) {
    for (const Param& param : rows.subspan(at, columns)) bytes += SizeOf(param);
    const std::size_t end = at + columns;
    if (end != rows.size() && bytes < kBytes && end - start < kRows * columns) continue;
    batches.push_back(rows.subspan(start, end - start));
    start = end;
    bytes = 0;
  }
  return batches;
}

}  // namespace

// Reads what is left of an answer, whatever happened: the connection is of no use before.
class PostgresConnection::Fetch {
 public:
  explicit Fetch(pg_conn* handle) : handle_(handle) {}
  Fetch(const Fetch&) = delete;
  Fetch& operator=(const Fetch&) = delete;
  ~Fetch() {
    while (PGresult* result = PQgetResult(handle_)) PQclear(result);
  }

 private:
  pg_conn* handle_;
};

PostgresConnection::~PostgresConnection() {
  PQfinish(handle_);
}

base::Result<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(
    const std::string& url, std::int64_t statement_timeout_ms) {
  // Defaults that the url may override: a server that vanished is noticed within about a minute.
  constexpr const char* kNames[] = {"connect_timeout",
                                    "keepalives_idle",
                                    "keepalives_interval",
                                    "keepalives_count",
                                    "tcp_user_timeout",
                                    "fallback_application_name",
                                    "dbname",
                                    nullptr};
  const char* const values[] = {"10", "30", "10", "3", "60000", "manumit", url.c_str(), nullptr};
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection());
  connection->handle_ = PQconnectdbParams(kNames, values, 1);
  if (PQstatus(connection->handle_) != CONNECTION_OK) {
    return base::Error{
        base::Code::kIo,
        "the database server cannot be reached or refuses us; check the database url and the server",
        PQerrorMessage(connection->handle_)};
  }
  TRY(connection->Configure(statement_timeout_ms));
  return connection;
}

base::Status PostgresConnection::Configure(std::int64_t statement_timeout_ms) {
  PQsetNoticeProcessor(handle_, [](void*, const char*) {}, nullptr);
  if (PQserverVersion(handle_) < kOldestServer)
    return base::Invalid("the database server is too old; PostgreSQL 15 or newer is needed");
  const char* encoding = PQparameterStatus(handle_, "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
    return base::Invalid(
        "the database does not hold UTF-8; make it with: createdb --template=template0 --encoding=UTF8 "
        "--locale=C.UTF-8 NAME");
  }
  PQsetClientEncoding(handle_, "UTF8");
  // Each reads all it asks for as a rule, so a plan for the first rows only would be the wrong one.
  TRY(
      Exec("SET client_min_messages = warning; SET standard_conforming_strings = on; SET "
           "cursor_tuple_fraction = 1.0; SET TimeZone = 'UTC'"));
  return SetStatementTimeout(statement_timeout_ms);
}

base::Status PostgresConnection::SetStatementTimeout(std::int64_t ms) {
  return Exec(fmt::format("SET statement_timeout = {}", ms).c_str());
}

base::Error PostgresConnection::Lost() {
  usable_ = false;
  return Fail({base::Code::kIo,
               "the connection to the database server was lost; nothing was changed; please try again",
               PQerrorMessage(handle_)},
              Retry::kFresh);
}

base::Result<ResultPtr> PostgresConnection::Checked(pg_result* result, std::string_view sql) {
  ResultPtr owned(result);
  const ExecStatusType status = PQresultStatus(result);
  const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE ||
                    status == PGRES_EMPTY_QUERY;
  if (good) return owned;
  if (PQstatus(handle_) != CONNECTION_OK || SqlStateOf(result).starts_with("57P")) return Lost();
  PostgresFailure failure = PostgresError(result, sql);
  // A change of the schema, or a proxy, may have overtaken what was prepared.
  if (SqlStateOf(result) == "0A000" || SqlStateOf(result) == "26000") ForgetStatements();
  return Fail(std::move(failure.error), failure.retry);
}

base::Status PostgresConnection::Exec(const char* sql) {
  TRY(Checked(PQexec(handle_, sql), sql));
  return base::Ok();
}

// The server keeps the statements until the connection ends, and their names are not used again.
void PostgresConnection::ForgetStatements() {
  while (cache_.TakeOldest()) {
  }
}

// The server would accept parameters that the statement does not name.
base::Status PostgresConnection::CheckCount(std::string_view sql, std::size_t count) {
  const int highest = HighestParameter(sql);
  if (static_cast<std::size_t>(highest) == count) return base::Ok();
  return Fail(Mistake(fmt::format("{} parameters for {} in: {}", count, highest, Shortened(sql))));
}

base::Result<std::string> PostgresConnection::Prepare(std::string_view sql, const PostgresParams& params) {
  const std::string key = fmt::format("{} {}", params.Signature(), sql);
  if (const std::string* found = cache_.Find(key)) return *found;
  if (cache_.full()) TRY(Exec(fmt::format("DEALLOCATE {}", *cache_.TakeOldest()).c_str()));
  std::string name = fmt::format("s{}", ++prepared_);
  TRY(Checked(PQprepare(handle_, name.c_str(), std::string(sql).c_str(), params.count(), params.types()),
              sql));
  return cache_.Add(key, std::move(name));
}

base::Result<ResultPtr> PostgresConnection::Execute(std::string_view sql, const PostgresParams& params) {
  const std::string name = TRY(Prepare(sql, params));
  return Checked(PQexecPrepared(handle_, name.c_str(), params.count(), params.values(), params.lengths(),
                                params.formats(), 1),
                 sql);
}

base::Result<std::int64_t> PostgresConnection::DoRun(std::string_view sql, std::span<const Param> params,
                                                     const Visit& visit) {
  TRY(CheckCount(sql, params.size()));
  const ResultPtr result = TRY(Execute(sql, PostgresParams(params)));
  if (PQresultStatus(result.get()) == PGRES_EMPTY_QUERY) return Fail(Mistake("no statement"));
  bool wanted = visit != nullptr;
  for (int at = 0; wanted && at < PQntuples(result.get()); ++at) {
    const base::Result<Row> row = RowOf(result.get(), at);
    if (!row.has_value()) return Fail(row.error());
    wanted = TRY(visit(*row));
  }
  return ChangedRows(result.get());
}

// A cursor, so that stopping early neither reads the rest nor spoils the transaction, as cancelling would.
base::Status PostgresConnection::DoEach(std::string_view sql, std::span<const Param> params,
                                        const Visit& visit) {
  TRY(CheckCount(sql, params.size()));
  const PostgresParams encoded(params);
  const std::string declare = fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", kCursor, sql);
  TRY(Checked(PQexecParams(handle_, declare.c_str(), encoded.count(), encoded.types(), encoded.values(),
                           encoded.lengths(), encoded.formats(), 1),
              sql));
  base::Status status = FetchAll(sql, visit);
  if (PQtransactionStatus(handle_) == PQTRANS_INTRANS) TRY(Exec(fmt::format("CLOSE {}", kCursor).c_str()));
  return status;
}

base::Status PostgresConnection::FetchAll(std::string_view sql, const Visit& visit) {
  const std::string fetch = fmt::format("FETCH {} FROM {}", kFetchedAtOnce, kCursor);
  for (int fetched = kFetchedAtOnce; fetched == kFetchedAtOnce;) {
    if (PQsendQueryParams(handle_, fetch.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1) == 0)
      return Lost();
    const Fetch rest(handle_);
    PQsetSingleRowMode(handle_);
    fetched = 0;
    while (pg_result* next = PQgetResult(handle_)) {
      const ResultPtr result = TRY(Checked(next, sql));
      if (PQntuples(result.get()) == 0) continue;
      const base::Result<Row> row = RowOf(result.get(), 0);
      if (!row.has_value()) return Fail(row.error());
      ++fetched;
      const bool more = TRY(visit(*row));
      if (!more) return base::Ok();
    }
  }
  return base::Ok();
}

base::Result<std::int64_t> PostgresConnection::DoInsertMany(std::string_view table,
                                                            std::span<const std::string_view> columns,
                                                            std::span<const Param> rows,
                                                            std::string_view on_conflict) {
  std::int64_t changed = 0;
  for (const std::span<const Param> batch : Batches(rows, columns.size())) {
    PostgresParams arrays;
    std::string selected;
    std::string sources;
    std::string names;
    for (std::size_t column = 0; column < columns.size(); ++column) {
      base::Result<PostgresArray> array = EncodeColumn(batch, column, columns.size());
      if (!array.has_value()) return Fail(array.error());
      const bool all_null = array->type == kOidUnknown;
      selected +=
          fmt::format("{}{}", column == 0 ? "" : ", ", all_null ? "NULL" : fmt::format("u.c{}", column));
      if (all_null) continue;
      arrays.AddEncoded(array->type, std::move(array->bytes));
      sources += fmt::format("{}${}", names.empty() ? "" : ", ", arrays.count());
      names += fmt::format("{}c{}", names.empty() ? "" : ", ", column);
    }
    const std::string from = names.empty()
                                 ? fmt::format("generate_series(1, {})", batch.size() / columns.size())
                                 : fmt::format("unnest({}) AS u({})", sources, names);
    const std::string sql =
        fmt::format("{}SELECT {} FROM {} {}", InsertHead(table, columns), selected, from, on_conflict);
    changed += ChangedRows(TRY(Execute(sql, arrays)).get());
  }
  return changed;
}

base::Status PostgresConnection::DoScript(std::string_view sql) {
  return Exec(std::string(sql).c_str());
}

base::Status PostgresConnection::DoBegin(bool write) {
  return Exec(write ? "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"
                    : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

base::Status PostgresConnection::DoCommit() {
  const ResultPtr result(PQexec(handle_, "COMMIT"));
  const bool told = PQstatus(handle_) == CONNECTION_OK && !SqlStateOf(result.get()).starts_with("57P");
  if (!told) {
    usable_ = false;
    return Fail({base::Code::kIo,
                 "the connection to the database server broke while the change was being saved: it is not "
                 "known whether it was; "
                 "look before you repeat it",
                 PQerrorMessage(handle_)});
  }
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
    PostgresFailure failure = PostgresError(result.get(), "COMMIT");
    return Fail(std::move(failure.error), failure.retry);
  }
  if (std::string_view(PQcmdStatus(result.get())) == "COMMIT") return base::Ok();
  return Fail(Mistake("the server undid what should be saved"));
}

void PostgresConnection::DoRollback() {
  if (PQtransactionStatus(handle_) != PQTRANS_IDLE) PQclear(PQexec(handle_, "ROLLBACK"));
  if (PQtransactionStatus(handle_) != PQTRANS_IDLE) usable_ = false;
}

}  // namespace db
