#include "desk/signin/throttle.h"
#include "desk/tr.h"

#include <algorithm>

#include "crypto/encoding.h"
#include "crypto/mac.h"

namespace desk {

namespace {

constexpr std::int64_t kForgetMs = base::kDayMs;
constexpr std::int64_t kMostDoublings = 20;

std::int64_t DelayMs(const Pace& pace, std::int64_t failures) {
  if (failures <= pace.free) return 0;
  const std::int64_t doublings = std::min(failures - pace.free - 1, kMostDoublings);
  return std::min(base::kSecondMs << doublings, pace.most_ms);
}

base::Status CountOne(db::Transaction& tx, const std::string& hash, const Pace& pace, std::int64_t now_ms) {
  const auto row =
      TRY(tx.QueryOne("SELECT failures, next_ms, last_ms FROM sign_in_throttle WHERE key_hash = $1", {hash}));
  if (row && now_ms < row->Int(1))
    return base::Error{
        base::Code::kBusy, tr("There were too many attempts. Wait a little and try again."), {}};
  const bool forgotten = !row || row->Int(2) + kForgetMs <= now_ms;
  const std::int64_t failures = forgotten ? 1 : row->Int(0) + 1;
  TRY(tx.Execute(
      "INSERT INTO sign_in_throttle (key_hash, failures, next_ms, last_ms) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (key_hash) DO UPDATE SET failures = excluded.failures, next_ms = excluded.next_ms, "
      "last_ms = excluded.last_ms",
      {hash, failures, now_ms + DelayMs(pace, failures), now_ms}));
  return base::Ok();
}

}  // namespace

std::string Throttle::HashOf(std::string_view name) const {
  return crypto::HexEncode(crypto::HmacSha256(key_.view(), crypto::AsBytes(name)));
}

base::Status Throttle::Begin(const std::vector<ThrottleKey>& keys) {
  const std::int64_t now_ms = clock_.Now().ms;
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("DELETE FROM sign_in_throttle WHERE last_ms <= $1", {now_ms - kForgetMs}));
    for (const ThrottleKey& key : keys) TRY(CountOne(tx, HashOf(key.name), key.pace, now_ms));
    return base::Ok();
  });
}

base::Status Throttle::Succeeded(db::Transaction& tx, const std::string& own, const std::string& shared) {
  TRY(tx.Execute("DELETE FROM sign_in_throttle WHERE key_hash = $1", {HashOf(own)}));
  if (!shared.empty())
    TRY(tx.Execute("UPDATE sign_in_throttle SET failures = failures - 1 WHERE key_hash = $1 AND failures > 0",
                   {HashOf(shared)}));
  return base::Ok();
}

}  // namespace desk
