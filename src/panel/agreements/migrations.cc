#include "panel/agreements/migrations.h"

#include <array>

namespace panel {
namespace {

constexpr std::string_view kReminders = R"(
CREATE TABLE agreement_reminder(
  reminder_key TEXT PRIMARY KEY,
  sent_ms BIGINT NOT NULL);
)";

// Texts of clauses only ever grow by versions. `body_text` and `body_sha256` of a memorandum are fixed when
// it is offered; signatures name the hash of the text that was signed. `root_id` is the first of a chain of
// amendments and renewals.
constexpr std::string_view kMemoranda = R"(
CREATE TABLE clause(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  code TEXT NOT NULL,
  retired BIGINT NOT NULL,
  created_ms BIGINT NOT NULL);
CREATE UNIQUE INDEX clause_by_code ON clause(panel_id, code);

CREATE TABLE clause_text(
  clause_id TEXT NOT NULL,
  language TEXT NOT NULL,
  text_version BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  PRIMARY KEY(clause_id, language, text_version));

CREATE TABLE memorandum(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  author_org_id TEXT NOT NULL,
  root_id TEXT NOT NULL,
  before_id TEXT,
  edition BIGINT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL,
  starts_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  notice_days BIGINT NOT NULL,
  body_text TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  reason TEXT NOT NULL,
  ends_ms BIGINT NOT NULL,
  in_force_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX memorandum_by_panel ON memorandum(panel_id, created_ms, id);
CREATE INDEX memorandum_by_root ON memorandum(root_id, edition);
CREATE INDEX memorandum_by_author ON memorandum(author_org_id, created_ms, id);
CREATE INDEX memorandum_by_clock ON memorandum(state, expires_ms);

CREATE TABLE memorandum_party(
  memorandum_id TEXT NOT NULL,
  party_number BIGINT NOT NULL,
  member_id TEXT,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  PRIMARY KEY(memorandum_id, party_number));
CREATE INDEX memorandum_party_by_member ON memorandum_party(member_id, memorandum_id);

CREATE TABLE memorandum_clause(
  memorandum_id TEXT NOT NULL,
  clause_number BIGINT NOT NULL,
  clause_id TEXT,
  text_version BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(memorandum_id, clause_number));

CREATE TABLE memorandum_variable(
  memorandum_id TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY(memorandum_id, name));

CREATE TABLE memorandum_signature(
  id TEXT PRIMARY KEY,
  memorandum_id TEXT NOT NULL,
  party_number BIGINT NOT NULL,
  signer TEXT NOT NULL,
  signer_role TEXT NOT NULL,
  method TEXT NOT NULL,
  signed_ms BIGINT NOT NULL,
  signed_sha256 TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_ms BIGINT NOT NULL);
CREATE UNIQUE INDEX memorandum_signature_by_party ON
  memorandum_signature(memorandum_id, party_number, signed_sha256);

CREATE TABLE memorandum_event(
  memorandum_id TEXT NOT NULL,
  event_number BIGINT NOT NULL,
  act TEXT NOT NULL,
  to_state TEXT NOT NULL,
  party_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  event_ms BIGINT NOT NULL,
  PRIMARY KEY(memorandum_id, event_number));
)";

constexpr std::array kMigrations = {db::Migration{"panel", 60, "reminders", kReminders, {}},
                                    db::Migration{"panel", 61, "memoranda", kMemoranda, {}}};

}  // namespace

std::span<const db::Migration> AgreementMigrations() {
  return kMigrations;
}

}  // namespace panel
