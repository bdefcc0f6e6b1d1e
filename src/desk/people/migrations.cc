#include "desk/people/migrations.h"

#include <array>

namespace desk {

namespace {

constexpr std::string_view kPeopleSql = R"sql(
CREATE TABLE organisation (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  country TEXT NOT NULL,
  active BIGINT NOT NULL,
  is_default BIGINT NOT NULL,
  created_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX organisation_default ON organisation (is_default) WHERE is_default = 1;
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  locale TEXT NOT NULL,
  theme TEXT NOT NULL,
  password_hash TEXT,
  is_operator BIGINT NOT NULL,
  active BIGINT NOT NULL,
  last_org_id TEXT REFERENCES organisation (id),
  created_ms BIGINT NOT NULL
);
CREATE TABLE membership (
  org_id TEXT NOT NULL REFERENCES organisation (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  roles TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  PRIMARY KEY (org_id, person_id)
);
CREATE INDEX membership_person ON membership (person_id);
)sql";

constexpr std::string_view kInvitationsSql = R"sql(
CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES organisation (id),
  email TEXT NOT NULL,
  roles TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  created_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  UNIQUE (org_id, email)
);
CREATE INDEX invitation_email ON invitation (email);
)sql";

constexpr std::string_view kKeysSql = R"sql(
CREATE TABLE api_key (
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES organisation (id),
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  prefix TEXT NOT NULL,
  secret_hash TEXT NOT NULL UNIQUE,
  created_ms BIGINT NOT NULL,
  last_used_ms BIGINT,
  expires_ms BIGINT,
  revoked_ms BIGINT
);
CREATE INDEX api_key_org ON api_key (org_id, created_ms);
)sql";

// Whether the review answers to single keys; a person can switch them off (WCAG 2.2, 2.1.4).
constexpr std::string_view kSingleKeysSql =
    "ALTER TABLE person ADD COLUMN single_keys BIGINT NOT NULL DEFAULT 1;";

}  // namespace

std::span<const db::Migration> PeopleMigrations() {
  static constexpr std::array<db::Migration, 4> kSteps = {{
      {.room = "desk", .number = 1, .name = "people", .sql = kPeopleSql, .sql_postgres = {}},
      {.room = "desk", .number = 2, .name = "invitations", .sql = kInvitationsSql, .sql_postgres = {}},
      {.room = "desk", .number = 3, .name = "keys", .sql = kKeysSql, .sql_postgres = {}},
      {.room = "desk", .number = 4, .name = "single keys", .sql = kSingleKeysSql, .sql_postgres = {}},
  }};
  return kSteps;
}

}  // namespace desk
