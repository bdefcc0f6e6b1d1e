#pragma once
// Signatures by Ed25519 (RFC 8032, libsodium). Pure but for key generation; thread-safe.

#include <array>

#include "base/result.h"
#include "crypto/secret.h"

namespace crypto {

using VerifyKey = std::array<std::byte, 32>;
using Signature = std::array<std::byte, 64>;

class SigningKey {
 public:
  static SigningKey Generate();
  // From the 32-byte seed, the form in which it is stored. Errors: kCorrupt (not 32 bytes).
  static base::Result<SigningKey> FromSeed(const SecretBytes& seed);
  SecretBytes seed() const;
  const VerifyKey& verify_key() const { return verify_key_; }
  Signature Sign(ByteView message) const;

 private:
  SigningKey(VerifyKey verify_key, SecretBytes expanded)
      : verify_key_(verify_key), expanded_(std::move(expanded)) {}
  VerifyKey verify_key_;
  SecretBytes expanded_;  // seed and public key, as libsodium keeps it
};

bool VerifySignature(const VerifyKey& key, ByteView message, ByteView signature);

}  // namespace crypto
