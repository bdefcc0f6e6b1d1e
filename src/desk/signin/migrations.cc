#include "desk/signin/migrations.h"

#include <array>

namespace desk {

namespace {

constexpr std::string_view kSessionsSql = R"sql(
CREATE TABLE session (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  org_id TEXT REFERENCES organisation (id),
  secret_hash TEXT NOT NULL UNIQUE,
  partial BIGINT NOT NULL,
  method TEXT NOT NULL,
  agent TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  last_used_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL
);
CREATE INDEX session_person ON session (person_id, last_used_ms);
CREATE INDEX session_expires ON session (expires_ms);
CREATE TABLE sign_in_throttle (
  key_hash TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  next_ms BIGINT NOT NULL,
  last_ms BIGINT NOT NULL
);
CREATE INDEX sign_in_throttle_last ON sign_in_throttle (last_ms);
CREATE TABLE known_network (
  person_id TEXT NOT NULL REFERENCES person (id),
  network_hash TEXT NOT NULL,
  last_ms BIGINT NOT NULL,
  PRIMARY KEY (person_id, network_hash)
);
)sql";

constexpr std::string_view kFactorsSql = R"sql(
CREATE TABLE totp (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  secret BLOB NOT NULL,
  confirmed BIGINT NOT NULL,
  used_step BIGINT NOT NULL,
  created_ms BIGINT NOT NULL
);
CREATE TABLE recovery_code (
  person_id TEXT NOT NULL REFERENCES person (id),
  code_hash TEXT NOT NULL,
  PRIMARY KEY (person_id, code_hash)
);
CREATE TABLE passkey (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  credential_id TEXT NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  sign_count BIGINT NOT NULL,
  name TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  last_used_ms BIGINT
);
CREATE INDEX passkey_person ON passkey (person_id, created_ms);
CREATE TABLE oidc_link (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  created_ms BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject),
  UNIQUE (issuer, person_id)
);
CREATE TABLE used_challenge (
  challenge_hash TEXT PRIMARY KEY,
  expires_ms BIGINT NOT NULL
);
CREATE INDEX used_challenge_expires ON used_challenge (expires_ms);
)sql";

}  // namespace

std::span<const db::Migration> SignInMigrations() {
  static constexpr std::array<db::Migration, 2> kSteps = {{
      {.room = "desk", .number = 10, .name = "sessions", .sql = kSessionsSql, .sql_postgres = {}},
      {.room = "desk", .number = 11, .name = "factors", .sql = kFactorsSql, .sql_postgres = {}},
  }};
  return kSteps;
}

}  // namespace desk
