#pragma once
// Guessing made slow: counts attempts under keys in the database, so that it holds over several processes. An
// attempt is counted before it is known how it ends (many at once gain nothing) and taken back when it
// succeeds. After `free` failures each further one doubles the time until the next attempt, up to `most_ms`;
// a day without attempts forgets. Keys are stored as keyed hashes: the table tells neither addresses nor
// accounts. Thread-safe. Cost: one small write transaction.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/secret.h"
#include "db/db.h"

namespace desk {

// How many failures are free, and the longest time between two attempts after them.
struct Pace {
  std::int64_t free = 0;
  std::int64_t most_ms = 0;
};
inline constexpr Pace kStrangerPace{
    5, 15 * 60'000};  // an account, from a network its person has not signed in from
inline constexpr Pace kKnownNetworkPace{20,
                                        4'000};  // an account, from a network its person has signed in from
inline constexpr Pace kNetworkPace{50, 5 * 60'000};  // all accounts, from one network
inline constexpr Pace kCodePace{
    5, 15 * 60'000};  // the second factor, after the right password, from anywhere unknown
inline constexpr Pace kKnownNetworkCodePace{5, 60'000};  // the same from a known network

struct ThrottleKey {
  std::string name;
  Pace pace;
};

class Throttle {
 public:
  // All referred to must live longer.
  Throttle(db::Database& database, const base::Clock& clock, const crypto::SecretBytes& key)
      : database_(database), clock_(clock), key_(key) {}

  // Counts an attempt under each key, or kBusy (and nothing counted) where one of them must still wait.
  base::Status Begin(const std::vector<ThrottleKey>& keys);
  // The attempt was right: forgets the failures under `own` and takes the attempt back under `shared`.
  base::Status Succeeded(db::Transaction& tx, const std::string& own, const std::string& shared = {});

 private:
  std::string HashOf(std::string_view name) const;

  db::Database& database_;
  const base::Clock& clock_;
  const crypto::SecretBytes& key_;
};

}  // namespace desk
