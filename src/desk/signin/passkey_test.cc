#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/limits.h"
#include "crypto/testing.h"
#include "desk/people/test_office.h"

namespace desk {
namespace {

using crypto::testing::Authenticator;

class PasskeyTest : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    if (IsSkipped()) return;
    org_ = Organisation("first");
    ada_ = Person("ada@example.org", org_, {Role::kAnalyst});
    actor_ = ActorOf(ada_);
  }
  static crypto::Bytes ChallengeIn(const std::string& options) {
    return crypto::Base64UrlDecode(std::string(boost::json::parse(options).at("challenge").as_string()))
        .value();
  }
  static PasskeyAnswer Registered(const Authenticator& device, const std::string& options) {
    const auto made = device.Register(ChallengeIn(options));
    return {.credential_id = crypto::Base64UrlEncode(device.credential_id),
            .client_data_json = crypto::Base64UrlEncode(crypto::AsBytes(made.client_data)),
            .attestation_object = crypto::Base64UrlEncode(made.attestation_object)};
  }
  PasskeyAnswer Asserted(const Authenticator& device, const std::string& options) const {
    const auto given = device.Assert(ChallengeIn(options));
    return {.credential_id = crypto::Base64UrlEncode(device.credential_id),
            .client_data_json = crypto::Base64UrlEncode(crypto::AsBytes(given.client_data)),
            .attestation_object = {},
            .authenticator_data = crypto::Base64UrlEncode(given.authenticator_data),
            .signature = crypto::Base64UrlEncode(given.signature),
            .user_handle = crypto::Base64UrlEncode(crypto::AsBytes(ada_.text()))};
  }
  base::Status Register(const Authenticator& device) {
    return sign_in().FinishPasskeyRegistration(
        actor_, Registered(device, sign_in().BeginPasskeyRegistration(actor_).value()), "Blue key");
  }
  base::Result<NewSession> SignInWith(const PasskeyAnswer& answer) {
    return sign_in().FinishPasskeySignIn(answer, "192.0.2.1", "");
  }
  std::string Options() { return sign_in().BeginPasskeySignIn().value(); }
  static Authenticator Device() {
    return Authenticator(crypto::ForeignKey::Algorithm::kEs256,
                         {.id = "manumit.example.org", .origin = "https://manumit.example.org"});
  }

  OrgId org_;
  PersonId ada_;
  Actor actor_;
};
MANUMIT_ON_BOTH_DATABASES(PasskeyTest);

TEST_P(PasskeyTest, OptionsAskForVerifiedResidentKeys) {
  ASSERT_TRUE(Register(Device()));
  const boost::json::object options =
      boost::json::parse(sign_in().BeginPasskeyRegistration(actor_).value()).as_object();
  EXPECT_EQ(options.at("rp").at("id"), "manumit.example.org");
  EXPECT_EQ(options.at("authenticatorSelection").at("userVerification"), "required");
  EXPECT_EQ(options.at("authenticatorSelection").at("residentKey"), "required");
  EXPECT_EQ(options.at("attestation"), "none");
  EXPECT_EQ(options.at("excludeCredentials").as_array().size(), 1u);
  const boost::json::object get = boost::json::parse(Options()).as_object();
  EXPECT_EQ(get.at("userVerification"), "required");
  EXPECT_TRUE(get.at("allowCredentials").as_array().empty());
}

TEST_P(PasskeyTest, SignsIn) {
  Authenticator device = Device();
  ASSERT_TRUE(Register(device));
  ASSERT_EQ(sign_in().Passkeys(ada_)->size(), 1u);
  EXPECT_EQ(sign_in().Passkeys(ada_)->at(0).name, "Blue key");
  device.sign_count = 2;
  const base::Result<NewSession> session = SignInWith(Asserted(device, Options()));
  ASSERT_TRUE(session) << session.error().internal;
  EXPECT_FALSE(session->needs_second_factor);
  const Actor actor = sign_in().ActorOfCookie(session->cookie).value();
  EXPECT_EQ(actor.person, ada_);
  EXPECT_EQ(sign_in().Sessions(actor)->at(0).method, "passkey");
  EXPECT_TRUE(sign_in().Passkeys(ada_)->at(0).last_used);
}

