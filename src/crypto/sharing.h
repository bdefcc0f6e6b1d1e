#pragma once
// A secret for three holders of whom any two together can restore it and none alone learns anything. Plain
// XOR with one-time pads: for each i of 0, 1, 2 a random pad P(i) as long as the secret; holder i gets P(i)
// and S xor P(i-1) (indices modulo 3). Holders i and i+1 have P(i) and S xor P(i) and restore S; holder i
// alone has two strings that are independent and uniform whatever S is. Shares do not tell whether they
// belong together: check what was restored (a private key against its public key). Thread-safe.

#include <array>

#include "base/result.h"
#include "crypto/secret.h"

namespace crypto {

inline constexpr int kShareHolders = 3;

// A share as bytes: its index (one byte), P(i), S xor P(i-1).
using Shares = std::array<SecretBytes, kShareHolders>;

Shares SplitSecret(ByteView secret);
// With pads given, each as long as the secret (CHECK); for tests of the arithmetic.
Shares SplitSecretWithPads(ByteView secret, const std::array<ByteView, kShareHolders>& pads);
// Errors: kCorrupt (not two shares of different holders and equal length).
base::Result<SecretBytes> RestoreSecret(ByteView one, ByteView other);

}  // namespace crypto
