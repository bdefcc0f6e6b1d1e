#include "voice/intake/proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits_voice.h"
#include "crypto/mac.h"
#include "text/unicode.h"
#include "voice/intake/case_rows.h"

namespace voice {
namespace {

constexpr std::size_t kNumberDigits = 8, kDayDigits = 5, kMacDigits = 15;
constexpr std::int64_t kLastDay = 99'999;  // of the year 2243
constexpr std::size_t kGroup = 4;

// The first 64 bits of an HMAC as so many decimal digits.
std::string MacDigits(const crypto::SecretBytes& key, crypto::ByteView message, std::size_t digits) {
  const crypto::Mac mac = crypto::HmacSha256(key.view(), message);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | static_cast<std::uint64_t>(mac.at(i));
  std::uint64_t bound = 1;
  for (std::size_t i = 0; i < digits; ++i) bound *= 10;
  return fmt::format("{:0{}}", number % bound, digits);
}

std::string NumberOf(const crypto::SecretBytes& key, const crypto::KeyPair& talk) {
  const crypto::SecretBytes of_case =
      crypto::HkdfSha256(talk.private_key().view(), {}, "voice number of a proof", crypto::kKeyBytes);
  return MacDigits(key, of_case.view(), kNumberDigits);
}

std::string CheckOf(const crypto::SecretBytes& key, const TeamId& team, std::string_view number, Day day) {
  const std::string said = fmt::format("check\n{}\n{}\n{}", team.text(), number, day);
  return fmt::format("{:0{}}", day, kDayDigits) + MacDigits(key, crypto::AsBytes(said), kMacDigits);
}

std::string InGroups(std::string_view digits) {
  std::string all;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % kGroup == 0) all += ' ';
    all += digits[i];
  }
  return all;
}

FilingProof Shown(const Team& team, Day day, std::string_view number, std::string_view check) {
  return {.day = day,
          .team = team.name,
          .organisation = team.org_name,
          .number = InGroups(number),
          .check = InGroups(check)};
}

}  // namespace

std::string DigitsIn(std::string_view typed) {
  std::string digits;
  for (const char32_t c : text::Decode(typed))
    if (text::IsDigit(c)) digits += static_cast<char>('0' + text::DigitValue(c));
  return digits;
}

base::Result<FilingProof> Proofs::Of(const Visit& visit) {
  const CaseRow row = TRY(database_.Read([&](db::Transaction& tx) { return CaseRowOf(tx, visit.id); }));
  const Team team = TRY(teams_.Get(row.org, row.team));
  if (row.received < 0 || row.received > kLastDay) return base::Corrupt("the day of a case is impossible");
  const std::string number = NumberOf(key_, visit.talk);
  return Shown(team, row.received, number, CheckOf(key_, team.id, number, row.received));
}

base::Result<std::optional<FilingProof>> Proofs::Check(std::string_view number, std::string_view check) {
  using Found = std::optional<FilingProof>;
  if (number.size() > base::kMaxTypedProofBytes || check.size() > base::kMaxTypedProofBytes) return Found();
  const std::string n = DigitsIn(number), c = DigitsIn(check);
  if (n.size() != kNumberDigits || c.size() != kDayDigits + kMacDigits) return Found();
  Day day = 0;
  std::from_chars(c.data(), c.data() + kDayDigits, day);
  Found found;
  for (const Team& team : TRY(teams_.All()))
    if (crypto::ConstantTimeEqual(crypto::AsBytes(CheckOf(key_, team.id, n, day)), crypto::AsBytes(c)))
      found = Shown(team, day, n, c);
  return found;
}

}  // namespace voice
