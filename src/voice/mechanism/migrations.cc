#include "voice/mechanism/migrations.h"

#include <array>
#include <string>

namespace voice::mechanism {
namespace {

// `told_again_day`: the first day after that of the first answer on which the team wrote. `replied_day`: the
// first day on which the worker wrote after an answer. The days of entries stand in voice_entry anyway; these
// two stay where entries are deleted. `since` is the quarter in which counting began.
constexpr std::string_view kTables = R"(
ALTER TABLE voice_case ADD COLUMN told_again_day BIGINT;
ALTER TABLE voice_case ADD COLUMN replied_day BIGINT;
CREATE INDEX voice_case_by_receipt ON voice_case(received_day);
CREATE INDEX voice_case_by_remedy ON voice_case(remedied_day);

CREATE TABLE voice_mechanism_since(
  id BIGINT PRIMARY KEY CHECK (id = 1),
  quarter TEXT NOT NULL);

CREATE TABLE voice_mechanism_publication(
  number BIGINT PRIMARY KEY,
  quarter TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  head TEXT NOT NULL);
)";

constexpr std::string_view kStaysSqlite = R"(
CREATE TRIGGER voice_mechanism_stays BEFORE UPDATE ON voice_mechanism_publication
  BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
CREATE TRIGGER voice_mechanism_remains BEFORE DELETE ON voice_mechanism_publication
  BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
)";

constexpr std::string_view kStaysPostgres = R"(
CREATE FUNCTION voice_mechanism_published_stays() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN RAISE EXCEPTION ''what was published stays'' USING ERRCODE = ''23514''; END';
CREATE TRIGGER voice_mechanism_stays BEFORE UPDATE OR DELETE ON voice_mechanism_publication
  FOR EACH ROW EXECUTE FUNCTION voice_mechanism_published_stays();
CREATE TRIGGER voice_mechanism_remains BEFORE TRUNCATE ON voice_mechanism_publication
  FOR EACH STATEMENT EXECUTE FUNCTION voice_mechanism_published_stays();
)";

}  // namespace

std::span<const db::Migration> Migrations() {
  static const std::string sqlite = std::string(kTables) + std::string(kStaysSqlite);
  static const std::string postgres = std::string(kTables) + std::string(kStaysPostgres);
  static const std::array<db::Migration, 1> all = {
      {{.room = "voice", .number = 51, .name = "mechanism", .sql = sqlite, .sql_postgres = postgres}}};
  return all;
}

}  // namespace voice::mechanism
