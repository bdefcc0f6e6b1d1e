#include "panel/minutes/reply_token.h"

#include <algorithm>

#include "crypto/encoding.h"
#include "crypto/mac.h"

namespace panel {
namespace {

constexpr std::size_t kRoundLetters = 26;
constexpr std::size_t kSignatureLetters = 20;
constexpr std::size_t kTokenLetters = kRoundLetters + 1 + kSignatureLetters;
constexpr std::string_view kSubjectMark = "[#";

std::string Lowered(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

}  // namespace

std::string ReplyTokens::TokenFor(const RoundId& round, std::string_view address) const {
  const std::string message = "panel reply\n" + round.text() + "\n" + Lowered(address);
  const crypto::Mac mac = crypto::HmacSha256(key_.view(), crypto::AsBytes(message));
  return round.text() + "-" + Lowered(crypto::Base32Encode(mac)).substr(0, kSignatureLetters);
}

std::optional<RoundId> ReplyTokens::Checked(std::string_view text, std::string_view address) const {
  if (text.size() < kTokenLetters) return std::nullopt;
  const std::string token = Lowered(text.substr(0, kTokenLetters));
  const base::Result<RoundId> round = RoundId::Parse(token.substr(0, kRoundLetters));
  if (!round.has_value()) return std::nullopt;
  const std::string right = TokenFor(*round, address);
  if (!crypto::ConstantTimeEqual(crypto::AsBytes(right), crypto::AsBytes(token))) return std::nullopt;
  return *round;
}

std::optional<RoundId> ReplyTokens::RoundIn(const std::vector<std::string>& recipients,
                                            std::string_view subject, std::string_view address) const {
  for (std::size_t at = subject.find(kSubjectMark); at != std::string_view::npos;
       at = subject.find(kSubjectMark, at + 1)) {
    const std::string_view rest = subject.substr(at + kSubjectMark.size());
    if (rest.size() <= kTokenLetters || rest[kTokenLetters] != ']') continue;
    if (std::optional<RoundId> round = Checked(rest, address)) return round;
  }
  for (const std::string_view recipient : recipients) {
    const std::size_t plus = recipient.find('+');
    if (plus == std::string_view::npos || recipient.find('@') != plus + 1 + kTokenLetters) continue;
    if (std::optional<RoundId> round = Checked(recipient.substr(plus + 1), address)) return round;
  }
  return std::nullopt;
}

}  // namespace panel
