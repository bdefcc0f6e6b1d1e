#include <fmt/format.h>

#include "base/limits.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "desk/people/key_cache.h"
#include "desk/people/people.h"
#include "desk/people/stored.h"
#include "desk/tr.h"

namespace desk {

namespace {

constexpr std::string_view kSecretStart = "mk_";
constexpr std::size_t kSecretLetters = 46;  // with its start
constexpr std::size_t kPrefixLetters = 9;

std::optional<base::UtcTime> TimeAt(const db::Row& row, std::size_t column) {
  if (row.IsNull(column)) return std::nullopt;
  return base::UtcTime{row.Int(column)};
}

ApiKey KeyFrom(const db::Row& row) {
  return {.id = row.IdAt<KeyId>(0),
          .org = row.IdAt<OrgId>(1),
          .name = row.Text(2),
          .scopes = SplitScopes(row.Text(3)),
          .prefix = row.Text(4),
          .created = {row.Int(5)},
          .last_used = TimeAt(row, 6),
          .expires = TimeAt(row, 7),
          .revoked = !row.IsNull(8)};
}

base::Error NotKnown() {
  return {base::Code::kUnauthenticated, tr("The API key is not known, has run out or was revoked."), {}};
}

// The millisecond with which the day of `time` begins.
std::int64_t DayOf(base::UtcTime time) {
  return time.ms - time.ms % base::kDayMs;
}

base::Status CheckRoom(db::Transaction& tx, const OrgId& org) {
  const auto row =
      TRY(tx.QueryOne("SELECT COUNT(*) FROM api_key WHERE org_id = $1 AND revoked_ms IS NULL", {org}));
  if (row->Int(0) < base::kMaxActiveKeys) return base::Ok();
  return base::TooLarge(tr("There are too many keys. Revoke some first."));
}

}  // namespace

base::Result<People::NewKey> People::CreateKey(const Actor& actor, const OrgId& org, std::string_view name,
                                               const std::vector<Scope>& scopes,
                                               std::optional<base::UtcTime> expires) {
  TRY(CheckActsIn(actor, org));
  const base::UtcTime now = clock_.Now();
  NewKey made;
  made.key.id = KeyId::New(random_);
  made.key.org = org;
  made.key.name = TRY(NormaliseName(name));
  if (made.key.name.empty()) return base::Invalid(tr("The key needs a name that says what uses it."));
  if (scopes.empty()) return base::Invalid(tr("Choose at least one scope."));
  if (expires && *expires <= now) return base::Invalid(tr("The key would have run out already."));
  const std::string joined = JoinScopes(scopes);
  TRY(CheckMayGive(actor, PermissionsOfScopes(joined)));
  made.secret = std::string(kSecretStart) + crypto::Base64UrlEncode(random_.Bytes<32>());
  made.key.scopes = scopes;
  made.key.prefix = made.secret.substr(0, kPrefixLetters);
  made.key.created = now;
  made.key.expires = expires;
  const db::Param expires_ms = expires ? db::Param(expires->ms) : db::Param(nullptr);
  return database_.Write([&](db::Transaction& tx) -> base::Result<NewKey> {
    TRY(CheckRoom(tx, org));
    TRY(tx.Execute(
        "INSERT INTO api_key (id, org_id, name, scopes, prefix, secret_hash, created_ms, expires_ms) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {made.key.id, org, made.key.name, joined, made.key.prefix, crypto::Sha256Hex(made.secret), now.ms,
         expires_ms}));
    TRY(audit_.Append(tx, ActingIn(actor, org), "key.create", "key:" + made.key.id.text(),
                      {{"scopes", joined}}));
    return made;
  });
}

base::Result<std::vector<ApiKey>> People::Keys(const OrgId& org) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<ApiKey>> {
    std::vector<ApiKey> all;
    const db::Rows rows =
        TRY(tx.Query("SELECT id, org_id, name, scopes, prefix, created_ms, last_used_ms, expires_ms, "
                     "revoked_ms FROM api_key "
                     "WHERE org_id = $1 ORDER BY revoked_ms IS NOT NULL, created_ms DESC, id LIMIT 1000",
                     {org}));
    for (const db::Row& row : rows) all.push_back(KeyFrom(row));
    return all;
  });
}

base::Status People::RevokeKey(const Actor& actor, const OrgId& org, const KeyId& key) {
  TRY(CheckActsIn(actor, org));
  const base::Status done = database_.Write([&](db::Transaction& tx) -> base::Status {
    const auto row =
        TRY(tx.QueryOne("SELECT revoked_ms FROM api_key WHERE org_id = $1 AND id = $2", {org, key}));
    if (!row) return base::NotFound(tr("There is no such key."));
    if (!row->IsNull(0)) return base::Ok();
    TRY(tx.Execute("UPDATE api_key SET revoked_ms = $1 WHERE org_id = $2 AND id = $3",
                   {clock_.Now().ms, org, key}));
    return audit_.Append(tx, ActingIn(actor, org), "key.revoke", "key:" + key.text());
  });
  key_cache_->Forget();
  return done;
}

base::Result<Actor> People::ActorOfKey(std::string_view secret) {
  if (secret.size() != kSecretLetters || !secret.starts_with(kSecretStart)) return NotKnown();
  const std::string hash = crypto::Sha256Hex(secret);
  const base::UtcTime now = clock_.Now();
  if (std::optional<Actor> cached = key_cache_->Find(hash, now)) return *std::move(cached);
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.QueryOne(
        "SELECT k.id, k.org_id, k.scopes, k.last_used_ms, k.expires_ms FROM api_key k JOIN organisation o ON "
        "o.id = k.org_id "
        "WHERE k.secret_hash = $1 AND k.revoked_ms IS NULL AND o.active = 1",
        {hash});
  }));
  if (!row || (!row->IsNull(4) && row->Int(4) <= now.ms)) return NotKnown();
  Actor actor;
  actor.kind = Actor::Kind::kKey;
  actor.key = row->IdAt<KeyId>(0);
  actor.org = row->IdAt<OrgId>(1);
  actor.permissions = PermissionsOfScopes(row->Text(2));
  actor.label = "key:" + actor.key.text();
  if (row->Int(3) < DayOf(now))
    TRY(database_.Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE api_key SET last_used_ms = $1 WHERE id = $2", {DayOf(now), actor.key});
    }));
  key_cache_->Keep(hash, actor, now, TimeAt(*row, 4));
  return actor;
}

}  // namespace desk
