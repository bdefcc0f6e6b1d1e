#pragma once
// Challenges that are good once and for kChallengeMs: signed, so that giving one out writes nothing (a
// visitor cannot fill the database), and written down when used. Thread-safe.

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/secret.h"
#include "db/db.h"

namespace desk {

class Challenges {
 public:
  // All referred to must live longer.
  Challenges(const base::Clock& clock, base::Random& random, const crypto::SecretBytes& key)
      : clock_(clock), random_(random), key_(key) {}

  // base64url without padding, with 128 random bits in it. `purpose` says what and whom it is for, and must
  // be the same again.
  std::string Make(std::string_view purpose);
  // kUnauthenticated where it is not one of ours for this purpose, has run out or was used.
  base::Status Use(db::Transaction& tx, std::string_view purpose, std::string_view challenge);

 private:
  const base::Clock& clock_;
  base::Random& random_;
  const crypto::SecretBytes& key_;
};

}  // namespace desk
