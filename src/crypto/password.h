#pragma once
// Passwords and pass-phrases by Argon2id (RFC 9106, libsodium). All three functions take much memory and time
// on purpose; across the process at most base::kMaxConcurrentPasswordHashes run at once, others wait up to
// base::kPasswordHashWaitMs and then get kBusy, so that sign-in attempts cannot exhaust the machine.
// Thread-safe. Do not call them inside a database transaction.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "crypto/secret.h"

namespace crypto {

// How dear one guess is: passes over the memory, and the memory. One lane.
struct HashCost {
  std::uint64_t passes = 0;
  std::size_t memory_bytes = 0;
  bool operator==(const HashCost&) const = default;
};

inline constexpr HashCost kSignInCost{base::kSignInHashPasses, base::kSignInHashMemoryBytes};
inline constexpr HashCost kPassphraseCost{base::kPassphraseHashPasses, base::kPassphraseHashMemoryBytes};

// The self-describing text "$argon2id$v=19$m=...", at most 128 bytes, to be stored. Errors: kTooLarge (over
// base::kMaxPassphraseBytes), kBusy, kInternal (the system refused the memory).
base::Result<std::string> HashPassword(ByteView password, HashCost cost = kSignInCost);

// Whether `password` is the one behind `hash`. For someone who is not known, verify against DecoyHash() and
// ignore the answer, so that the time tells nothing. Errors: kCorrupt (not such a text, or one that asks for
// more than base::kMaxHashMemoryBytes or base::kMaxHashPasses), kTooLarge, kBusy.
base::Result<bool> VerifyPassword(ByteView password, std::string_view hash);

// True where `hash` was made at another cost and should be made anew at the next sign-in.
bool NeedsRehash(std::string_view hash, HashCost cost = kSignInCost);

// A hash at kSignInCost that no password fits. Made once in a process, at the first call (which costs as much
// as one HashPassword).
base::Result<std::string> DecoyHash();

inline constexpr std::size_t kPassphraseSaltBytes = 16;
using PassphraseSalt = std::array<std::byte, kPassphraseSaltBytes>;
PassphraseSalt NewPassphraseSalt();

// A 256-bit key that only this pass-phrase and salt give. Errors: kTooLarge, kBusy, kCorrupt (a cost outside
// what libsodium takes or over the two limits above; costs come from stored rows), kInternal.
base::Result<SecretBytes> KeyFromPassphrase(ByteView passphrase, const PassphraseSalt& salt, HashCost cost);

// The right to one such computation at a time. Taken by the functions above; public so that others who take
// much memory for a secret may queue in the same line. Movable; given back when it goes. Errors: kBusy.
class HashingTurn {
 public:
  static base::Result<HashingTurn> Take(std::chrono::milliseconds wait);
  HashingTurn(HashingTurn&& other) noexcept : held_(std::exchange(other.held_, false)) {}
  HashingTurn& operator=(HashingTurn&&) = delete;
  ~HashingTurn();

 private:
  HashingTurn() = default;
  bool held_ = true;
};

}  // namespace crypto
