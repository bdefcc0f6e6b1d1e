#include "panel/showcase/migrations.h"

#include <array>

namespace panel {
namespace {

constexpr std::string_view kHonours = R"(
CREATE TABLE panel_honour(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  title TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  decided_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_honour_by_panel ON panel_honour(panel_id, state, created_ms, id);
CREATE INDEX panel_honour_by_member ON panel_honour(member_id, created_ms, id);
)";

constexpr std::array kMigrations = {db::Migration{"panel", 90, "honours", kHonours, {}}};

}  // namespace

std::span<const db::Migration> ShowcaseMigrations() {
  return kMigrations;
}

}  // namespace panel
