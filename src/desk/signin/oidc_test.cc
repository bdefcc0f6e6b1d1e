#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "crypto/digest.h"
#include "crypto/testing.h"
#include "desk/people/test_office.h"
#include "net/forms.h"

namespace desk {
namespace {

constexpr std::string_view kIssuer = "https://login.example.org";

class OidcTest : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    if (IsSkipped()) return;
    config_.oidc = {{.name = "staff",
                     .issuer = std::string(kIssuer),
                     .client_id = "manumit",
                     .client_secret = "s:e/cret"}};
    org_ = Organisation("first");
    ada_ = Person("ada@example.org", org_, {Role::kAnalyst});
    Publish(key_);
  }
  void Publish(const crypto::testing::TestKey& key, std::string_view kid = "k1", std::string_view more = "") {
    fetcher_.Answer(
        fmt::format("{}/.well-known/openid-configuration", kIssuer),
        {.status = 200,
         .headers = {},
         .body = fmt::format(
             R"({{"issuer":"{0}","authorization_endpoint":"{0}/authorize","token_endpoint":"{0}/token","jwks_uri":"{0}/keys"{1}}})",
             kIssuer, more)});
    fetcher_.Answer(fmt::format("{}/keys", kIssuer),
                    {.status = 200, .headers = {}, .body = R"({"keys":[)" + key.Jwk(kid) + "]}"});
  }
  // Goes to the provider; keeps what it was sent.
  void Leave() {
    const base::Result<std::string> address = sign_in().BeginOidc("staff", cookie_);
    ASSERT_TRUE(address) << address.error().internal;
    address_ = *address;
    sent_ = net::ParseUrlEncoded(address_.substr(address_.find('?') + 1)).value();
  }
  struct Claims {
    std::string subject = "subject-1";
    std::string email = "ada@example.org";
    bool verified = true;
    std::string nonce;
    std::string audience = "manumit";
    std::string kid = "k1";
  };
  void AnswerToken(const Claims& claims, const crypto::testing::TestKey& key) {
    const std::int64_t now_s = clock_.Now().ms / 1000;
    const std::string email = claims.email.empty() ? ""
                                                   : fmt::format(R"("email":"{}","email_verified":{},)",
                                                                 claims.email, claims.verified);
    const std::string body = fmt::format(
        R"({{"iss":"{}","sub":"{}","aud":"{}",{}"nonce":"{}","iat":{},"exp":{},"name":"Ada"}})", kIssuer,
        claims.subject, claims.audience, email,
        claims.nonce.empty() ? std::string(sent_.Get("nonce")) : claims.nonce, now_s, now_s + 300);
    const std::string token = key.Token(fmt::format(R"({{"alg":"ES256","kid":"{}"}})", claims.kid), body);
    fetcher_.Answer(fmt::format("{}/token", kIssuer),
                    {.status = 200,
                     .headers = {},
                     .body = R"({"access_token":"at","token_type":"Bearer","id_token":")" + token + "\"}"});
  }
  base::Result<NewSession> Return(std::string_view code = "the-code") {
    return sign_in().FinishOidc("staff", code, sent_.Get("state"), cookie_, "192.0.2.1", "");
  }
  base::Result<NewSession> Whole(const Claims& claims) {
    Leave();
    AnswerToken(claims, key_);
    return Return();
  }

  crypto::testing::TestKey key_{crypto::ForeignKey::Algorithm::kEs256};
  OrgId org_;
  PersonId ada_;
  std::string cookie_;
  std::string address_;
  net::Arguments sent_;
};
MANUMIT_ON_BOTH_DATABASES(OidcTest);

TEST_P(OidcTest, LeavesWithCodeFlowPkceStateAndNonce) {
  Leave();
  EXPECT_TRUE(address_.starts_with("https://login.example.org/authorize?"));
  EXPECT_EQ(sent_.Get("response_type"), "code");
  EXPECT_EQ(sent_.Get("client_id"), "manumit");
  EXPECT_EQ(sent_.Get("redirect_uri"), "https://manumit.example.org/sign-in/oidc/staff/callback");
  EXPECT_EQ(sent_.Get("scope"), "openid email profile");
  EXPECT_EQ(sent_.Get("code_challenge_method"), "S256");
  EXPECT_EQ(sent_.Get("code_challenge").size(), 43u);
  EXPECT_EQ(sent_.Get("nonce").size(), 43u);
  EXPECT_EQ(CodeOf(sign_in().BeginOidc("other", cookie_)), base::Code::kNotFound);
}

