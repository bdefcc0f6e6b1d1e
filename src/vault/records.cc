#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "desk/tr.h"
#include "vault/sealing.h"

namespace vault {
namespace {

std::string ContentPlace(const desk::OrgId& org, const RecordId& record) {
  return Place({"record", org.text(), record.text()});
}

std::string RecordPersonPlace(const desk::OrgId& org, const RecordId& record, const desk::PersonId& person) {
  return Place({"record-for-person", org.text(), record.text(), person.text()});
}

base::Status CheckAudience(std::size_t size) {
  if (size > base::kMaxAudience) {
    return base::TooLarge(
        fmt::format("a record is sealed to at most {} circles and persons", base::kMaxAudience));
  }
  return base::Ok();
}

base::Status AddSeals(db::Transaction& tx, const desk::OrgId& org, const Audience& audience,
                      const RecordId& record, const crypto::SecretBytes& key) {
  for (const CircleId& circle : audience.circles) {
    const CircleKey present = TRY(PresentKey(tx, org, circle));
    const crypto::Bytes sealed =
        TRY(crypto::SealTo(present.public_key, key.view(),
                           crypto::AsBytes(RecordCirclePlace(org, record, circle, present.generation))));
    TRY(
        tx.Execute("INSERT INTO vault_record_circle (org_id, record_id, circle_id, generation, sealed_key) "
                   "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                   {org, record, circle, present.generation, crypto::ByteView(sealed)}));
  }
  for (const desk::PersonId& person : audience.persons) {
    const crypto::PublicKey receiver = TRY(PublicKeyOf(tx, org, person));
    const crypto::Bytes sealed =
        TRY(crypto::SealTo(receiver, key.view(), crypto::AsBytes(RecordPersonPlace(org, record, person))));
    TRY(tx.Execute(
        "INSERT INTO vault_record_person (org_id, record_id, person_id, sealed_key) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT DO NOTHING",
        {org, record, person, crypto::ByteView(sealed)}));
  }
  return base::Ok();
}

base::Result<std::optional<crypto::SecretBytes>> KeyForPerson(db::Transaction& tx,
                                                              const UnlockedPerson& reader,
                                                              const RecordId& record) {
  const auto row = TRY(Fitting(tx.QueryOne("SELECT sealed_key FROM vault_record_person WHERE org_id = $1 AND "
                                           "record_id = $2 AND person_id = $3",
                                           {reader.org(), record, reader.person()}),
                               "b"));
  if (!row) return std::optional<crypto::SecretBytes>();
  const std::string place = RecordPersonPlace(reader.org(), record, reader.person());
  return std::optional(TRY(crypto::OpenSealed(reader.keys(), row->Bytes(0), crypto::AsBytes(place))));
}

base::Result<std::optional<crypto::SecretBytes>> KeyForMember(db::Transaction& tx,
                                                              const UnlockedPerson& reader,
                                                              const RecordId& record) {
  const auto row = TRY(Fitting(
      tx.QueryOne(
          "SELECT r.circle_id, r.generation, r.sealed_key FROM vault_record_circle r JOIN vault_circle_seal "
          "s ON "
          "s.org_id = r.org_id AND s.circle_id = r.circle_id AND s.generation = r.generation "
          "WHERE r.org_id = $1 AND r.record_id = $2 AND s.person_id = $3 ORDER BY r.circle_id LIMIT 1",
          {reader.org(), record, reader.person()}),
      "tib"));
  if (!row) return std::optional<crypto::SecretBytes>();
  const CircleId circle = row->IdAt<CircleId>(0);
  const std::int64_t generation = row->Int(1);
  const crypto::KeyPair keys = TRY(OpenCircle(tx, reader, circle, generation));
  const std::string place = RecordCirclePlace(reader.org(), record, circle, generation);
  return std::optional(TRY(crypto::OpenSealed(keys, row->Bytes(2), crypto::AsBytes(place))));
}

base::Result<crypto::SecretBytes> KeyOf(db::Transaction& tx, const UnlockedPerson& reader,
                                        const RecordId& record) {
  std::optional<crypto::SecretBytes> key = TRY(KeyForPerson(tx, reader, record));
  if (!key) key = TRY(KeyForMember(tx, reader, record));
  if (!key) return Forbidden(desk::tr("this is sealed for others"));
  if (key->size() != crypto::kKeyBytes) return base::Corrupt(desk::tr("a sealed key is damaged"));
  return std::move(*key);
}

base::Result<Audience> ReadAudience(db::Transaction& tx, const desk::OrgId& org, const RecordId& record) {
  Audience audience;
  for (const db::Row& row :
       TRY(Fitting(tx.Query("SELECT circle_id FROM vault_record_circle WHERE org_id = $1 AND record_id = $2 "
                            "ORDER BY circle_id",
                            {org, record}),
                   "t"))) {
    audience.circles.push_back(row.IdAt<CircleId>(0));
  }
  for (const db::Row& row :
       TRY(Fitting(tx.Query("SELECT person_id FROM vault_record_person WHERE org_id = $1 AND record_id = $2 "
                            "ORDER BY person_id",
                            {org, record}),
                   "t"))) {
    audience.persons.push_back(row.IdAt<desk::PersonId>(0));
  }
  return audience;
}

base::Result<db::Row> ContentOf(db::Transaction& tx, const desk::OrgId& org, const RecordId& record) {
  auto row = TRY(Fitting(
      tx.QueryOne("SELECT content FROM vault_record WHERE org_id = $1 AND id = $2", {org, record}), "b"));
  if (!row) return base::NotFound(desk::tr("there is no such sealed record"));
  return std::move(*row);
}

}  // namespace

std::string RecordCirclePlace(const desk::OrgId& org, const RecordId& record, const CircleId& circle,
                              std::int64_t generation) {
  return Place({"record-for-circle", org.text(), record.text(), circle.text(), std::to_string(generation)});
}

base::Status Vault::SealRecord(db::Transaction& tx, const desk::OrgId& org, const Audience& audience,
                               const RecordId& record, crypto::ByteView plaintext) {
  if (plaintext.size() > base::kMaxSealedBytes) {
    return base::TooLarge(fmt::format("a sealed record has at most {} bytes", base::kMaxSealedBytes));
  }
  if (audience.circles.empty() && audience.persons.empty())
    return base::Invalid(desk::tr("name who may open this"));
  TRY(CheckAudience(audience.circles.size() + audience.persons.size()));
  const crypto::SecretBytes key = crypto::SecretBytes::Random(crypto::kKeyBytes);
  const crypto::Bytes content = crypto::Encrypt(key, plaintext, crypto::AsBytes(ContentPlace(org, record)));
  TRY(tx.Execute("INSERT INTO vault_record (org_id, id, content) VALUES ($1, $2, $3)",
                 {org, record, crypto::ByteView(content)}));
  return AddSeals(tx, org, audience, record, key);
}

base::Status Vault::SealToMembers(db::Transaction& tx, const desk::OrgId& org, const Members& members,
                                  const RecordId& record, crypto::ByteView plaintext) {
  TRY(SealRecord(tx, org, {.circles = {}, .persons = members.persons}, record, plaintext));
  TRY(tx.Execute(
      "INSERT INTO vault_record_members (org_id, record_id, circle_id, called) VALUES ($1, $2, $3, $4)",
      {org, record, members.circle, members.called}));
  return base::Ok();
}

base::Result<crypto::SecretBytes> Vault::OpenRecord(const UnlockedPerson& reader, const RecordId& record) {
  return database_.Read([&](db::Transaction& tx) { return OpenRecord(tx, reader, record); });
}

base::Result<crypto::SecretBytes> Vault::OpenRecord(db::Transaction& tx, const UnlockedPerson& reader,
                                                    const RecordId& record) {
  const db::Row row = TRY(ContentOf(tx, reader.org(), record));
  const crypto::SecretBytes key = TRY(KeyOf(tx, reader, record));
  return crypto::Decrypt(key, row.Bytes(0), crypto::AsBytes(ContentPlace(reader.org(), record)));
}

base::Status Vault::ShareRecord(db::Transaction& tx, const UnlockedPerson& by, const Audience& more,
                                const RecordId& record) {
  static_cast<void>(TRY(ContentOf(tx, by.org(), record)));
  const crypto::SecretBytes key = TRY(KeyOf(tx, by, record));
  TRY(AddSeals(tx, by.org(), more, record, key));
  const Audience all = TRY(ReadAudience(tx, by.org(), record));
  return CheckAudience(all.circles.size() + all.persons.size());
}

base::Status Vault::RemoveRecord(db::Transaction& tx, const desk::OrgId& org, const RecordId& record) {
  for (const char* sql : {"DELETE FROM vault_record_circle WHERE org_id = $1 AND record_id = $2",
                          "DELETE FROM vault_record_person WHERE org_id = $1 AND record_id = $2",
                          "DELETE FROM vault_record_members WHERE org_id = $1 AND record_id = $2"})
    TRY(tx.Execute(sql, {org, record}));
  if (TRY(tx.Execute("DELETE FROM vault_record WHERE org_id = $1 AND id = $2", {org, record})) == 0) {
    return base::NotFound(desk::tr("there is no such sealed record"));
  }
  return base::Ok();
}

base::Result<Audience> Vault::AudienceOf(const desk::OrgId& org, const RecordId& record) {
  return database_.Read([&](db::Transaction& tx) { return AudienceOf(tx, org, record); });
}

base::Result<Audience> Vault::AudienceOf(db::Transaction& tx, const desk::OrgId& org,
                                         const RecordId& record) {
  static_cast<void>(TRY(ContentOf(tx, org, record)));
  return ReadAudience(tx, org, record);
}

}  // namespace vault
