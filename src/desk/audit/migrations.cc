#include "desk/audit/migrations.h"

namespace desk {
namespace {

constexpr db::Migration kMigrations[] = {
    {.room = "desk", .number = 20, .name = "audit", .sql = R"sql(
CREATE TABLE audit_entry(
  number BIGINT PRIMARY KEY,
  time_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  org_id TEXT NOT NULL,
  action TEXT NOT NULL,
  record TEXT NOT NULL,
  details TEXT NOT NULL,
  head TEXT NOT NULL
);
CREATE INDEX audit_entry_org ON audit_entry(org_id, number);
CREATE TABLE audit_head(
  id BIGINT PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL,
  head TEXT NOT NULL,
  time_ms BIGINT NOT NULL
);
INSERT INTO audit_head(id, number, head, time_ms)
  VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', 0);
CREATE TABLE audit_head_sent(
  address TEXT PRIMARY KEY,
  number BIGINT NOT NULL,
  head TEXT NOT NULL,
  sent_ms BIGINT NOT NULL,
  tried_ms BIGINT NOT NULL,
  error TEXT NOT NULL
);
)sql"},
};

}  // namespace

std::span<const db::Migration> AuditMigrations() {
  return kMigrations;
}

}  // namespace desk
