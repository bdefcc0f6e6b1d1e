#pragma once
// A box that a browser seals with a small library and this program opens: crypto_box of NaCl (X25519,
// XSalsa20, Poly1305) from a key pair that was made for this one box. The bytes, in their order: the public
// key of that pair (32), a random nonce (24), the box itself, 16 longer than the text. Unlike box.h it is
// bound to no context; put what it belongs to into the text. Pure but for the kernel's randomness;
// thread-safe.

#include "base/result.h"
#include "crypto/box.h"

namespace crypto {

inline constexpr std::size_t kBrowserBoxExtraBytes = 32 + 24 + 16;

// What the script in the page does, for programs and tests. Errors: kInvalid (a key of low order).
base::Result<Bytes> SealBrowserBox(const PublicKey& receiver, ByteView text);
// Errors: kCorrupt (damaged, or sealed for another key).
base::Result<SecretBytes> OpenBrowserBox(const KeyPair& receiver, ByteView box);

}  // namespace crypto
