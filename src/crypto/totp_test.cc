#include "crypto/totp.h"

#include <gtest/gtest.h>

namespace crypto {
namespace {

constexpr std::string_view kSecret = "12345678901234567890";  // RFC 6238, appendix B

base::UtcTime At(std::int64_t seconds) {
  return {seconds * base::kSecondMs};
}

TEST(Totp, VectorsOfTheStandard) {  // RFC 6238, appendix B: the last six of the eight digits
  const std::pair<std::int64_t, const char*> vectors[] = {{59, "287082"},
                                                          {1'111'111'109, "081804"},
                                                          {1'111'111'111, "050471"},
                                                          {1'234'567'890, "005924"},
                                                          {2'000'000'000, "279037"},
                                                          {20'000'000'000, "353130"}};
  for (const auto& [seconds, code] : vectors) {
    EXPECT_EQ(TotpCode(AsBytes(kSecret), seconds / 30), code);
    EXPECT_EQ(VerifyTotp(AsBytes(kSecret), code, At(seconds), 0), seconds / 30);
  }
}

TEST(Totp, TheNeighboursAreGoodAndNoOthers) {
  const std::int64_t step = 1'234'567'890 / 30;
  const base::UtcTime now = At(1'234'567'890);
  for (std::int64_t offset = -3; offset <= 3; ++offset) {
    const auto found = VerifyTotp(AsBytes(kSecret), TotpCode(AsBytes(kSecret), step + offset), now, 0);
    EXPECT_EQ(found.has_value(), offset >= -1 && offset <= 1) << offset;
    EXPECT_EQ(found.value_or(step + offset), step + offset);
  }
}

TEST(Totp, NoCodeIsGoodTwice) {
  const base::UtcTime now = At(1'234'567'890);
  const std::int64_t step = 1'234'567'890 / 30;
  const std::string code = TotpCode(AsBytes(kSecret), step);
  EXPECT_EQ(VerifyTotp(AsBytes(kSecret), code, now, step - 1), step);
  EXPECT_EQ(VerifyTotp(AsBytes(kSecret), code, now, step), std::nullopt);
  EXPECT_EQ(VerifyTotp(AsBytes(kSecret), TotpCode(AsBytes(kSecret), step - 1), now, step), std::nullopt);
}

TEST(Totp, WhatIsNoCodeIsRefused) {
  for (const char* code : {"", "28708", "2870822", "28708a", "94287082", "      "}) {
    EXPECT_EQ(VerifyTotp(AsBytes(kSecret), code, At(59), 0), std::nullopt) << code;
  }
}

TEST(Totp, TheAddressForTheQrCode) {
  EXPECT_EQ(
      TotpUri(AsBytes(kSecret), "Manumit Déjà", "an.a@example.org"),
      "otpauth://totp/Manumit%20D%C3%A9j%C3%A0:an.a%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
      "&issuer=Manumit%20D%C3%A9j%C3%A0&algorithm=SHA1&digits=6&period=30");
}

TEST(Totp, SecretsHave160Bits) {
  EXPECT_EQ(NewTotpSecret().size(), 20u);
  EXPECT_FALSE(ConstantTimeEqual(NewTotpSecret().view(), NewTotpSecret().view()));
}

}  // namespace
}  // namespace crypto
