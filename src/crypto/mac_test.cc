#include "crypto/mac.h"

#include <gtest/gtest.h>

#include "crypto/encoding.h"

namespace crypto {
namespace {

Bytes Hex(std::string_view text) {
  return HexDecode(text).value();
}

TEST(Mac, HmacOfThePublishedExample) {  // RFC 4231, test case 2
  const Mac mac = HmacSha256(AsBytes("Jefe"), AsBytes("what do ya want for nothing?"));
  EXPECT_EQ(HexEncode(mac), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_TRUE(VerifyHmacSha256(AsBytes("Jefe"), AsBytes("what do ya want for nothing?"), mac));
  EXPECT_FALSE(VerifyHmacSha256(AsBytes("Jefe"), AsBytes("what do ya want for nothing!"), mac));
  EXPECT_FALSE(
      VerifyHmacSha256(AsBytes("Jefe"), AsBytes("what do ya want for nothing?"), ByteView(mac).first(31)));
}

TEST(Mac, HkdfOfThePublishedExamples) {  // RFC 5869, appendices A.1 to A.3
  const Bytes key(22, std::byte{0x0b});
  const Bytes info = Hex("f0f1f2f3f4f5f6f7f8f9");
  EXPECT_EQ(HexEncode(HkdfSha256(key, Hex("000102030405060708090a0b0c"), AsText(info), 42).view()),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  EXPECT_EQ(HexEncode(HkdfSha256(key, {}, "", 42).view()),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  Bytes long_key;
  Bytes long_salt;
  Bytes long_info;
  for (int i = 0; i < 80; ++i) {
    long_key.push_back(static_cast<std::byte>(i));
    long_salt.push_back(static_cast<std::byte>(0x60 + i));
    long_info.push_back(static_cast<std::byte>(0xb0 + i));
  }
  EXPECT_EQ(HexEncode(HkdfSha256(long_key, long_salt, AsText(long_info), 82).view()),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
            "da3275600c2f09b8"
            "367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
}

}  // namespace
}  // namespace crypto
