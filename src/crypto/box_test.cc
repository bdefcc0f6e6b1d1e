#include "crypto/box.h"

#include <gtest/gtest.h>

#include "crypto/encoding.h"

namespace crypto {
namespace {

constexpr std::string_view kText = "the foreman keeps the passports";

TEST(KeyPair, PublicKeyOfThePublishedExample) {  // RFC 7748, section 6.1, Alice
  const Bytes secret = HexDecode("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a").value();
  const KeyPair pair = KeyPair::FromPrivate(SecretBytes::Copy(secret)).value();
  EXPECT_EQ(HexEncode(pair.public_key()), "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
}

TEST(Box, OnlyTheReceiverOpensIt) {
  const KeyPair receiver = KeyPair::Generate();
  const KeyPair other = KeyPair::Generate();
  const Bytes box = SealTo(receiver.public_key(), AsBytes(kText), AsBytes("place")).value();
  EXPECT_EQ(box.size(), kText.size() + 80);
  EXPECT_EQ(AsText(OpenSealed(receiver, box, AsBytes("place")).value().view()), kText);
  EXPECT_EQ(OpenSealed(other, box, AsBytes("place")).error().code, base::Code::kCorrupt);
  EXPECT_EQ(OpenSealed(receiver, box, AsBytes("another place")).error().code, base::Code::kCorrupt);
  EXPECT_NE(SealTo(receiver.public_key(), AsBytes(kText), AsBytes("place")).value(), box);
}

TEST(Box, EveryFlippedByteAndEveryCutIsFound) {
  const KeyPair receiver = KeyPair::Generate();
  const SecretBytes key = SecretBytes::Random(kKeyBytes);
  const Bytes sealed = SealTo(receiver.public_key(), AsBytes("text"), {}).value();
  const Bytes encrypted = Encrypt(key, AsBytes("text"), AsBytes("context"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    Bytes changed = sealed;
    changed[i] ^= std::byte{1};
    EXPECT_FALSE(OpenSealed(receiver, changed, {})) << i;
    EXPECT_FALSE(OpenSealed(receiver, ByteView(sealed).first(i), {})) << i;
  }
  for (std::size_t i = 0; i < encrypted.size(); ++i) {
    Bytes changed = encrypted;
    changed[i] ^= std::byte{1};
    EXPECT_FALSE(Decrypt(key, changed, AsBytes("context"))) << i;
    EXPECT_FALSE(Decrypt(key, ByteView(encrypted).first(i), AsBytes("context"))) << i;
  }
}

TEST(Box, SecretKeyAndContextMustFit) {
  const SecretBytes key = SecretBytes::Random(kKeyBytes);
  const Bytes box = Encrypt(key, AsBytes(kText), AsBytes("context"));
  EXPECT_EQ(box.size(), kText.size() + 40);
  EXPECT_EQ(AsText(Decrypt(key, box, AsBytes("context")).value().view()), kText);
  EXPECT_FALSE(Decrypt(key, box, AsBytes("Context")));
  EXPECT_FALSE(Decrypt(SecretBytes::Random(kKeyBytes), box, AsBytes("context")));
  EXPECT_TRUE(Decrypt(key, Encrypt(key, {}, {}), {}).value().empty());
}

TEST(KeyPair, ComesBackFromItsPrivateHalf) {
  const KeyPair pair = KeyPair::Generate();
  const KeyPair same = KeyPair::FromPrivate(SecretBytes::Copy(pair.private_key().view())).value();
  EXPECT_EQ(same.public_key(), pair.public_key());
  EXPECT_EQ(KeyPair::FromPrivate(SecretBytes(31)).error().code, base::Code::kCorrupt);
  EXPECT_EQ(ToPublicKey(AsBytes("short")).error().code, base::Code::kCorrupt);
}

TEST(Box, APublicKeyOfLowOrderIsRefused) {
  EXPECT_EQ(SealTo(PublicKey{}, AsBytes(kText), {}).error().code, base::Code::kInvalid);
}

}  // namespace
}  // namespace crypto
