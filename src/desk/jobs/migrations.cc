#include "desk/jobs/migrations.h"

namespace desk {
namespace {

// due_ms: from when a process may take the job: its time while it waits, the end of the lease while it runs,
// NULL when it has ended.
constexpr db::Migration kMigrations[] = {
    {.room = "desk", .number = 30, .name = "jobs", .sql = R"sql(
CREATE TABLE job(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  quiet BIGINT NOT NULL,
  periodic_kind TEXT UNIQUE,
  title TEXT NOT NULL,
  input TEXT NOT NULL,
  state TEXT NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  message TEXT NOT NULL,
  result TEXT NOT NULL,
  result_href TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  updated_ms BIGINT NOT NULL,
  not_before_ms BIGINT NOT NULL,
  cancel_requested BIGINT NOT NULL,
  lease TEXT NOT NULL,
  due_ms BIGINT
);
CREATE INDEX job_due ON job(due_ms);
CREATE INDEX job_org ON job(org_id, quiet, created_ms);
CREATE INDEX job_state ON job(state, updated_ms);
)sql"},
    {.room = "desk", .number = 31, .name = "blobs", .sql = R"sql(
CREATE TABLE stored_blob(
  sha256 TEXT PRIMARY KEY,
  size BIGINT NOT NULL,
  uses BIGINT NOT NULL
);
CREATE TABLE stored_blob_piece(
  sha256 TEXT NOT NULL REFERENCES stored_blob(sha256),
  number BIGINT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY(sha256, number)
);
)sql"},
    {.room = "desk", .number = 32, .name = "webhooks", .sql = R"sql(
CREATE TABLE webhook(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  url TEXT NOT NULL,
  secret BLOB NOT NULL,
  events TEXT NOT NULL,
  active BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_ms BIGINT NOT NULL
);
CREATE INDEX webhook_org ON webhook(org_id);
CREATE TABLE webhook_delivery(
  id TEXT PRIMARY KEY,
  webhook_id TEXT NOT NULL REFERENCES webhook(id) ON DELETE CASCADE,
  org_id TEXT NOT NULL,
  event TEXT NOT NULL,
  body TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  tried_ms BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  status BIGINT NOT NULL,
  outcome TEXT NOT NULL
);
CREATE INDEX webhook_delivery_webhook ON webhook_delivery(webhook_id, created_ms);
)sql"},
};

}  // namespace

std::span<const db::Migration> JobsMigrations() {
  return kMigrations;
}

}  // namespace desk