TEST_P(PasskeyTest, AnAnswerIsGoodOnceAndNotForever) {
  Authenticator device = Device();
  const std::string creation = sign_in().BeginPasskeyRegistration(actor_).value();
  ASSERT_TRUE(sign_in().FinishPasskeyRegistration(actor_, Registered(device, creation), ""));
  device.credential_id = crypto::testing::ToBytes("credential-2");
  EXPECT_EQ(CodeOf(sign_in().FinishPasskeyRegistration(actor_, Registered(device, creation), "")),
            base::Code::kUnauthenticated);
  device.credential_id = crypto::testing::ToBytes("credential-1");
  ASSERT_FALSE(Register(device)) << "the same credential twice";
  ASSERT_TRUE(sign_in().RemovePasskey(actor_, sign_in().Passkeys(ada_)->at(0).id));
  ASSERT_TRUE(Register(device));
  device.sign_count = 2;
  const PasskeyAnswer answer = Asserted(device, Options());
  ASSERT_TRUE(SignInWith(answer));
  EXPECT_EQ(CodeOf(SignInWith(answer)), base::Code::kUnauthenticated);
  device.sign_count = 3;
  const std::string old = Options();
  clock_.Advance(base::kChallengeMs);
  EXPECT_EQ(CodeOf(SignInWith(Asserted(device, old))), base::Code::kUnauthenticated);
  EXPECT_TRUE(SignInWith(Asserted(device, Options())));
}

TEST_P(PasskeyTest, ChallengesAreBoundToTheirUse) {
  Authenticator device = Device();
  // Of another person, of signing in, of somebody else's making.
  const Actor bo = ActorOf(Person("bo@example.org", org_, {Role::kViewer}));
  EXPECT_FALSE(sign_in().FinishPasskeyRegistration(
      actor_, Registered(device, sign_in().BeginPasskeyRegistration(bo).value()), ""));
  EXPECT_FALSE(sign_in().FinishPasskeyRegistration(actor_, Registered(device, Options()), ""));
  EXPECT_FALSE(sign_in().FinishPasskeyRegistration(
      actor_, Registered(device, R"({"challenge":"AAAAAAAAAAAAAAAAAAAAAA"})"), ""));
}

TEST_P(PasskeyTest, WhatDoesNotFitIsRefusedAlike) {
  Authenticator device = Device();
  ASSERT_TRUE(Register(device));
  device.sign_count = 2;
  std::vector<PasskeyAnswer> answers;
  device.flags = 0x01;  // present, not verified
  answers.push_back(Asserted(device, Options()));
  device.flags = 0x05;
  device.party.origin = "https://manumit.example.com";
  answers.push_back(Asserted(device, Options()));
  device.party.origin = "https://manumit.example.org";
  PasskeyAnswer unknown = Asserted(device, Options());
  unknown.credential_id = "AAAA";
  answers.push_back(unknown);
  PasskeyAnswer other_handle = Asserted(device, Options());
  other_handle.user_handle = "AAAA";
  answers.push_back(other_handle);
  PasskeyAnswer bad_signature = Asserted(device, Options());
  bad_signature.signature[10] = bad_signature.signature[10] == 'A' ? 'B' : 'A';
  answers.push_back(bad_signature);
  answers.push_back({});
  answers.push_back({.client_data_json = "!!"});
  for (const PasskeyAnswer& answer : answers) {
    const base::Result<NewSession> outcome = SignInWith(answer);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, base::Code::kUnauthenticated);
    EXPECT_EQ(outcome.error().external, "The passkey was not accepted. Try again, or sign in another way.");
  }
  EXPECT_TRUE(SignInWith(Asserted(device, Options())));
  // A counter that did not rise: a copy.
  EXPECT_FALSE(SignInWith(Asserted(device, Options())));
  EXPECT_TRUE(people().SetPersonActive(system_, ada_, false));
  device.sign_count = 9;
  EXPECT_FALSE(SignInWith(Asserted(device, Options())));
}

TEST_P(PasskeyTest, AreOnesOwnAndBounded) {
  for (int i = 0; i < base::kMaxPasskeysPerPerson; ++i) {
    Authenticator device = Device();
    device.credential_id = crypto::testing::ToBytes("credential-" + std::to_string(100 + i));
    ASSERT_TRUE(Register(device));
  }
  EXPECT_EQ(CodeOf(Register(Device())), base::Code::kTooLarge);
  const Actor bo = ActorOf(Person("bo@example.org", org_, {Role::kAdmin}));
  const std::string id = sign_in().Passkeys(ada_)->at(0).id;
  EXPECT_EQ(CodeOf(sign_in().RemovePasskey(bo, id)), base::Code::kNotFound);
  EXPECT_TRUE(sign_in().RemovePasskey(actor_, id));
}

}  // namespace
}  // namespace desk
