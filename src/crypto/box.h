#pragma once
// Encryption. A box sealed to a public key (X25519, libsodium's crypto_box_seal) opens only with the private
// key; a box under a secret key (XChaCha20-Poly1305, 192-bit random nonce in front) opens only with that key.
// Both are bound to a context, the place where the box belongs ("record R of organisation O"): a box that was
// moved to another place does not open. The context is not hidden and not stored. Pure but for the kernel's
// randomness; thread-safe. Errors: kCorrupt where a box does not open: damaged, moved or another key; nothing
// tells which.

#include <array>
#include <cstddef>
#include <string>

#include "base/result.h"
#include "crypto/secret.h"

namespace crypto {

inline constexpr std::size_t kKeyBytes = 32;
using PublicKey = std::array<std::byte, kKeyBytes>;

// Errors: kCorrupt (not 32 bytes). For keys that come out of a store.
base::Result<PublicKey> ToPublicKey(ByteView bytes);

class KeyPair {
 public:
  static KeyPair Generate();
  // Errors: kCorrupt (not 32 bytes).
  static base::Result<KeyPair> FromPrivate(SecretBytes private_key);
  const PublicKey& public_key() const { return public_key_; }
  const SecretBytes& private_key() const { return private_key_; }

 private:
  KeyPair(PublicKey public_key, SecretBytes private_key)
      : public_key_(public_key), private_key_(std::move(private_key)) {}
  PublicKey public_key_;
  SecretBytes private_key_;
};

// 80 bytes longer than the plaintext. Who sealed it is not known to whoever opens it. Errors: kInvalid (a
// public key of low order).
base::Result<Bytes> SealTo(const PublicKey& receiver, ByteView plaintext, ByteView context);
base::Result<SecretBytes> OpenSealed(const KeyPair& receiver, ByteView box, ByteView context);

// `key` must be kKeyBytes long (CHECK). 40 bytes longer than the plaintext.
Bytes Encrypt(const SecretBytes& key, ByteView plaintext, ByteView context);
base::Result<SecretBytes> Decrypt(const SecretBytes& key, ByteView box, ByteView context);

}  // namespace crypto