TEST_P(OidcTest, TradesTheCodeAndSignsIn) {
  const base::Result<NewSession> session = Whole({});
  ASSERT_TRUE(session) << session.error().internal;
  const Actor actor = sign_in().ActorOfCookie(session->cookie).value();
  EXPECT_EQ(actor.person, ada_);
  EXPECT_EQ(sign_in().Sessions(actor)->at(0).method, "oidc:staff");
  const net::FetchRequest trade = fetcher_.requests().back();
  EXPECT_EQ(trade.method, "POST");
  EXPECT_EQ(trade.headers.Get("Authorization"),
            "Basic " + crypto::Base64Encode(crypto::AsBytes("manumit:s%3Ae%2Fcret")));
  const net::Arguments form = net::ParseUrlEncoded(trade.body).value();
  EXPECT_EQ(form.Get("grant_type"), "authorization_code");
  EXPECT_EQ(form.Get("code"), "the-code");
  EXPECT_EQ(form.Get("redirect_uri"), sent_.Get("redirect_uri"));
  EXPECT_EQ(crypto::Base64UrlEncode(crypto::HexDecode(crypto::Sha256Hex(form.Get("code_verifier"))).value()),
            sent_.Get("code_challenge"));
}

TEST_P(OidcTest, TheSubjectCountsOnceItIsLinked) {
  ASSERT_TRUE(Whole({}));
  // Her address changed at the provider; she is the same.
  EXPECT_TRUE(Whole({.email = "ada.new@example.org"}));
  // Another account was given her address later; it is not her.
  EXPECT_EQ(CodeOf(Whole({.subject = "subject-2"})), base::Code::kForbidden);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM oidc_link"), 1);
}

TEST_P(OidcTest, OnlyPeopleWhoAreKnownOrInvited) {
  EXPECT_EQ(CodeOf(Whole({.email = "stranger@example.org"})), base::Code::kForbidden);
  EXPECT_EQ(CodeOf(Whole({.verified = false})), base::Code::kForbidden);
  EXPECT_EQ(CodeOf(Whole({.email = ""})), base::Code::kForbidden);
  ASSERT_TRUE(people().Invite(system_, org_, "new@example.org", {Role::kViewer}));
  const base::Result<NewSession> session = Whole({.subject = "subject-9", .email = "New@example.org"});
  ASSERT_TRUE(session);
  const Actor actor = sign_in().ActorOfCookie(session->cookie).value();
  EXPECT_EQ(actor.name, "Ada");
  EXPECT_EQ(actor.org, org_);
  EXPECT_TRUE(people().Invitations(org_)->empty());
  EXPECT_FALSE(sign_in().HasPassword(actor.person).value());
  EXPECT_TRUE(people().SetPersonActive(system_, actor.person, false));
  EXPECT_EQ(CodeOf(Whole({.subject = "subject-9", .email = "new@example.org"})), base::Code::kForbidden);
}

TEST_P(OidcTest, StateIsBoundToTheBrowserAndGoodOnce) {
  Leave();
  AnswerToken({}, key_);
  EXPECT_EQ(CodeOf(sign_in().FinishOidc("staff", "the-code", sent_.Get("state"), "another browser", "", "")),
            base::Code::kUnauthenticated);
  EXPECT_EQ(CodeOf(sign_in().FinishOidc("staff", "the-code", "", cookie_, "", "")),
            base::Code::kUnauthenticated);
  EXPECT_TRUE(Return());
  EXPECT_EQ(CodeOf(Return()), base::Code::kUnauthenticated);
  Leave();
  AnswerToken({}, key_);
  clock_.Advance(base::kChallengeMs);
  EXPECT_EQ(CodeOf(Return()), base::Code::kUnauthenticated);
}

