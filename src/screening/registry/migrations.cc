#include "screening/registry/migrations.h"

namespace screening {

namespace {

// list_compiled: one row an engine version, so that processes of two releases can work on one database while
// it is upgraded.
constexpr std::string_view kEditions = R"sql(
CREATE TABLE list_edition (
  id TEXT PRIMARY KEY,
  dataset TEXT NOT NULL,
  number BIGINT NOT NULL,
  layout TEXT NOT NULL,
  published TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  entities BIGINT NOT NULL,
  names BIGINT NOT NULL,
  problems BIGINT NOT NULL,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  removed BIGINT NOT NULL,
  imported_ms BIGINT NOT NULL,
  imported_by TEXT NOT NULL,
  source TEXT NOT NULL,
  kept BIGINT NOT NULL,
  UNIQUE (dataset, number)
);
CREATE TABLE list_current (
  dataset TEXT PRIMARY KEY,
  edition TEXT NOT NULL REFERENCES list_edition(id)
);
CREATE TABLE list_compiled (
  edition TEXT NOT NULL REFERENCES list_edition(id),
  engine TEXT NOT NULL,
  compiled TEXT NOT NULL,
  entry_index TEXT NOT NULL,
  PRIMARY KEY (edition, engine)
);
CREATE TABLE list_file (
  edition TEXT NOT NULL REFERENCES list_edition(id),
  ordinal BIGINT NOT NULL,
  part BIGINT NOT NULL,
  layout TEXT NOT NULL,
  name TEXT NOT NULL,
  blob TEXT NOT NULL,
  PRIMARY KEY (edition, ordinal)
);
CREATE TABLE list_problem (
  edition TEXT NOT NULL REFERENCES list_edition(id),
  ordinal BIGINT NOT NULL,
  file TEXT NOT NULL,
  line BIGINT NOT NULL,
  field TEXT NOT NULL,
  written TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (edition, ordinal)
);
CREATE TABLE list_change (
  edition TEXT NOT NULL REFERENCES list_edition(id),
  ordinal BIGINT NOT NULL,
  kind TEXT NOT NULL,
  entry TEXT NOT NULL,
  caption TEXT NOT NULL,
  PRIMARY KEY (edition, ordinal)
);
CREATE TABLE list_version (
  id BIGINT PRIMARY KEY,
  version BIGINT NOT NULL
);
INSERT INTO list_version(id, version) VALUES (1, 0);
)sql";

// list_upload: files that wait for their import. list_fetch: what the last download of each configured
// address said (an address may hold a key, so only its digest is kept).
constexpr std::string_view kTransfers = R"sql(
CREATE TABLE list_upload (
  id TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  name TEXT NOT NULL,
  blob TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  PRIMARY KEY (id, ordinal)
);
CREATE TABLE list_fetch (
  dataset TEXT PRIMARY KEY,
  url_sha256 TEXT NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  checked_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  outcome TEXT NOT NULL
);
)sql";

constexpr db::Migration kMigrations[] = {
    {"screening", 1, "list-editions", kEditions, {}},
    {"screening", 2, "list-transfers", kTransfers, {}},
};

}  // namespace

std::span<const db::Migration> RegistryMigrations() {
  return kMigrations;
}

}  // namespace screening
