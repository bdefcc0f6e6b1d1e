#pragma once
// The keys that browsers seal to. A team has one key pair for each generation of its circle's keys; the
// private half is a record of the vault, sealed to the circle, so that who joins the circle opens it and who
// leaves does not; with the next generation browsers get another key. Made when the page is first shown, with
// nobody unlocked. A text that was sealed to an older key of the team stays readable. Thread-safe.

#include <optional>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "crypto/box.h"
#include "db/db.h"
#include "voice/intake/teams.h"
#include "voice/types.h"

namespace voice {

struct SealingKey {
  SealingKeyId id;
  crypto::PublicKey key{};
  // Sixteen letters and digits in groups, "abcd-efgh-ijkl-mnop": 80 bits that stand for the key, for people
  // who compare what the page shows with what the team told them.
  std::string fingerprint() const;
};

class SealingKeys {
 public:
  SealingKeys(db::Database& database, base::Random& random, vault::Vault& vault)
      : database_(database), random_(random), vault_(vault) {}

  // The present key of the team; made where there is none for the circle's generation. Errors: kNotFound (the
  // circle), kInvalid (nobody of the circle has keys).
  base::Result<SealingKey> Present(const Team& team);

 private:
  db::Database& database_;
  base::Random& random_;
  vault::Vault& vault_;
};

// Whether browsers seal, or sealed, to this key for this team.
base::Result<bool> IsKeyOf(db::Transaction& tx, const SealingKeyId& key, const TeamId& team);
// The private half, for a member of the circle. Errors: kForbidden (not of the circle), kNotFound, kCorrupt.
base::Result<crypto::KeyPair> OpenSealingKey(db::Transaction& tx, vault::Vault& vault,
                                             const vault::UnlockedPerson& me, const SealingKeyId& key);

std::span<const db::Migration> SealingKeyMigrations();

}  // namespace voice
