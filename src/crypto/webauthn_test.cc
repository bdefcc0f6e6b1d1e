#include "crypto/webauthn.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "crypto/testing.h"

namespace crypto {
namespace {

using testing::Authenticator;
using Algorithm = ForeignKey::Algorithm;

const RelyingParty kParty{"manumit.example.org", "https://manumit.example.org"};
const Bytes kChallenge = testing::ToBytes("0123456789abcdef0123456789abcdef");

base::Result<Passkey> Verify(const Authenticator::Registration& given, ByteView challenge = kChallenge,
                             bool require_user_verification = true) {
  return VerifyRegistration(
      kParty, {AsBytes(given.client_data), given.attestation_object, challenge, require_user_verification});
}

base::Result<AssertionOutcome> Verify(const Passkey& passkey, const Authenticator::Assertion& given,
                                      ByteView challenge = kChallenge) {
  return VerifyAssertion(kParty, passkey.public_key, passkey.sign_count,
                         {AsBytes(given.client_data), given.authenticator_data, given.signature, challenge});
}

template <typename T>
void ExpectRefused(const base::Result<T>& result, std::string_view why) {
  ASSERT_FALSE(result) << why;
  EXPECT_EQ(result.error().code, base::Code::kUnauthenticated);
  EXPECT_NE(result.error().internal.find(why), std::string::npos) << result.error().internal;
}

class EachAlgorithm : public ::testing::TestWithParam<Algorithm> {};
INSTANTIATE_TEST_SUITE_P(Webauthn, EachAlgorithm,
                         ::testing::Values(Algorithm::kEs256, Algorithm::kRs256, Algorithm::kEdDsa));

TEST_P(EachAlgorithm, RegistersAndSignsIn) {
  Authenticator device(GetParam(), kParty);
  for (const char* format : {"none", "packed", "tpm"}) {
    device.format = format;
    const auto passkey = Verify(device.Register(kChallenge));
    ASSERT_TRUE(passkey) << passkey.error().internal;
    EXPECT_EQ(passkey->credential_id, device.credential_id);
    EXPECT_EQ(passkey->public_key, device.CoseKey());
    EXPECT_TRUE(passkey->user_verified);
    EXPECT_FALSE(passkey->backed_up);
    ++device.sign_count;
    const auto outcome = Verify(*passkey, device.Assert(kChallenge));
    ASSERT_TRUE(outcome) << outcome.error().internal;
    EXPECT_EQ(outcome->sign_count, device.sign_count);
  }
}

TEST_P(EachAlgorithm, EveryFlippedByteIsRefused) {
  Authenticator device(GetParam(), kParty);
  const Passkey passkey = Verify(device.Register(kChallenge)).value();
  device.sign_count = 2;
  const Authenticator::Assertion good = device.Assert(kChallenge);
  for (std::size_t i = 0; i < good.authenticator_data.size(); ++i) {
    Authenticator::Assertion bad = good;
    bad.authenticator_data[i] ^= std::byte{0x02};
    EXPECT_FALSE(Verify(passkey, bad)) << i;
  }
  for (std::size_t i = 0; i < good.signature.size(); ++i) {
    Authenticator::Assertion bad = good;
    bad.signature[i] ^= std::byte{0x10};
    EXPECT_FALSE(Verify(passkey, bad)) << i;
    bad.signature.resize(i);
    EXPECT_FALSE(Verify(passkey, bad)) << i;
  }
  for (std::size_t i = 0; i < good.client_data.size(); ++i) {
    Authenticator::Assertion bad = good;
    bad.client_data[i] = static_cast<char>(bad.client_data[i] ^ 1);
    EXPECT_FALSE(Verify(passkey, bad)) << i;
  }
}

TEST_P(EachAlgorithm, ASelfAttestationMustFit) {
  Authenticator device(GetParam(), kParty);
  device.format = "packed";
  const Authenticator::Registration good = device.Register(kChallenge);
  const Authenticator::Registration other = device.Register(testing::ToBytes("another challenge"));
  ExpectRefused(Verify({other.client_data, good.attestation_object}, testing::ToBytes("another challenge")),
                "wrong signature");
}

TEST(Webauthn, TheSurroundingsMustFit) {
  const auto spoil = [](auto change) {
    Authenticator device(Algorithm::kEs256, kParty);
    change(device);
    return std::pair(Verify(device.Register(kChallenge)), [&] {
      Authenticator honest(Algorithm::kEs256, kParty);
      const Passkey passkey = Verify(honest.Register(kChallenge)).value();
      change(honest);
      honest.sign_count = 9;
      return Verify(passkey, honest.Assert(kChallenge));
    }());
  };
  const std::pair<std::function<void(Authenticator&)>, const char*> cases[] = {
      {[](Authenticator& d) { d.party.origin = "https://manumit.example.org.evil.com"; }, "another origin"},
      {[](Authenticator& d) { d.party.origin = "http://manumit.example.org"; }, "another origin"},
      {[](Authenticator& d) { d.party.id = "example.org"; }, "another relying party"},
      {[](Authenticator& d) { d.type_of_registration = d.type_of_assertion = "payment.get"; },
       "another type"},
      {[](Authenticator& d) { std::swap(d.type_of_registration, d.type_of_assertion); }, "another type"},
      {[](Authenticator& d) { d.more_client_data = R"(,"crossOrigin":true)"; }, "another site"},
      {[](Authenticator& d) { d.more_client_data = R"(,"crossOrigin":1)"; }, "another site"},
      {[](Authenticator& d) { d.more_client_data = "}"; }, "not a JSON object"},
      {[](Authenticator& d) { d.flags = 0x04; }, "nobody touched"},
      {[](Authenticator& d) { d.flags = 0x01; }, "not verified"},
      {[](Authenticator& d) { d.flags = 0x15; }, "backup"},
      {[](Authenticator& d) { d.extensions = testing::ToBytes("x"); }, "something follows"},
      {[](Authenticator& d) { d.flags |= 0x80; }, "cut short"},
  };
  for (const auto& [change, why] : cases) {
    const auto [registered, asserted] = spoil(change);
    ExpectRefused(registered, why);
    ExpectRefused(asserted, why);
  }
}

TEST(Webauthn, AnotherChallengeIsRefused) {
  Authenticator device(Algorithm::kEdDsa, kParty);
  ExpectRefused(Verify(device.Register(testing::ToBytes("x"))), "another challenge");
  ExpectRefused(Verify(device.Register({}), Bytes{}), "another challenge");
  const Passkey passkey = Verify(device.Register(kChallenge)).value();
  device.sign_count = 2;
  ExpectRefused(Verify(passkey, device.Assert(testing::ToBytes("x"))), "another challenge");
}

TEST(Webauthn, TheCounterMustRise) {
  Authenticator device(Algorithm::kEs256, kParty);
  device.sign_count = 7;
  const Passkey passkey = Verify(device.Register(kChallenge)).value();
  for (const std::uint32_t count : {0u, 6u, 7u}) {
    device.sign_count = count;
    ExpectRefused(Verify(passkey, device.Assert(kChallenge)), "counter");
  }
  device.sign_count = 8;
  EXPECT_TRUE(Verify(passkey, device.Assert(kChallenge)));
}

TEST(Webauthn, AnAuthenticatorThatDoesNotCountIsTaken) {
  Authenticator device(Algorithm::kEs256, kParty);
  device.sign_count = 0;
  const Passkey passkey = Verify(device.Register(kChallenge)).value();
  EXPECT_TRUE(Verify(passkey, device.Assert(kChallenge)));
}

TEST(Webauthn, FlagsAndExtensionsAreRead) {
  Authenticator device(Algorithm::kEs256, kParty);
  device.flags = 0x80 | 0x10 | 0x08 | 0x01;
  device.extensions = testing::cbor::Map({{testing::cbor::Text("credProtect"), testing::cbor::Int(2)}});
  ExpectRefused(Verify(device.Register(kChallenge)), "not verified");
  const auto passkey = Verify(device.Register(kChallenge), kChallenge, false);
  ASSERT_TRUE(passkey) << passkey.error().internal;
  EXPECT_TRUE(passkey->backed_up);
  EXPECT_FALSE(passkey->user_verified);
}

TEST(Webauthn, AnotherKeyIsRefused) {
  Authenticator device(Algorithm::kEs256, kParty);
  Authenticator other(Algorithm::kEs256, kParty);
  other.sign_count = 2;
  ExpectRefused(Verify(Verify(device.Register(kChallenge)).value(), other.Assert(kChallenge)),
                "wrong signature");
}

TEST(Webauthn, StrangeKeysAreRefused) {
  using testing::cbor::Int;
  using testing::cbor::Map;
  using testing::cbor::String;
  Authenticator device(Algorithm::kEs256, kParty);
  const Authenticator::Assertion given = device.Assert(kChallenge);
  const Bytes n = String(testing::TestKey(Algorithm::kRs256).first());
  const Bytes off_curve = String(Bytes(32, std::byte{1}));
  const Bytes keys[] = {
      {},
      testing::ToBytes("nonsense"),
      Map({}),
      Map({{Int(1), Int(2)},
           {Int(3), Int(-7)},
           {Int(-1), Int(1)},
           {Int(-2), off_curve},
           {Int(-3), off_curve}}),
      Map({{Int(1), Int(2)},
           {Int(3), Int(-7)},
           {Int(-1), Int(2)},
           {Int(-2), off_curve},
           {Int(-3), off_curve}}),
      Map({{Int(1), Int(2)}, {Int(3), Int(-7)}, {Int(-1), Int(1)}, {Int(-2), off_curve}}),
      Map({{Int(1), Int(3)},
           {Int(3), Int(-257)},
           {Int(-1), String(Bytes(128, std::byte{0xFF}))},
           {Int(-2), n}}),
      Map({{Int(1), Int(3)}, {Int(3), Int(-257)}, {Int(-1), n}, {Int(-2), String(Bytes{std::byte{1}})}}),
      Map({{Int(1), Int(3)}, {Int(3), Int(-65535)}, {Int(-1), n}, {Int(-2), String(Bytes{std::byte{3}})}}),
      Map({{Int(1), Int(1)}, {Int(3), Int(-8)}, {Int(-1), Int(6)}, {Int(-2), String(Bytes(31))}}),
      Map({{Int(1), Int(4)}, {Int(3), Int(5)}, {Int(-1), String(Bytes(32))}}),
  };
  for (const Bytes& key : keys) {
    const auto outcome = VerifyAssertion(
        kParty, key, 0, {AsBytes(given.client_data), given.authenticator_data, given.signature, kChallenge});
    ASSERT_FALSE(outcome) << HexEncode(key);
    EXPECT_EQ(outcome.error().code, base::Code::kUnauthenticated);
  }
}

TEST(Webauthn, EveryCutOfARegistrationIsRefused) {
  Authenticator device(Algorithm::kEs256, kParty);
  const Authenticator::Registration good = device.Register(kChallenge);
  for (std::size_t size = 0; size < good.attestation_object.size(); ++size) {
    Authenticator::Registration bad = good;
    bad.attestation_object.resize(size);
    EXPECT_FALSE(Verify(bad)) << size;
  }
}

TEST(Webauthn, SizesHaveALimit) {  // kMaxWebAuthnBytes
  Authenticator device(Algorithm::kEs256, kParty);
  Authenticator::Registration given = device.Register(kChallenge);
  given.client_data += std::string(base::kMaxWebAuthnBytes - given.client_data.size(), ' ');
  EXPECT_TRUE(Verify(given));
  given.client_data += ' ';
  EXPECT_EQ(Verify(given).error().code, base::Code::kTooLarge);
}

}  // namespace
}  // namespace crypto
