#include "vault/sealing.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "desk/tr.h"

namespace vault {

std::string Place(std::initializer_list<std::string_view> parts) {
  std::string place = "manumit-vault-1";
  for (const std::string_view part : parts) {
    place += '\n';
    place += part;
  }
  return place;
}

base::Status CheckNewPassphrase(crypto::ByteView passphrase) {
  if (passphrase.size() < base::kMinPassphraseBytes) {
    return base::Invalid(
        fmt::format("a pass-phrase has at least {} characters; several words that you do not use "
                    "elsewhere are best",
                    base::kMinPassphraseBytes));
  }
  return base::Ok();
}

base::Result<Protected> Protect(const crypto::KeyPair& keys, crypto::ByteView passphrase,
                                crypto::HashCost cost, std::string_view place) {
  Protected key{{}, crypto::NewPassphraseSalt(), cost};
  const crypto::SecretBytes wrapping = TRY(crypto::KeyFromPassphrase(passphrase, key.salt, cost));
  key.sealed_private = crypto::Encrypt(wrapping, keys.private_key().view(), crypto::AsBytes(place));
  return key;
}

base::Result<crypto::KeyPair> Unprotect(const Protected& key, crypto::ByteView passphrase,
                                        const crypto::PublicKey& public_key, std::string_view place) {
  const crypto::SecretBytes wrapping = TRY(crypto::KeyFromPassphrase(passphrase, key.salt, key.cost));
  base::Result<crypto::SecretBytes> opened =
      crypto::Decrypt(wrapping, key.sealed_private, crypto::AsBytes(place));
  if (!opened) return Forbidden(desk::tr("this is not the pass-phrase"));
  return Pair(*std::move(opened), public_key);
}

base::Result<Protected> ReadProtected(const db::Row& row, std::size_t column) {
  Protected key;
  const crypto::ByteView sealed = row.Bytes(column);
  const crypto::ByteView salt = row.Bytes(column + 1);
  if (salt.size() != key.salt.size()) return base::Corrupt(desk::tr("the stored vault key is damaged"));
  key.sealed_private.assign(sealed.begin(), sealed.end());
  std::copy(salt.begin(), salt.end(), key.salt.begin());
  key.cost.passes = static_cast<std::uint64_t>(row.Int(column + 2));
  key.cost.memory_bytes = static_cast<std::size_t>(row.Int(column + 3));
  return key;
}

base::Result<crypto::KeyPair> Pair(crypto::SecretBytes private_key, const crypto::PublicKey& public_key) {
  crypto::KeyPair pair = TRY(crypto::KeyPair::FromPrivate(std::move(private_key)));
  if (pair.public_key() != public_key) {
    return base::Error{base::Code::kCorrupt,
                       desk::tr("a public key in the database was exchanged; tell the operator"),
                       "vault: public key does not belong to the private key"};
  }
  return pair;
}

base::Result<db::Rows> Fitting(base::Result<db::Rows> rows, std::string_view types) {
  if (!rows.has_value()) return rows;
  for (const db::Row& row : *rows)
    if (!row.Fits(types)) return base::Corrupt(desk::tr("a row of the vault is damaged; tell the operator"));
  return rows;
}

base::Result<std::optional<db::Row>> Fitting(base::Result<std::optional<db::Row>> row,
                                             std::string_view types) {
  if (row.has_value() && *row && !(*row)->Fits(types))
    return base::Corrupt(desk::tr("a row of the vault is damaged; tell the operator"));
  return row;
}

base::Error Forbidden(std::string external) {
  return {base::Code::kForbidden, std::move(external), {}};
}

base::Error Conflict(std::string external) {
  return {base::Code::kConflict, std::move(external), {}};
}

base::Status CheckPerson(const desk::Actor& actor) {
  if (actor.org.empty() || actor.person.empty()) {
    return base::Invalid(desk::tr("the vault is for a person in an organisation (--as EMAIL)"));
  }
  return base::Ok();
}

base::Status CheckSame(const desk::Actor& actor, const UnlockedPerson& unlocked) {
  if (actor.org != unlocked.org() || actor.person != unlocked.person()) {
    return Forbidden(desk::tr("another person's vault is unlocked here"));
  }
  return base::Ok();
}

std::string RecordOf(const desk::PersonId& person) {
  return "person:" + person.text();
}

base::Result<crypto::PublicKey> PublicKeyOf(db::Transaction& tx, const desk::OrgId& org,
                                            const desk::PersonId& person) {
  const auto row = TRY(Fitting(
      tx.QueryOne("SELECT public_key FROM vault_key WHERE org_id = $1 AND person_id = $2", {org, person}),
      "b"));
  if (!row)
    return base::Invalid(
        desk::tr("a person who is named here has no vault keys yet and must make them first"));
  return crypto::ToPublicKey(row->Bytes(0));
}

base::Result<CircleKey> PresentKey(db::Transaction& tx, const desk::OrgId& org, const CircleId& circle) {
  const auto row = TRY(Fitting(
      tx.QueryOne("SELECT k.generation, k.public_key FROM vault_circle c JOIN vault_circle_key k ON "
                  "k.org_id = c.org_id AND "
                  "k.circle_id = c.id AND k.generation = c.generation WHERE c.org_id = $1 AND c.id = $2",
                  {org, circle}),
      "ib"));
  if (!row) return base::NotFound(desk::tr("there is no such circle"));
  return CircleKey{row->Int(0), TRY(crypto::ToPublicKey(row->Bytes(1)))};
}

std::string CirclePlace(const desk::OrgId& org, const CircleId& circle, std::int64_t generation,
                        const desk::PersonId& person) {
  return Place({"circle", org.text(), circle.text(), std::to_string(generation), person.text()});
}

base::Result<crypto::KeyPair> OpenCircle(db::Transaction& tx, const UnlockedPerson& person,
                                         const CircleId& circle, std::int64_t generation) {
  const auto row = TRY(Fitting(
      tx.QueryOne("SELECT s.sealed_private, k.public_key FROM vault_circle_seal s JOIN vault_circle_key "
                  "k ON k.org_id = s.org_id "
                  "AND k.circle_id = s.circle_id AND k.generation = s.generation "
                  "WHERE s.org_id = $1 AND s.circle_id = $2 AND s.generation = $3 AND s.person_id = $4",
                  {person.org(), circle, generation, person.person()}),
      "bb"));
  if (!row) return Forbidden(desk::tr("this is for members of the circle"));
  const std::string place = CirclePlace(person.org(), circle, generation, person.person());
  crypto::SecretBytes opened = TRY(crypto::OpenSealed(person.keys(), row->Bytes(0), crypto::AsBytes(place)));
  const crypto::PublicKey public_key = TRY(crypto::ToPublicKey(row->Bytes(1)));
  return Pair(std::move(opened), public_key);
}

}  // namespace vault
