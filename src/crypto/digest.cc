#include "crypto/digest.h"

#include <sodium.h>
#include <xxhash.h>

#include <array>

#include "base/check.h"

namespace crypto {
namespace {

using Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

Digest Sha256(std::string_view bytes) {
  static const bool ready = sodium_init() >= 0;
  CHECK(ready);
  Digest digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return digest;
}

}  // namespace

std::string Sha256Hex(std::string_view bytes) {
  const Digest digest = Sha256(bytes);
  std::string hex(2 * digest.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();
  return hex;
}

std::string Sha256Base64(std::string_view bytes) {
  const Digest digest = Sha256(bytes);
  std::string base64(sodium_base64_encoded_len(digest.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(base64.data(), base64.size(), digest.data(), digest.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  base64.pop_back();
  return base64;
}

std::uint64_t Checksum64(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace crypto
