#include "voice/referral/link.h"

#include "crypto/encoding.h"
#include "text/unicode.h"

namespace voice::referral {
namespace {

constexpr std::size_t kMaxTyped = 200;

}  // namespace

LinkSecrets LinkSecrets::New(base::Random& random) {
  LinkSecrets made;
  made.token = random.Bytes<kTokenBytes>();
  while (made.code.size() < kPassCodeDigits) {
    // 250 and more are thrown away, so that every digit is as likely as another.
    const auto byte = static_cast<unsigned>(random.Bytes<1>()[0]);
    if (byte < 250) made.code += static_cast<char>('0' + byte % 10);
  }
  return made;
}

std::string LinkSecrets::path() const {
  return "/referral/" + crypto::Base64UrlEncode(token);
}

std::string LinkSecrets::code_words() const {
  return code.substr(0, 4) + " " + code.substr(4, 4) + " " + code.substr(8);
}

std::optional<std::array<std::byte, kTokenBytes>> TokenIn(std::string_view path) {
  const base::Result<crypto::Bytes> bytes = crypto::Base64UrlDecode(path);
  if (!bytes || bytes->size() != kTokenBytes) return std::nullopt;
  std::array<std::byte, kTokenBytes> token{};
  std::copy(bytes->begin(), bytes->end(), token.begin());
  return token;
}

std::string CodeIn(std::string_view typed) {
  if (typed.size() > kMaxTyped) return {};
  std::string digits;
  for (const char32_t c : text::Decode(text::Normalize(typed)))
    if (text::IsDigit(c)) digits += static_cast<char>('0' + text::DigitValue(c));
  return digits.size() == kPassCodeDigits ? digits : std::string();
}

crypto::Mac LookupOf(crypto::ByteView pepper, crypto::ByteView token) {
  return crypto::HmacSha256(pepper, token);
}

base::Result<crypto::SecretBytes> LinkKey(crypto::ByteView token, std::string_view code,
                                          const crypto::PassphraseSalt& salt, crypto::HashCost cost) {
  const crypto::SecretBytes slow = TRY(crypto::KeyFromPassphrase(crypto::AsBytes(code), salt, cost));
  return crypto::HkdfSha256(slow.view(), token, "voice referral link", 32);
}

}  // namespace voice::referral
