#include "desk/signin/challenges.h"
#include "desk/tr.h"

#include "base/limits.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/mac.h"

namespace desk {

namespace {

constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kRandomBytes = 16;
constexpr std::size_t kBodyBytes = kTimeBytes + kRandomBytes;

crypto::Mac MacOf(const crypto::SecretBytes& key, std::string_view purpose, crypto::ByteView body) {
  std::string message(purpose);
  message += '\0';
  message += crypto::AsText(body);
  return crypto::HmacSha256(key.view(), crypto::AsBytes(message));
}

std::int64_t TimeIn(crypto::ByteView body) {
  std::uint64_t time = 0;
  for (std::size_t i = 0; i < kTimeBytes; ++i) time = time << 8 | std::to_integer<std::uint64_t>(body[i]);
  return static_cast<std::int64_t>(time);
}

}  // namespace

std::string Challenges::Make(std::string_view purpose) {
  const auto expires_ms = static_cast<std::uint64_t>(clock_.Now().ms + base::kChallengeMs);
  crypto::Bytes bytes;
  for (std::size_t i = 0; i < kTimeBytes; ++i)
    bytes.push_back(static_cast<std::byte>(expires_ms >> (56 - 8 * i) & 0xFFu));
  const auto random = random_.Bytes<kRandomBytes>();
  bytes.insert(bytes.end(), random.begin(), random.end());
  const crypto::Mac mac = MacOf(key_, purpose, bytes);
  bytes.insert(bytes.end(), mac.begin(), mac.end());
  return crypto::Base64UrlEncode(bytes);
}

base::Status Challenges::Use(db::Transaction& tx, std::string_view purpose, std::string_view challenge) {
  const base::Error wrong{
      base::Code::kUnauthenticated, tr("This took too long or was sent twice. Try again."), {}};
  const base::Result<crypto::Bytes> bytes = crypto::Base64UrlDecode(challenge);
  if (!bytes.has_value() || bytes->size() != kBodyBytes + crypto::Mac().size()) return wrong;
  const crypto::ByteView all(*bytes);
  const crypto::ByteView body = all.first(kBodyBytes);
  if (!crypto::ConstantTimeEqual(MacOf(key_, purpose, body), all.subspan(kBodyBytes))) return wrong;
  const std::int64_t now_ms = clock_.Now().ms;
  if (TimeIn(body) <= now_ms) return wrong;
  TRY(tx.Execute("DELETE FROM used_challenge WHERE expires_ms <= $1", {now_ms}));
  const std::int64_t added = TRY(tx.Execute(
      "INSERT INTO used_challenge (challenge_hash, expires_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      {crypto::Sha256Hex(challenge), TimeIn(body)}));
  if (added == 0) return wrong;
  return base::Ok();
}

}  // namespace desk
