#include <algorithm>

#include "base/limits.h"
#include "crypto/encoding.h"
#include "desk/tr.h"
#include "vault/sealing.h"

namespace vault {
namespace {

base::Error Locked() {
  return {base::Code::kUnauthenticated, desk::tr("the vault is locked; enter your pass-phrase"), {}};
}

std::string SessionPlace(const desk::Actor& actor, std::int64_t expires_ms) {
  return Place(
      {"session", actor.session.text(), actor.org.text(), actor.person.text(), std::to_string(expires_ms)});
}

}  // namespace

base::Status StoreProtected(db::Transaction& tx, const desk::Actor& actor, const Protected& key) {
  TRY(tx.Execute(
      "UPDATE vault_key SET sealed_private = $3, salt = $4, passes = $5, memory_bytes = $6, attempts = 0 "
      "WHERE org_id = $1 AND person_id = $2",
      {actor.org, actor.person, crypto::ByteView(key.sealed_private), crypto::ByteView(key.salt),
       key.cost.passes, key.cost.memory_bytes}));
  TRY(tx.Execute("DELETE FROM vault_session WHERE org_id = $1 AND person_id = $2",
                 {actor.org, actor.person}));
  return base::Ok();
}

base::Status Vault::MakeKeys(const desk::Actor& actor, crypto::ByteView passphrase) {
  TRY(CheckPerson(actor));
  TRY(CheckNewPassphrase(passphrase));
  const crypto::KeyPair keys = crypto::KeyPair::Generate();
  const Protected key = TRY(Protect(keys, passphrase, cost_, PersonPlace(actor.org, actor.person)));
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const std::int64_t made = TRY(tx.Execute(
        "INSERT INTO vault_key (org_id, person_id, public_key, sealed_private, salt, passes, memory_bytes, "
        "attempts, "
        "attempted_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0) ON CONFLICT DO NOTHING",
        {actor.org, actor.person, crypto::ByteView(keys.public_key()), crypto::ByteView(key.sealed_private),
         crypto::ByteView(key.salt), key.cost.passes, key.cost.memory_bytes}));
    if (made == 0) return Conflict(desk::tr("this person has vault keys already"));
    return audit_.Append(tx, actor, "vault.make-keys", RecordOf(actor.person),
                         {{"public_key", crypto::HexEncode(keys.public_key())}});
  });
}

base::Result<bool> Vault::HasKeys(const desk::OrgId& org, const desk::PersonId& person) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<bool> {
    const auto row =
        TRY(tx.QueryOne("SELECT 1 FROM vault_key WHERE org_id = $1 AND person_id = $2", {org, person}));
    return row.has_value();
  });
}

base::Result<std::vector<desk::PersonId>> Vault::PersonsWithKeys(const desk::OrgId& org) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<desk::PersonId>> {
    std::vector<desk::PersonId> persons;
    for (const db::Row& row : TRY(Fitting(
             tx.Query("SELECT person_id FROM vault_key WHERE org_id = $1 ORDER BY person_id", {org}), "t"))) {
      persons.push_back(row.IdAt<desk::PersonId>(0));
    }
    return persons;
  });
}

// Counted before the pass-phrase is tried, so that many tries at once are counted too.
base::Status Vault::CountAttempt(const desk::Actor& actor) {
  const std::int64_t now = clock_.Now().ms;
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const auto row = TRY(Fitting(
        tx.QueryOne("SELECT attempts, attempted_ms FROM vault_key WHERE org_id = $1 AND person_id = $2",
                    {actor.org, actor.person}),
        "ii"));
    if (!row) return base::NotFound(desk::tr("this person has no vault keys yet"));
    const bool rested = now - row->Int(1) >= base::kUnlockRestMs;
    const std::int64_t attempts = rested ? 0 : row->Int(0);
    if (attempts >= base::kMaxUnlockAttempts) {
      return base::Error{base::Code::kBusy,
                         desk::tr("too many wrong pass-phrases; try again in a quarter of an hour"),
                         "kMaxUnlockAttempts"};
    }
    TRY(tx.Execute(
        "UPDATE vault_key SET attempts = $3, attempted_ms = $4 WHERE org_id = $1 AND person_id = $2",
        {actor.org, actor.person, attempts + 1, now}));
    return base::Ok();
  });
}

base::Status Vault::ClearAttempts(const desk::Actor& actor) {
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("UPDATE vault_key SET attempts = 0 WHERE org_id = $1 AND person_id = $2",
                   {actor.org, actor.person}));
    return base::Ok();
  });
}

base::Error Vault::WrongPassphrase(const desk::Actor& actor) {
  const base::Status written = database_.Write([&](db::Transaction& tx) {
    return audit_.Append(tx, actor, "vault.wrong-passphrase", RecordOf(actor.person));
  });
  if (!written) return written.error();
  return Forbidden(desk::tr("this is not the pass-phrase"));
}

