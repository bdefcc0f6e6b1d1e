#pragma once
// Keyed digests: HMAC-SHA256 (RFC 2104) for whoever shares a key, HKDF-SHA256 (RFC 5869) for making several
// keys out of one. Pure, thread-safe.

#include <array>
#include <string_view>

#include "crypto/secret.h"

namespace crypto {

using Mac = std::array<std::byte, 32>;

Mac HmacSha256(ByteView key, ByteView message);
// Compares in constant time.
bool VerifyHmacSha256(ByteView key, ByteView message, ByteView mac);

// `info` names the use of the key ("cookie signing"); different names give unrelated keys. `size` at most
// 8,160 bytes (CHECK).
SecretBytes HkdfSha256(ByteView key, ByteView salt, std::string_view info, std::size_t size);

}  // namespace crypto
