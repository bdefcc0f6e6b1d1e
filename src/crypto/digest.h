#pragma once
// Digests of bytes. Sha256Hex names content for people and auditors (the checksum that a report prints);
// Checksum64 finds accidents (a truncated or flipped byte) at memory speed and is no defence against anyone.
// Both are pure and thread-safe. Sources: SHA-256, FIPS 180-4, by libsodium; XXH3 64 bits, by libxxhash.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace crypto {

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

// The same digest in base64 with padding, 44 characters: the form in which a Content-Security-Policy names a
// style or script.
std::string Sha256Base64(std::string_view bytes);

std::uint64_t Checksum64(std::span<const std::byte> bytes);

}  // namespace crypto
