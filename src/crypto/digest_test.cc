#include "crypto/digest.h"

#include <gtest/gtest.h>

namespace crypto {
namespace {

TEST(Digest, Sha256OfThePublishedExample) {
  // FIPS 180-4, example "abc".
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, Sha256InBase64) {
  EXPECT_EQ(Sha256Base64(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(Sha256Base64("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

TEST(Digest, ChecksumSeesOneFlippedBit) {
  std::string a(100'000, 'x');
  const std::uint64_t before = Checksum64(std::as_bytes(std::span(a)));
  a[54'321] ^= 1;
  EXPECT_NE(Checksum64(std::as_bytes(std::span(a))), before);
}

}  // namespace
}  // namespace crypto
