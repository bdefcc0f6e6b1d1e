#pragma once
// The sealed link of a referral to somebody without an account. Two secrets open it, told by two ways: the
// link itself (128 random bits in its path) and a pass code of twelve digits (39 bits). The store finds the
// row by HMAC(pepper, token) and holds neither; the pepper is not in the database. Key:
//   HKDF-SHA256(Argon2id(pass code, salt of the row), token)
// So who took the database has 128 bits to guess, and who caught the link as well has 39 bits at the cost of
// one Argon2id each; over the network wrong codes are counted (kMaxPassCodeTries). Pure but for the kernel's
// randomness; thread-safe.

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "crypto/mac.h"
#include "crypto/password.h"

namespace voice::referral {

inline constexpr std::size_t kTokenBytes = 16;
inline constexpr std::size_t kPassCodeDigits = 12;

struct LinkSecrets {
  std::array<std::byte, kTokenBytes> token{};
  std::string code;  // twelve digits
  static LinkSecrets New(base::Random& random);
  std::string path() const;        // "/referral/TOKEN"
  std::string code_words() const;  // "1234 5678 9012"
};

// Nothing where it is no token.
std::optional<std::array<std::byte, kTokenBytes>> TokenIn(std::string_view path);
// The digits that were typed, of whatever script, without what stands between; empty where they are not
// kPassCodeDigits.
std::string CodeIn(std::string_view typed);
crypto::Mac LookupOf(crypto::ByteView pepper, crypto::ByteView token);
// Costs as KeyFromPassphrase; errors too.
base::Result<crypto::SecretBytes> LinkKey(crypto::ByteView token, std::string_view code,
                                          const crypto::PassphraseSalt& salt, crypto::HashCost cost);

}  // namespace voice::referral
