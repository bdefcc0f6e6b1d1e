#include "panel/commitments/migrations.h"

#include <array>

namespace panel {
namespace {

// Amounts are thousandths; days are midnight UTC, 0 where there is none. A commitment has no number until it
// is made.
constexpr std::string_view kTables = R"(
CREATE TABLE commitment_counter(
  panel_id TEXT PRIMARY KEY,
  last_number BIGINT NOT NULL);

CREATE TABLE commitment(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  commitment_number BIGINT,
  title TEXT NOT NULL,
  details TEXT NOT NULL,
  indicator TEXT NOT NULL,
  unit TEXT NOT NULL,
  baseline BIGINT NOT NULL,
  target BIGINT NOT NULL,
  current_value BIGINT NOT NULL,
  sdg TEXT NOT NULL,
  starts_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  state TEXT NOT NULL,
  published BIGINT NOT NULL,
  finding TEXT NOT NULL,
  asked_id TEXT,
  verifier_id TEXT,
  verdict TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  ended_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX commitment_by_number ON commitment(panel_id, commitment_number);
CREATE INDEX commitment_by_state ON commitment(panel_id, state, due_ms, id);
CREATE INDEX commitment_by_creation ON commitment(panel_id, created_ms, id);
CREATE INDEX commitment_by_member ON commitment(member_id, state, due_ms);
CREATE INDEX commitment_by_asked ON commitment(asked_id, state) WHERE asked_id IS NOT NULL;
CREATE INDEX commitment_by_due ON commitment(state, due_ms);
CREATE INDEX commitment_by_publication ON commitment(panel_id, published, made_ms, id);

CREATE TABLE commitment_target(
  commitment_id TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY(commitment_id, code));
CREATE INDEX commitment_target_by_code ON commitment_target(code, commitment_id);

CREATE TABLE commitment_evidence(
  id TEXT PRIMARY KEY,
  commitment_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  reference TEXT NOT NULL,
  blob_sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_bytes BIGINT NOT NULL,
  added_ms BIGINT NOT NULL);
CREATE INDEX commitment_evidence_by_commitment ON commitment_evidence(commitment_id, added_ms, id);

CREATE TABLE commitment_report(
  commitment_id TEXT NOT NULL,
  report_number BIGINT NOT NULL,
  reported_value BIGINT NOT NULL,
  note TEXT NOT NULL,
  reported_ms BIGINT NOT NULL,
  PRIMARY KEY(commitment_id, report_number));

CREATE TABLE commitment_event(
  commitment_id TEXT NOT NULL,
  event_number BIGINT NOT NULL,
  act TEXT NOT NULL,
  to_state TEXT NOT NULL,
  member_id TEXT,
  reason TEXT NOT NULL,
  due_ms BIGINT NOT NULL,
  event_ms BIGINT NOT NULL,
  PRIMARY KEY(commitment_id, event_number));
)";

constexpr std::string_view kPlan = R"(
CREATE TABLE plan_entry(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  member_id TEXT,
  title TEXT NOT NULL,
  starts_ms BIGINT NOT NULL,
  ends_ms BIGINT NOT NULL,
  milestone BIGINT NOT NULL,
  done BIGINT NOT NULL,
  after_id TEXT,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX plan_entry_by_panel ON plan_entry(panel_id, ends_ms, starts_ms, id);
CREATE INDEX plan_entry_by_predecessor ON plan_entry(after_id);
)";

constexpr std::array kMigrations = {db::Migration{"panel", 65, "commitments", kTables, {}},
                                    db::Migration{"panel", 66, "work plan", kPlan, {}}};

}  // namespace

std::span<const db::Migration> CommitmentMigrations() {
  return kMigrations;
}

}  // namespace panel
