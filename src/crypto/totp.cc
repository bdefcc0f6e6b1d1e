#include "crypto/totp.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/check.h"
#include "crypto/encoding.h"
#include "crypto/raw.h"

namespace crypto {
namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kCodeDigits = 6;
constexpr std::uint32_t kCodeModulus = 1'000'000;

// RFC 3986, section 2.3: what stands for itself.
std::string PercentEncode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace

SecretBytes NewTotpSecret() {
  return SecretBytes::Random(kSecretBytes);
}

std::string TotpCode(ByteView secret, std::int64_t step) {
  std::array<unsigned char, 8> counter;
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int mac_size = 0;
  CHECK(HMAC(EVP_sha1(), Raw(secret), static_cast<int>(secret.size()), counter.data(), counter.size(),
             mac.data(), &mac_size) != nullptr);
  // Dynamic truncation, RFC 4226, section 5.3.
  const std::size_t offset = mac[mac_size - 1] & 0x0F;
  const std::uint32_t number = static_cast<std::uint32_t>(mac[offset] & 0x7F) << 24 |
                               static_cast<std::uint32_t>(mac[offset + 1]) << 16 |
                               static_cast<std::uint32_t>(mac[offset + 2]) << 8 | mac[offset + 3];
  return fmt::format("{:06}", number % kCodeModulus);
}

std::optional<std::int64_t> VerifyTotp(ByteView secret, std::string_view code, base::UtcTime now,
                                       std::int64_t used_step) {
  if (code.size() != kCodeDigits) return std::nullopt;
  const std::int64_t here = now.ms / kTotpStepMs;
  std::optional<std::int64_t> found;
  for (std::int64_t step = here - 1; step <= here + 1; ++step) {
    const bool same = ConstantTimeEqual(AsBytes(TotpCode(secret, step)), AsBytes(code));
    if (same && step > used_step && !found) found = step;
  }
  return found;
}

std::string TotpUri(ByteView secret, std::string_view issuer, std::string_view account) {
  const std::string encoded_issuer = PercentEncode(issuer);
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits=6&period=30",
                     encoded_issuer, PercentEncode(account), Base32Encode(secret), encoded_issuer);
}

}  // namespace crypto
