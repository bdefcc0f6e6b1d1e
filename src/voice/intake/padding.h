#pragma once
// Texts are sealed in few lengths, so that a sealed text tells little of how long it is: the text, one byte
// 0x80, zeros up to the next class (ISO/IEC 7816-4). Classes: 512 bytes, then four times more each, up to
// 512 KiB; above it whole multiples of 512 KiB. Pure; thread-safe.

#include "base/result.h"
#include "crypto/bytes.h"
#include "crypto/secret.h"

namespace voice {

// The length that a text of `size` bytes is sealed in: the smallest class that is larger.
std::size_t PaddedSize(std::size_t size);
// Whether a text can be sealed in this length.
bool IsPaddedSize(std::size_t size);
crypto::SecretBytes Pad(crypto::ByteView text);
// Errors: kCorrupt.
base::Result<crypto::SecretBytes> Unpad(const crypto::SecretBytes& padded);

}  // namespace voice
