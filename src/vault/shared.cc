#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "base/limits_panel.h"
#include "desk/tr.h"
#include "vault/sealing.h"

namespace vault {
namespace {

// Bound to the record alone: it belongs to no organisation.
std::string ContentPlace(const RecordId& record) {
  return Place({"shared-record", record.text()});
}
std::string SealPlace(const RecordId& record, const Keyholder& holder) {
  return Place({"shared-record-for-person", record.text(), holder.org.text(), holder.person.text()});
}

base::Status CheckHolders(std::size_t count) {
  if (count > base::kMaxKeyholders)
    return base::TooLarge(
        fmt::format("a shared record is sealed to at most {} persons", base::kMaxKeyholders));
  return base::Ok();
}

base::Status CheckText(crypto::ByteView plaintext) {
  if (plaintext.size() > base::kMaxSealedBytes)
    return base::TooLarge(fmt::format("a sealed record has at most {} bytes", base::kMaxSealedBytes));
  return base::Ok();
}

base::Status AddSeals(db::Transaction& tx, std::span<const Keyholder> holders, const RecordId& record,
                      const crypto::SecretBytes& key) {
  for (const Keyholder& holder : holders) {
    const crypto::PublicKey receiver = TRY(PublicKeyOf(tx, holder.org, holder.person));
    const crypto::Bytes sealed =
        TRY(crypto::SealTo(receiver, key.view(), crypto::AsBytes(SealPlace(record, holder))));
    TRY(
        tx.Execute("INSERT INTO vault_shared_seal (record_id, org_id, person_id, sealed_key) "
                   "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                   {record, holder.org, holder.person, crypto::ByteView(sealed)}));
  }
  return base::Ok();
}

base::Result<std::vector<Keyholder>> ReadHolders(db::Transaction& tx, const RecordId& record) {
  std::vector<Keyholder> holders;
  for (const db::Row& row :
       TRY(Fitting(tx.Query("SELECT org_id, person_id FROM vault_shared_seal WHERE record_id = $1 "
                            "ORDER BY org_id, person_id",
                            {record}),
                   "tt")))
    holders.push_back({row.IdAt<desk::OrgId>(0), row.IdAt<desk::PersonId>(1)});
  return holders;
}

base::Result<db::Row> ContentOf(db::Transaction& tx, const RecordId& record) {
  auto row = TRY(
      Fitting(tx.QueryOne("SELECT content, renew FROM vault_shared_record WHERE id = $1", {record}), "bi"));
  if (!row) return base::NotFound(desk::tr("there is no such sealed record"));
  return std::move(*row);
}

base::Result<crypto::SecretBytes> KeyOf(db::Transaction& tx, const UnlockedPerson& reader,
                                        const RecordId& record) {
  const Keyholder holder{reader.org(), reader.person()};
  const auto row = TRY(Fitting(tx.QueryOne("SELECT sealed_key FROM vault_shared_seal WHERE record_id = $1 "
                                           "AND org_id = $2 AND person_id = $3",
                                           {record, holder.org, holder.person}),
                               "b"));
  if (!row) return Forbidden(desk::tr("this is sealed for others"));
  crypto::SecretBytes key =
      TRY(crypto::OpenSealed(reader.keys(), row->Bytes(0), crypto::AsBytes(SealPlace(record, holder))));
  if (key.size() != crypto::kKeyBytes) return base::Corrupt(desk::tr("a sealed key is damaged"));
  return key;
}

// The text under a key that nobody had before, sealed to `holders` alone.
base::Status Rewrite(db::Transaction& tx, std::span<const Keyholder> holders, const RecordId& record,
                     crypto::ByteView plaintext) {
  const crypto::SecretBytes key = crypto::SecretBytes::Random(crypto::kKeyBytes);
  const crypto::Bytes content = crypto::Encrypt(key, plaintext, crypto::AsBytes(ContentPlace(record)));
  TRY(tx.Execute("DELETE FROM vault_shared_seal WHERE record_id = $1", {record}));
  TRY(tx.Execute("UPDATE vault_shared_record SET content = $2, renew = 0 WHERE id = $1",
                 {record, crypto::ByteView(content)}));
  return AddSeals(tx, holders, record, key);
}

}  // namespace

base::Status Vault::SealShared(db::Transaction& tx, std::span<const Keyholder> holders,
                               const RecordId& record, crypto::ByteView plaintext) {
  TRY(CheckText(plaintext));
  if (holders.empty()) return base::Invalid(desk::tr("name who may open this"));
  TRY(CheckHolders(holders.size()));
  const crypto::SecretBytes key = crypto::SecretBytes::Random(crypto::kKeyBytes);
  const crypto::Bytes content = crypto::Encrypt(key, plaintext, crypto::AsBytes(ContentPlace(record)));
  TRY(tx.Execute("INSERT INTO vault_shared_record (id, content, renew) VALUES ($1, $2, 0)",
                 {record, crypto::ByteView(content)}));
  return AddSeals(tx, holders, record, key);
}

base::Result<crypto::SecretBytes> Vault::OpenShared(db::Transaction& tx, const UnlockedPerson& reader,
                                                    const RecordId& record) {
  const db::Row row = TRY(ContentOf(tx, record));
  const crypto::SecretBytes key = TRY(KeyOf(tx, reader, record));
  return crypto::Decrypt(key, row.Bytes(0), crypto::AsBytes(ContentPlace(record)));
}

base::Status Vault::ReplaceShared(db::Transaction& tx, const RecordId& record, crypto::ByteView plaintext) {
  TRY(CheckText(plaintext));
  static_cast<void>(TRY(ContentOf(tx, record)));
  const std::vector<Keyholder> holders = TRY(ReadHolders(tx, record));
  if (holders.empty()) return Conflict(desk::tr("nobody is left who could open this"));
  return Rewrite(tx, holders, record, plaintext);
}

base::Status Vault::AddToShared(db::Transaction& tx, const UnlockedPerson& by, const RecordId& record,
                                std::span<const Keyholder> more) {
  static_cast<void>(TRY(ContentOf(tx, record)));
  const crypto::SecretBytes key = TRY(KeyOf(tx, by, record));
  TRY(CheckHolders(more.size()));
  TRY(AddSeals(tx, more, record, key));
  return CheckHolders(TRY(ReadHolders(tx, record)).size());
}

base::Status Vault::RemoveFromShared(db::Transaction& tx, const RecordId& record, const Keyholder& holder) {
  const std::vector<Keyholder> holders = TRY(ReadHolders(tx, record));
  if (std::find(holders.begin(), holders.end(), holder) == holders.end())
    return base::NotFound(desk::tr("this person cannot open the record"));
  if (holders.size() == 1)
    return Conflict(desk::tr("nobody else could open this: let somebody else in first"));
  TRY(tx.Execute("DELETE FROM vault_shared_seal WHERE record_id = $1 AND org_id = $2 AND person_id = $3",
                 {record, holder.org, holder.person}));
  TRY(tx.Execute("UPDATE vault_shared_record SET renew = 1 WHERE id = $1", {record}));
  return base::Ok();
}

base::Result<bool> Vault::RenewShared(db::Transaction& tx, const UnlockedPerson& by, const RecordId& record) {
  const db::Row row = TRY(ContentOf(tx, record));
  if (!row.Bool(1)) return false;
  const crypto::SecretBytes text = TRY(OpenShared(tx, by, record));
  const std::vector<Keyholder> holders = TRY(ReadHolders(tx, record));
  TRY(Rewrite(tx, holders, record, text.view()));
  return true;
}

base::Status Vault::RemoveShared(db::Transaction& tx, const RecordId& record) {
  TRY(tx.Execute("DELETE FROM vault_shared_seal WHERE record_id = $1", {record}));
  if (TRY(tx.Execute("DELETE FROM vault_shared_record WHERE id = $1", {record})) == 0)
    return base::NotFound(desk::tr("there is no such sealed record"));
  return base::Ok();
}

base::Result<std::vector<Keyholder>> Vault::HoldersOfShared(db::Transaction& tx, const RecordId& record) {
  static_cast<void>(TRY(ContentOf(tx, record)));
  return ReadHolders(tx, record);
}

}  // namespace vault