base::Result<UnlockedPerson> Vault::OpenWithPassphrase(const desk::Actor& actor,
                                                       crypto::ByteView passphrase) {
  TRY(CheckPerson(actor));
  TRY(CountAttempt(actor));
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return Fitting(tx.QueryOne("SELECT public_key, sealed_private, salt, passes, memory_bytes FROM vault_key "
                               "WHERE org_id = $1 AND person_id = $2",
                               {actor.org, actor.person}),
                   "bbbii");
  }));
  if (!row) return base::NotFound(desk::tr("this person has no vault keys yet"));
  const Protected key = TRY(ReadProtected(*row, 1));
  const crypto::PublicKey public_key = TRY(crypto::ToPublicKey(row->Bytes(0)));
  base::Result<crypto::KeyPair> keys =
      Unprotect(key, passphrase, public_key, PersonPlace(actor.org, actor.person));
  if (!keys && keys.error().code == base::Code::kForbidden) return WrongPassphrase(actor);
  if (!keys) return keys.error();
  TRY(ClearAttempts(actor));
  return UnlockedPerson(actor.org, actor.person, *std::move(keys));
}

base::Status Vault::ChangePassphrase(const desk::Actor& actor, crypto::ByteView old_passphrase,
                                     crypto::ByteView new_passphrase) {
  TRY(CheckNewPassphrase(new_passphrase));
  const UnlockedPerson person = TRY(OpenWithPassphrase(actor, old_passphrase));
  const Protected key =
      TRY(Protect(person.keys(), new_passphrase, cost_, PersonPlace(actor.org, actor.person)));
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(StoreProtected(tx, actor, key));
    return audit_.Append(tx, actor, "vault.change-passphrase", RecordOf(actor.person));
  });
}

base::Result<crypto::SecretBytes> Vault::Unlock(const desk::Actor& actor, crypto::ByteView passphrase) {
  if (actor.session.empty()) return base::Invalid(desk::tr("only a session can be unlocked"));
  const UnlockedPerson person = TRY(OpenWithPassphrase(actor, passphrase));
  const std::int64_t now = clock_.Now().ms;
  const std::int64_t expires = now + base::kUnlockedMs;
  crypto::SecretBytes cookie_key = crypto::SecretBytes::Random(crypto::kKeyBytes);
  const crypto::Bytes sealed = crypto::Encrypt(cookie_key, person.keys().private_key().view(),
                                               crypto::AsBytes(SessionPlace(actor, expires)));
  const base::Status stored = database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("DELETE FROM vault_session WHERE expires_ms <= $1 OR session_id = $2",
                   {now, actor.session}));
    TRY(tx.Execute(
        "INSERT INTO vault_session (session_id, org_id, person_id, sealed_private, expires_ms, used_ms) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        {actor.session, actor.org, actor.person, crypto::ByteView(sealed), expires, now}));
    return audit_.Append(tx, actor, "vault.unlock", RecordOf(actor.person));
  });
  if (!stored) return stored.error();
  return cookie_key;
}

base::Result<UnlockedPerson> Vault::OpenSession(const desk::Actor& actor, crypto::ByteView cookie_key) {
  if (actor.session.empty() || cookie_key.size() != crypto::kKeyBytes) return Locked();
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return Fitting(tx.QueryOne("SELECT s.sealed_private, s.expires_ms, s.used_ms, k.public_key FROM "
                               "vault_session s JOIN vault_key "
                               "k ON "
                               "k.org_id = s.org_id AND k.person_id = s.person_id "
                               "WHERE s.session_id = $1 AND s.org_id = $2 AND s.person_id = $3",
                               {actor.session, actor.org, actor.person}),
                   "biib");
  }));
  if (!row) return Locked();
  const std::int64_t now = clock_.Now().ms;
  const std::int64_t expires = row->Int(1);
  const std::int64_t used = row->Int(2);
  if (now >= expires || now >= used + base::kUnlockedIdleMs) return Locked();
  base::Result<crypto::SecretBytes> opened = crypto::Decrypt(
      crypto::SecretBytes::Copy(cookie_key), row->Bytes(0), crypto::AsBytes(SessionPlace(actor, expires)));
  if (!opened) return Locked();
  const crypto::PublicKey public_key = TRY(crypto::ToPublicKey(row->Bytes(3)));
  crypto::KeyPair keys = TRY(Pair(*std::move(opened), public_key));
  if (now - used >= base::kMinuteMs) {  // to the minute, so that not every request writes
    TRY(database_.Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE vault_session SET used_ms = $2 WHERE session_id = $1", {actor.session, now});
    }));
  }
  return UnlockedPerson(actor.org, actor.person, std::move(keys));
}

base::Result<base::UtcTime> Vault::UnlockedUntil(const desk::Actor& actor) {
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return Fitting(tx.QueryOne("SELECT expires_ms, used_ms FROM vault_session WHERE session_id = $1 AND "
                               "org_id = $2 AND person_id = $3",
                               {actor.session, actor.org, actor.person}),
                   "ii");
  }));
  if (!row) return Locked();
  return base::UtcTime{std::min(row->Int(0), row->Int(1) + base::kUnlockedIdleMs)};
}

base::Status Vault::Lock(const desk::Actor& actor) {
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("DELETE FROM vault_session WHERE session_id = $1", {actor.session}));
    return base::Ok();
  });
}

}  // namespace vault
