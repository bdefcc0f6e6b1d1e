#include "crypto/jwt.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "crypto/testing.h"

namespace crypto {
namespace {

using testing::TestKey;
using Algorithm = ForeignKey::Algorithm;

constexpr std::int64_t kNow = 1'800'000'000;
const IdTokenRules kRules{"https://id.example.org", "manumit", "nonce-1", {kNow * 1000}};

std::string Set(std::string_view keys) {
  return fmt::format(R"({{"keys":[{}]}})", keys);
}

// The claims of a good token; `more` comes last and so overrides (a member that stands twice counts by its
// last place).
std::string Claims(std::string_view more = {}) {
  return fmt::format(
      R"({{"iss":"https://id.example.org","sub":"u-1","aud":"manumit","nonce":"nonce-1","exp":{},"iat":{},"email":"ana@example.org","email_verified":true,"name":"Ana"{}{}}})",
      kNow + 300, kNow - 5, more.empty() ? "" : ",", more);
}

void ExpectRefused(const base::Result<IdToken>& result, std::string_view why) {
  ASSERT_FALSE(result) << why;
  EXPECT_EQ(result.error().code, base::Code::kUnauthenticated) << result.error().external;
  EXPECT_NE(result.error().internal.find(why), std::string::npos) << result.error().internal;
}

const TestKey& Rsa() {
  static const TestKey key(Algorithm::kRs256);
  return key;
}
const TestKey& Ec() {
  static const TestKey key(Algorithm::kEs256);
  return key;
}

TEST(Jwt, TakesBothAlgorithms) {
  const std::string set = Set(Ec().Jwk("e") + "," + Rsa().Jwk("r"));
  for (const std::string& token :
       {Rsa().Token(R"({"alg":"RS256","kid":"r"})", Claims()), Rsa().Token(R"({"alg":"RS256"})", Claims()),
        Ec().Token(R"({"alg":"ES256","kid":"e","typ":"JWT"})", Claims())}) {
    const auto id = VerifyIdToken(token, set, kRules);
    ASSERT_TRUE(id) << id.error().internal;
    EXPECT_EQ(id->subject, "u-1");
    EXPECT_EQ(id->email, "ana@example.org");
    EXPECT_TRUE(id->email_verified);
    EXPECT_EQ(id->name, "Ana");
  }
}

// RFC 7515, appendices A.2 and A.3. The signatures are good, so that the refusal is about the claims.
TEST(Jwt, SignaturesOfThePublishedExamples) {
  const std::string payload =
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  const std::string rsa_key =
      R"({"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"})";
  const std::string rsa_signature =
      "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
      "O8W2Fp5jujGbds9uJdbF9CUAr7t"
      "1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_"
      "eSN9383LcOLn6_dO--xi12j"
      "zDwusC-"
      "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_"
      "IoypGlUPQ"
      "Ge77Rw";
  const std::string ec_key =
      R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";
  const std::string ec_signature =
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
  IdTokenRules rules = kRules;
  rules.issuer = "joe";
  ExpectRefused(VerifyIdToken("eyJhbGciOiJSUzI1NiJ9." + payload + "." + rsa_signature, Set(rsa_key), rules),
                "no audience");
  ExpectRefused(VerifyIdToken("eyJhbGciOiJFUzI1NiJ9." + payload + "." + ec_signature, Set(ec_key), rules),
                "no audience");
  ExpectRefused(VerifyIdToken("eyJhbGciOiJFUzI1NiJ9." + payload + "." + rsa_signature, Set(ec_key), rules),
                "wrong signature");
}

TEST(Jwt, OnlyPinnedAlgorithms) {
  const std::string set = Set(Rsa().Jwk("r") + "," + Ec().Jwk("e"));
  for (const char* algorithm : {"none", "None", "", "HS256", "HS512", "RS512", "PS256", "ES384", "EdDSA"}) {
    ExpectRefused(
        VerifyIdToken(Rsa().Token(fmt::format(R"({{"alg":"{}"}})", algorithm), Claims()), set, kRules),
        "algorithm");
  }
  ExpectRefused(VerifyIdToken(Rsa().Token("{}", Claims()), set, kRules), "algorithm");
  ExpectRefused(VerifyIdToken(Rsa().Token(R"({"alg":["RS256"]})", Claims()), set, kRules), "algorithm");
  ExpectRefused(
      VerifyIdToken(Rsa().Token(R"({"alg":"RS256","crit":["b64"],"b64":false})", Claims()), set, kRules),
      "critical");
  // An RSA key is never used for ES256, nor the other way round, whatever its id.
  EXPECT_EQ(VerifyIdToken(Rsa().Token(R"({"alg":"ES256","kid":"r"})", Claims()), set, kRules).error().code,
            base::Code::kNotFound);
}

TEST(Jwt, AnUnknownKeyIsToldApart) {
  const TestKey other(Algorithm::kEs256);
  const std::string token = other.Token(R"({"alg":"ES256","kid":"new"})", Claims());
  EXPECT_EQ(VerifyIdToken(token, Set(Ec().Jwk("old")), kRules).error().code, base::Code::kNotFound);
  ExpectRefused(VerifyIdToken(token, Set(Ec().Jwk("new")), kRules), "wrong signature");
  EXPECT_TRUE(VerifyIdToken(token, Set(Ec().Jwk("old") + "," + other.Jwk("new")), kRules));
  std::string for_encryption = other.Jwk("new");
  for_encryption.replace(for_encryption.find("\"sig\""), 5, "\"enc\"");
  EXPECT_EQ(VerifyIdToken(token, Set(for_encryption), kRules).error().code, base::Code::kNotFound);
}

TEST(Jwt, EveryClaimMustFit) {
  const std::string set = Set(Ec().Jwk("e"));
  const std::pair<std::string, const char*> cases[] = {
      {R"("iss":"https://id.example.org/")", "another issuer"},
      {R"("aud":"other")", "another audience"},
      {R"("aud":["other","third"])", "another audience"},
      {R"("aud":["manumit","other"])", "another audience"},
      {R"("aud":["manumit","other"],"azp":"other")", "another party"},
      {R"("azp":"other")", "another party"},
      {R"("azp":7)", "another party"},
      {R"("aud":7)", "no audience"},
      {R"("nonce":"nonce-2")", "another nonce"},
      {R"("nonce":null)", "another nonce"},
      {fmt::format(R"("exp":{})", kNow - base::kJwtLeewayMs / 1000), "expired"},
      {R"("exp":"tomorrow")", "expired"},
      {R"("exp":1e999)", "expired"},
      {fmt::format(R"("iat":{})", kNow + base::kJwtLeewayMs / 1000 + 1), "in the future"},
      {fmt::format(R"("nbf":{})", kNow + base::kJwtLeewayMs / 1000 + 1), "not valid yet"},
      {R"("sub":"")", "no subject"},
      {R"("sub":7)", "no subject"},
  };
  for (const auto& [change, why] : cases) {
    ExpectRefused(VerifyIdToken(Ec().Token(R"({"alg":"ES256"})", Claims(change)), set, kRules), why);
  }
  for (const std::string& good :
       {fmt::format(R"("exp":{})", kNow - base::kJwtLeewayMs / 1000 + 1),
        fmt::format(R"("iat":{})", kNow + base::kJwtLeewayMs / 1000), std::string(R"("aud":["manumit"])"),
        fmt::format(R"("exp":{}.5)", kNow + 1), std::string(R"("aud":["x","manumit"],"azp":"manumit")")}) {
    const auto id = VerifyIdToken(Ec().Token(R"({"alg":"ES256"})", Claims(good)), set, kRules);
    EXPECT_TRUE(id) << good << ": " << id.error().internal;
  }
  const auto unverified =
      VerifyIdToken(Ec().Token(R"({"alg":"ES256"})", Claims(R"("email_verified":"true")")), set, kRules);
  EXPECT_FALSE(unverified->email_verified);
}

TEST(Jwt, EmptyRulesFitNothing) {
  const std::string set = Set(Ec().Jwk("e"));
  const std::string token = Ec().Token(R"({"alg":"ES256"})", Claims(R"("iss":"","aud":"","nonce":"")"));
  IdTokenRules rules{"", "", "", kRules.now};
  EXPECT_FALSE(VerifyIdToken(token, set, rules));
  rules.issuer = kRules.issuer;
  rules.client_id = kRules.client_id;
  ExpectRefused(VerifyIdToken(Ec().Token(R"({"alg":"ES256"})", Claims(R"("nonce":"")")), set, rules),
                "another nonce");
}

TEST(Jwt, EveryFlippedLetterIsRefused) {
  const std::string set = Set(Ec().Jwk("e"));
  const std::string token = Ec().Token(R"({"alg":"ES256","kid":"e"})", Claims());
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(VerifyIdToken(changed, set, kRules)) << i;
    EXPECT_FALSE(VerifyIdToken(token.substr(0, i), set, kRules)) << i;
  }
}

TEST(Jwt, DamagedKeySetsAreErrors) {
  const std::string token = Ec().Token(R"({"alg":"ES256","kid":"e"})", Claims());
  for (const char* set : {"", "[]", "{}", R"({"keys":{}})", "{\"keys\":[", R"({"keys":[7,null,{}]})",
                          R"({"keys":[{"kty":"EC","crv":"P-256","kid":"e","x":"AA","y":"AA"}]})",
                          R"({"keys":[{"kty":"EC","crv":"P-256","kid":"e","x":7}]})"}) {
    EXPECT_FALSE(VerifyIdToken(token, set, kRules)) << set;
  }
}

TEST(Jwt, SizesHaveLimits) {  // kMaxJwtBytes, kMaxJwksBytes, kMaxJwksKeys
  const std::string token = Ec().Token(R"({"alg":"ES256"})", Claims());
  const std::string set = Set(Ec().Jwk("e"));
  EXPECT_EQ(VerifyIdToken(std::string(base::kMaxJwtBytes + 1, 'x'), set, kRules).error().code,
            base::Code::kTooLarge);
  EXPECT_TRUE(VerifyIdToken(token, set + std::string(base::kMaxJwksBytes - set.size(), ' '), kRules));
  EXPECT_EQ(
      VerifyIdToken(token, set + std::string(base::kMaxJwksBytes - set.size() + 1, ' '), kRules).error().code,
      base::Code::kTooLarge);
  std::string keys = Ec().Jwk("e");
  for (std::size_t i = 1; i < base::kMaxJwksKeys; ++i) keys += ",{}";
  EXPECT_TRUE(VerifyIdToken(token, Set(keys), kRules));
  EXPECT_EQ(VerifyIdToken(token, Set(keys + ",{}"), kRules).error().code, base::Code::kTooLarge);
}

}  // namespace
}  // namespace crypto
