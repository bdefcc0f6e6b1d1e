#include "panel/common/migrations.h"

#include <array>

namespace panel {
namespace {

// `name_key` is the name as both databases order it: bytes.
constexpr std::string_view kTables = R"(
CREATE TABLE panel(
  id TEXT PRIMARY KEY,
  parent_id TEXT,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  host_org_id TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX panel_by_slug ON panel(slug);
CREATE INDEX panel_by_parent ON panel(parent_id);

CREATE TABLE panel_member(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  org_id TEXT,
  name TEXT NOT NULL,
  name_key BLOB NOT NULL,
  constituency TEXT NOT NULL,
  country TEXT NOT NULL,
  sectors TEXT NOT NULL,
  state TEXT NOT NULL,
  admitted_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX panel_member_by_org ON panel_member(panel_id, org_id);
CREATE INDEX panel_member_by_state ON panel_member(panel_id, state, name_key, id);
CREATE INDEX panel_member_by_name ON panel_member(panel_id, name_key, id);
)";

constexpr std::array kMigrations = {db::Migration{"panel", 1, "panels and members", kTables, {}}};

}  // namespace

std::span<const db::Migration> CommonMigrations() {
  return kMigrations;
}

}  // namespace panel