TEST_P(OidcTest, TokensThatDoNotFitAreRefused) {
  EXPECT_EQ(CodeOf(Whole({.nonce = "another"})), base::Code::kUnauthenticated);
  EXPECT_EQ(CodeOf(Whole({.audience = "another"})), base::Code::kUnauthenticated);
  Leave();
  AnswerToken({}, crypto::testing::TestKey(crypto::ForeignKey::Algorithm::kEs256));
  EXPECT_EQ(CodeOf(Return()), base::Code::kUnauthenticated);
  Leave();
  fetcher_.Answer(fmt::format("{}/token", kIssuer),
                  {.status = 400, .headers = {}, .body = R"({"error":"invalid_grant"})"});
  EXPECT_EQ(CodeOf(Return()), base::Code::kUnauthenticated);
  Leave();
  fetcher_.Answer(fmt::format("{}/token", kIssuer), {.status = 200, .headers = {}, .body = "[]"});
  EXPECT_EQ(CodeOf(Return()), base::Code::kIo);
}

TEST_P(OidcTest, NewKeysAreFetchedOnce) {
  ASSERT_TRUE(Whole({}));
  const std::size_t before = fetcher_.requests().size();
  ASSERT_TRUE(Whole({}));
  EXPECT_EQ(fetcher_.requests().size(), before + 1) << "documents are believed for a while";
  EXPECT_EQ(fetcher_.requests().back().timeout_ms, base::kOidcTimeoutMs);
  clock_.Advance(base::kOidcCacheMs);
  ASSERT_TRUE(Whole({}));
  EXPECT_EQ(fetcher_.requests().size(), before + 4) << "discovery, keys and token";
  const crypto::testing::TestKey next(crypto::ForeignKey::Algorithm::kEs256);
  Publish(next, "k2");
  Leave();
  AnswerToken({.kid = "k2"}, next);
  EXPECT_TRUE(Return());
  Leave();
  AnswerToken({.kid = "k3"}, next);
  EXPECT_EQ(CodeOf(Return()), base::Code::kUnauthenticated);
}

TEST_P(OidcTest, AsksUserinfoWhereTheTokenHasNoAddress) {
  Publish(key_, "k1", R"(,"userinfo_endpoint":"https://login.example.org/me")");
  fetcher_.Answer("https://login.example.org/me",
                  {.status = 200,
                   .headers = {},
                   .body = R"({"sub":"subject-1","email":"ada@example.org","email_verified":true})"});
  EXPECT_TRUE(Whole({.email = ""}));
  EXPECT_EQ(fetcher_.requests().back().headers.Get("Authorization"), "Bearer at");
  fetcher_.Answer("https://login.example.org/me",
                  {.status = 200,
                   .headers = {},
                   .body = R"({"sub":"somebody else","email":"ada@example.org","email_verified":true})"});
  EXPECT_EQ(CodeOf(Whole({.subject = "subject-2", .email = ""})), base::Code::kUnauthenticated);
}

TEST_P(OidcTest, ProvidersThatAnswerNonsense) {
  const std::string discovery = fmt::format("{}/.well-known/openid-configuration", kIssuer);
  const std::string_view bodies[] = {
      "", "{", R"({"issuer":"https://evil.example.org"})",
      R"({"issuer":"https://login.example.org","authorization_endpoint":"http://login.example.org/a","token_endpoint":"x","jwks_uri":"x"})"};
  for (const std::string_view body : bodies) {
    fetcher_.Answer(discovery, {.status = 200, .headers = {}, .body = std::string(body)});
    EXPECT_EQ(CodeOf(sign_in().BeginOidc("staff", cookie_)), base::Code::kIo) << body;
  }
  fetcher_.Answer(discovery, {.status = 503, .headers = {}, .body = {}});
  EXPECT_EQ(CodeOf(sign_in().BeginOidc("staff", cookie_)), base::Code::kIo);
  fetcher_.Answer(discovery,
                  {.status = 200, .headers = {}, .body = std::string(base::kMaxOidcDocumentBytes + 1, ' ')});
  EXPECT_EQ(CodeOf(sign_in().BeginOidc("staff", cookie_)), base::Code::kIo);
}

}  // namespace
}  // namespace desk
