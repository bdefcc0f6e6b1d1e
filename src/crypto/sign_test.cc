#include "crypto/sign.h"

#include <gtest/gtest.h>

#include "crypto/encoding.h"

namespace crypto {
namespace {

TEST(Sign, ThePublishedExample) {  // RFC 8032, section 7.1, test 2
  const SecretBytes seed = SecretBytes::Copy(
      HexDecode("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").value());
  const SigningKey key = SigningKey::FromSeed(seed).value();
  EXPECT_EQ(HexEncode(key.verify_key()), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const Bytes message = HexDecode("72").value();
  EXPECT_EQ(HexEncode(key.Sign(message)),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aee"
            "b00d291612bb0c00");
}

TEST(Sign, OnlyWhatWasSignedIsAccepted) {
  const SigningKey key = SigningKey::Generate();
  Signature signature = key.Sign(AsBytes("head 42"));
  EXPECT_TRUE(VerifySignature(key.verify_key(), AsBytes("head 42"), signature));
  EXPECT_FALSE(VerifySignature(key.verify_key(), AsBytes("head 43"), signature));
  EXPECT_FALSE(VerifySignature(SigningKey::Generate().verify_key(), AsBytes("head 42"), signature));
  EXPECT_FALSE(VerifySignature(key.verify_key(), AsBytes("head 42"), ByteView(signature).first(63)));
  signature[10] ^= std::byte{4};
  EXPECT_FALSE(VerifySignature(key.verify_key(), AsBytes("head 42"), signature));
}

TEST(Sign, ComesBackFromItsSeed) {
  const SigningKey key = SigningKey::Generate();
  EXPECT_EQ(SigningKey::FromSeed(key.seed()).value().verify_key(), key.verify_key());
  EXPECT_EQ(SigningKey::FromSeed(SecretBytes(31)).error().code, base::Code::kCorrupt);
}

}  // namespace
}  // namespace crypto
