#include <array>

#include "gate/gate.h"

namespace gate {
namespace {

// Concerns have no rows of their own: a row would have a place in the file and, on PostgreSQL, the number of
// the transaction that wrote it, and both tell with what else it was written. See boxes.h.
constexpr std::string_view kFirst = R"sql(
CREATE TABLE gate_key (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  generation BIGINT NOT NULL,
  first_quarter TEXT NOT NULL
);
CREATE TABLE gate_team (
  org_id TEXT NOT NULL,
  circle_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'holds', 'refused', 'ended')),
  record_id TEXT,
  circle_generation BIGINT NOT NULL,
  PRIMARY KEY (org_id, circle_id),
  CHECK ((state = 'holds') = (record_id IS NOT NULL))
);
CREATE TABLE gate_box (
  quarter TEXT NOT NULL,
  number BIGINT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (quarter, number)
);
CREATE TABLE gate_publication (
  number BIGINT PRIMARY KEY,
  quarter TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  head TEXT NOT NULL
);
CREATE TABLE gate_band (
  party TEXT NOT NULL,
  quarter TEXT NOT NULL,
  low BIGINT NOT NULL CHECK (low = 11 OR (low >= 20 AND low % 10 = 0)),
  PRIMARY KEY (party, quarter),
  FOREIGN KEY (quarter) REFERENCES gate_publication (quarter)
);
CREATE INDEX gate_band_quarter ON gate_band (quarter);
)sql";

constexpr std::string_view kPublishedStaysSqlite = R"sql(
CREATE TRIGGER gate_publication_stays BEFORE UPDATE ON gate_publication
  BEGIN SELECT RAISE(ABORT, 'what the gate published stays'); END;
CREATE TRIGGER gate_publication_remains BEFORE DELETE ON gate_publication
  BEGIN SELECT RAISE(ABORT, 'what the gate published stays'); END;
CREATE TRIGGER gate_band_stays BEFORE UPDATE ON gate_band
  BEGIN SELECT RAISE(ABORT, 'what the gate published stays'); END;
CREATE TRIGGER gate_band_remains BEFORE DELETE ON gate_band
  BEGIN SELECT RAISE(ABORT, 'what the gate published stays'); END;
)sql";

constexpr std::string_view kPublishedStaysPostgres = R"sql(
CREATE FUNCTION gate_published_stays() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN RAISE EXCEPTION ''what the gate published stays'' USING ERRCODE = ''23514''; END';
CREATE TRIGGER gate_publication_stays BEFORE UPDATE OR DELETE ON gate_publication
  FOR EACH ROW EXECUTE FUNCTION gate_published_stays();
CREATE TRIGGER gate_publication_remains BEFORE TRUNCATE ON gate_publication
  FOR EACH STATEMENT EXECUTE FUNCTION gate_published_stays();
CREATE TRIGGER gate_band_stays BEFORE UPDATE OR DELETE ON gate_band
  FOR EACH ROW EXECUTE FUNCTION gate_published_stays();
CREATE TRIGGER gate_band_remains BEFORE TRUNCATE ON gate_band
  FOR EACH STATEMENT EXECUTE FUNCTION gate_published_stays();
)sql";

constexpr std::array kMigrations = {
    db::Migration{"gate", 1, "gate", kFirst, {}},
    db::Migration{"gate", 2, "published stays", kPublishedStaysSqlite, kPublishedStaysPostgres}};

}  // namespace

std::span<const db::Migration> Migrations() {
  return kMigrations;
}

}  // namespace gate
