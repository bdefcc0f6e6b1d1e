#include <array>

#include "vault/vault.h"

namespace vault {
namespace {

// Who is a member of a circle is told by who can open its keys: there is no list of members beside the seals.
constexpr std::string_view kFirst = R"sql(
CREATE TABLE vault_key (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  public_key BLOB NOT NULL,
  sealed_private BLOB NOT NULL,
  salt BLOB NOT NULL,
  passes BIGINT NOT NULL,
  memory_bytes BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  attempted_ms BIGINT NOT NULL,
  PRIMARY KEY (org_id, person_id)
);
CREATE TABLE vault_session (
  session_id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  sealed_private BLOB NOT NULL,
  expires_ms BIGINT NOT NULL,
  used_ms BIGINT NOT NULL
);
CREATE INDEX vault_session_person ON vault_session (org_id, person_id);
CREATE TABLE vault_circle (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  generation BIGINT NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, name)
);
CREATE TABLE vault_circle_key (
  org_id TEXT NOT NULL,
  circle_id TEXT NOT NULL,
  generation BIGINT NOT NULL,
  public_key BLOB NOT NULL,
  PRIMARY KEY (org_id, circle_id, generation),
  FOREIGN KEY (org_id, circle_id) REFERENCES vault_circle (org_id, id)
);
CREATE TABLE vault_circle_seal (
  org_id TEXT NOT NULL,
  circle_id TEXT NOT NULL,
  generation BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  sealed_private BLOB NOT NULL,
  PRIMARY KEY (org_id, circle_id, generation, person_id),
  FOREIGN KEY (org_id, circle_id, generation) REFERENCES vault_circle_key (org_id, circle_id, generation),
  FOREIGN KEY (org_id, person_id) REFERENCES vault_key (org_id, person_id)
);
CREATE INDEX vault_circle_seal_person ON vault_circle_seal (org_id, person_id);
CREATE TABLE vault_record (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (org_id, id)
);
CREATE TABLE vault_record_circle (
  org_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  circle_id TEXT NOT NULL,
  generation BIGINT NOT NULL,
  sealed_key BLOB NOT NULL,
  PRIMARY KEY (org_id, record_id, circle_id),
  FOREIGN KEY (org_id, record_id) REFERENCES vault_record (org_id, id),
  FOREIGN KEY (org_id, circle_id, generation) REFERENCES vault_circle_key (org_id, circle_id, generation)
);
CREATE INDEX vault_record_circle_generation ON vault_record_circle (org_id, circle_id, generation);
CREATE TABLE vault_record_person (
  org_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  sealed_key BLOB NOT NULL,
  PRIMARY KEY (org_id, record_id, person_id),
  FOREIGN KEY (org_id, record_id) REFERENCES vault_record (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES vault_key (org_id, person_id)
);
CREATE INDEX vault_record_person_person ON vault_record_person (org_id, person_id);
CREATE TABLE vault_holder (
  org_id TEXT NOT NULL,
  place BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (org_id, place),
  UNIQUE (org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES vault_key (org_id, person_id)
);
CREATE TABLE vault_share (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  holder_id TEXT NOT NULL,
  sealed_share BLOB NOT NULL,
  PRIMARY KEY (org_id, person_id, holder_id),
  FOREIGN KEY (org_id, person_id) REFERENCES vault_key (org_id, person_id),
  FOREIGN KEY (org_id, holder_id) REFERENCES vault_key (org_id, person_id)
);
CREATE INDEX vault_share_holder ON vault_share (org_id, holder_id);
CREATE TABLE vault_recovery (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  public_key BLOB NOT NULL,
  sealed_private BLOB NOT NULL,
  salt BLOB NOT NULL,
  passes BIGINT NOT NULL,
  memory_bytes BIGINT NOT NULL,
  asked_ms BIGINT NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES vault_key (org_id, person_id)
);
CREATE TABLE vault_approval (
  org_id TEXT NOT NULL,
  recovery_id TEXT NOT NULL,
  holder_id TEXT NOT NULL,
  sealed_share BLOB NOT NULL,
  PRIMARY KEY (org_id, recovery_id, holder_id),
  FOREIGN KEY (org_id, recovery_id) REFERENCES vault_recovery (org_id, id)
);
)sql";

// An unlocked session ends with the session: signing out, ending it elsewhere, a new password, leaving.
// Sessions that are unlocked at that moment are locked once.
constexpr std::string_view kSessionEnds = R"sql(
DROP TABLE vault_session;
CREATE TABLE vault_session (
  session_id TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  sealed_private BLOB NOT NULL,
  expires_ms BIGINT NOT NULL,
  used_ms BIGINT NOT NULL
);
CREATE INDEX vault_session_person ON vault_session (org_id, person_id);
)sql";

// Records of several organisations. `renew`: somebody lost her seal since the text was last encrypted.
constexpr std::string_view kShared = R"sql(
CREATE TABLE vault_shared_record (
  id TEXT PRIMARY KEY,
  content BLOB NOT NULL,
  renew BIGINT NOT NULL
);
CREATE TABLE vault_shared_seal (
  record_id TEXT NOT NULL REFERENCES vault_shared_record (id),
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  sealed_key BLOB NOT NULL,
  PRIMARY KEY (record_id, org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES vault_key (org_id, person_id)
);
CREATE INDEX vault_shared_seal_person ON vault_shared_seal (org_id, person_id);
)sql";

// Records that are sealed to some members of a circle one by one, and how people call them.
constexpr std::string_view kMembers = R"sql(
CREATE TABLE vault_record_members (
  org_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  circle_id TEXT NOT NULL,
  called TEXT NOT NULL,
  PRIMARY KEY (org_id, record_id),
  FOREIGN KEY (org_id, record_id) REFERENCES vault_record (org_id, id),
  FOREIGN KEY (org_id, circle_id) REFERENCES vault_circle (org_id, id)
);
CREATE INDEX vault_record_members_circle ON vault_record_members (org_id, circle_id);
)sql";

}  // namespace

std::span<const db::Migration> Migrations() {
  static const std::array<db::Migration, 4> migrations = {{{"vault", 1, "first", kFirst, {}},
                                                           {"vault", 2, "session-ends", kSessionEnds, {}},
                                                           {"vault", 3, "shared", kShared, {}},
                                                           {"vault", 4, "members", kMembers, {}}}};
  return migrations;
}

}  // namespace vault
