#include <fmt/format.h>

#include "base/log.h"
#include "crypto/digest.h"
#include "desk/desk.h"
#include "desk/web/api.h"

namespace desk {

namespace {

constexpr std::size_t kMaxKeyLetters = 255;
constexpr std::int64_t kKeptMs = base::kDayMs;
constexpr std::int64_t kRunningMs =
    10 * base::kMinuteMs;  // a process that died while answering blocks a repeat no longer than this

struct Found {
  bool mine = false;  // this request is the first: run it
  net::Response answer;
};

base::Result<Found> Claim(db::Transaction& tx, const std::string& name, const std::string& body_hash,
                          std::int64_t now_ms) {
  TRY(tx.Execute("DELETE FROM idempotency WHERE created_ms < $1 OR (status = 0 AND created_ms < $2)",
                 {now_ms - kKeptMs, now_ms - kRunningMs}));
  const auto row = TRY(
      tx.QueryOne("SELECT body_hash, status, content_type, body FROM idempotency WHERE name = $1", {name}));
  if (!row) {
    TRY(
        tx.Execute("INSERT INTO idempotency(name, body_hash, status, content_type, body, created_ms) VALUES "
                   "($1, $2, 0, '', '', $3)",
                   {name, body_hash, now_ms}));
    return Found{true, {}};
  }
  if (row->Text(0) != body_hash)
    return base::Error{
        base::Code::kConflict, "This Idempotency-Key was used for another request. Use a new one.", {}};
  if (row->Int(1) == 0)
    return base::Error{
        base::Code::kConflict, "The first request with this Idempotency-Key is still being answered.", {}};
  Found found;
  found.answer = net::TextResponse(static_cast<int>(row->Int(1)), row->Text(3), row->Text(2));
  found.answer.headers.Add("Idempotency-Replayed", "true");
  return found;
}

}  // namespace

base::Result<net::Response> Idempotent(Context& context,
                                       const std::function<base::Result<net::Response>()>& work) {
  const std::string_view key = context.request().headers.Get("Idempotency-Key");
  if (key.empty()) return work();
  if (key.size() > kMaxKeyLetters)
    return base::Invalid(fmt::format("Idempotency-Key: at most {} characters.", kMaxKeyLetters));
  Desk& desk = context.desk();
  const std::string name =
      crypto::Sha256Hex(fmt::format("{}\n{}\n{} {}\n{}", context.actor().label, context.org().text(),
                                    context.request().method, context.request().path, key));
  const std::string body_hash = crypto::Sha256Hex(context.request().body.view());
  const std::int64_t now_ms = desk.clock().Now().ms;
  Found found =
      TRY(desk.database().Write([&](db::Transaction& tx) { return Claim(tx, name, body_hash, now_ms); }));
  if (!found.mine) return std::move(found.answer);
  base::Result<net::Response> answer = work();
  const net::Response kept = answer.has_value() ? *answer : Problem(answer.error(), context.request().id);
  const bool final_answer = kept.status < 500;  // a failure of ours may be tried again
  const base::Status stored = desk.database().Write([&](db::Transaction& tx) -> base::Status {
    if (!final_answer) {
      TRY(tx.Execute("DELETE FROM idempotency WHERE name = $1", {name}));
    } else {
      TRY(tx.Execute("UPDATE idempotency SET status = $2, content_type = $3, body = $4 WHERE name = $1",
                     {name, kept.status, kept.headers.Get("Content-Type"), kept.body}));
    }
    return base::Ok();
  });
  if (!stored.has_value()) base::LogWarning("idempotency-not-kept", {{"request", context.request().id}});
  return answer;
}

}  // namespace desk
