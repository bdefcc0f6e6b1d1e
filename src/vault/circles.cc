#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/limits.h"
#include "base/log.h"
#include "desk/tr.h"
#include "vault/sealing.h"

namespace vault {
namespace {

std::string RecordOf(const CircleId& circle) {
  return "circle:" + circle.text();
}

base::Result<std::vector<desk::PersonId>> MembersOf(db::Transaction& tx, const desk::OrgId& org,
                                                    const CircleId& circle, std::int64_t generation) {
  std::vector<desk::PersonId> members;
  for (const db::Row& row :
       TRY(Fitting(tx.Query("SELECT person_id FROM vault_circle_seal WHERE org_id = $1 AND circle_id = $2 "
                            "AND generation = $3 ORDER BY person_id",
                            {org, circle, generation}),
                   "t"))) {
    members.push_back(row.IdAt<desk::PersonId>(0));
  }
  return members;
}

base::Status SealKeys(db::Transaction& tx, const desk::OrgId& org, const CircleId& circle,
                      std::int64_t generation, const crypto::KeyPair& keys, const desk::PersonId& person) {
  const crypto::PublicKey receiver = TRY(PublicKeyOf(tx, org, person));
  const crypto::Bytes sealed = TRY(crypto::SealTo(
      receiver, keys.private_key().view(), crypto::AsBytes(CirclePlace(org, circle, generation, person))));
  TRY(
      tx.Execute("INSERT INTO vault_circle_seal (org_id, circle_id, generation, person_id, sealed_private) "
                 "VALUES ($1, $2, $3, $4, $5)",
                 {org, circle, generation, person, crypto::ByteView(sealed)}));
  return base::Ok();
}

// New keys for the circle, sealed to each of `members`.
base::Status AddGeneration(db::Transaction& tx, const desk::OrgId& org, const CircleId& circle,
                           std::int64_t generation, const std::vector<desk::PersonId>& members) {
  const crypto::KeyPair keys = crypto::KeyPair::Generate();
  TRY(tx.Execute(
      "INSERT INTO vault_circle_key (org_id, circle_id, generation, public_key) VALUES ($1, $2, $3, $4)",
      {org, circle, generation, crypto::ByteView(keys.public_key())}));
  for (const desk::PersonId& person : members) TRY(SealKeys(tx, org, circle, generation, keys, person));
  return base::Ok();
}

// Older keys that no record needs any more.
base::Status DropOldKeys(db::Transaction& tx, const desk::OrgId& org, const CircleId& circle,
                         std::int64_t present) {
  for (const char* table : {"vault_circle_seal", "vault_circle_key"}) {
    TRY(tx.Execute(
        fmt::format("DELETE FROM {0} WHERE org_id = $1 AND circle_id = $2 AND generation < $3 AND NOT EXISTS "
                    "(SELECT 1 FROM vault_record_circle r WHERE r.org_id = $1 AND r.circle_id = $2 AND "
                    "r.generation = {0}.generation)",
                    table),
        {org, circle, present}));
  }
  return base::Ok();
}

struct OldSeal {
  RecordId record;
  std::int64_t generation = 0;
  crypto::ByteView sealed_key;
};

base::Status ResealOne(db::Transaction& tx, const desk::OrgId& org, const CircleId& circle,
                       const CircleKey& present, const crypto::KeyPair& old_keys, const OldSeal& old) {
  const crypto::SecretBytes key = TRY(crypto::OpenSealed(
      old_keys, old.sealed_key, crypto::AsBytes(RecordCirclePlace(org, old.record, circle, old.generation))));
  const crypto::Bytes sealed =
      TRY(crypto::SealTo(present.public_key, key.view(),
                         crypto::AsBytes(RecordCirclePlace(org, old.record, circle, present.generation))));
  TRY(
      tx.Execute("UPDATE vault_record_circle SET generation = $4, sealed_key = $5 "
                 "WHERE org_id = $1 AND record_id = $2 AND circle_id = $3",
                 {org, old.record, circle, present.generation, crypto::ByteView(sealed)}));
  return base::Ok();
}

// What is sealed to some members of the circle must keep one who is still a member.
base::Status MustNotBeTheLastToOpen(db::Transaction& tx, const desk::OrgId& org, const CircleId& circle,
                                    std::int64_t generation, const desk::PersonId& person) {
  const auto last = TRY(Fitting(
      tx.QueryOne(
          "SELECT m.called FROM vault_record_members m JOIN vault_record_person p ON p.org_id = m.org_id AND "
          "p.record_id = m.record_id WHERE m.org_id = $1 AND m.circle_id = $2 AND p.person_id = $4 AND NOT "
          "EXISTS (SELECT 1 FROM vault_record_person o JOIN vault_circle_seal s ON s.org_id = o.org_id AND "
          "s.person_id = o.person_id AND s.circle_id = m.circle_id AND s.generation = $3 WHERE o.org_id = "
          "m.org_id AND o.record_id = m.record_id AND o.person_id <> $4) AND NOT EXISTS (SELECT 1 FROM "
          "vault_record_circle c WHERE c.org_id = m.org_id AND c.record_id = m.record_id) "
          "ORDER BY m.called LIMIT 1",
          {org, circle, generation, person}),
      "t"));
  if (!last) return base::Ok();
  return Conflict(
      fmt::format("nobody else could open {}: let another member of its circle in first (in the case, "
                  "\"Tasks and rules\", "
                  "\"Conflict of interest\"), then do this again",
                  last->Text(0)));
}

base::Status CheckCircle(std::string_view name, const std::vector<desk::PersonId>& members) {
  if (name.empty()) return base::Invalid(desk::tr("a circle needs a name"));
  if (members.empty()) return base::Invalid(desk::tr("a circle needs at least one member"));
  if (name.size() > base::kMaxCircleNameBytes) {
    return base::TooLarge(
        fmt::format("the name of a circle has at most {} bytes", base::kMaxCircleNameBytes));
  }
  if (members.size() > base::kMaxCircleMembers) {
    return base::TooLarge(fmt::format("a circle has at most {} members", base::kMaxCircleMembers));
  }
  return base::Ok();
}

}  // namespace

base::Result<CircleId> Vault::CreateCircle(const desk::Actor& actor, std::string_view name,
                                           const std::vector<desk::PersonId>& given) {
  std::vector<desk::PersonId> members = given;
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  TRY(CheckCircle(name, members));
  const CircleId circle = CircleId::New(random_);
  return database_.Write([&](db::Transaction& tx) -> base::Result<CircleId> {
    const std::int64_t made =
        TRY(tx.Execute("INSERT INTO vault_circle (org_id, id, name, generation) VALUES ($1, $2, $3, 1) ON "
                       "CONFLICT DO NOTHING",
                       {actor.org, circle, name}));
    if (made == 0) return Conflict(desk::tr("there is a circle of this name already"));
    TRY(AddGeneration(tx, actor.org, circle, 1, members));
    TRY(audit_.Append(tx, actor, "vault.create-circle", RecordOf(circle),
                      {{"members", std::to_string(members.size())}}));
    return circle;
  });
}

base::Result<std::vector<Circle>> Vault::Circles(const desk::OrgId& org) {
  return database_.Read([&](db::Transaction& tx) { return Circles(tx, org); });
}

base::Result<std::vector<Circle>> Vault::Circles(db::Transaction& tx, const desk::OrgId& org) {
  std::vector<Circle> circles;
  for (const db::Row& row : TRY(Fitting(tx.Query("SELECT c.id, c.name, c.generation, s.person_id FROM "
                                                 "vault_circle c JOIN vault_circle_seal s ON "
                                                 "s.org_id = c.org_id AND s.circle_id = c.id AND "
                                                 "s.generation = c.generation WHERE c.org_id = $1 "
                                                 "ORDER BY c.name, c.id, s.person_id",
                                                 {org}),
                                        "ttit"))) {
    const CircleId id = row.IdAt<CircleId>(0);
    if (circles.empty() || circles.back().id != id) circles.push_back({id, row.Text(1), row.Int(2), {}});
    circles.back().members.push_back(row.IdAt<desk::PersonId>(3));
  }
  return circles;
}

base::Result<bool> Vault::IsMember(db::Transaction& tx, const desk::OrgId& org, const CircleId& circle,
                                   const desk::PersonId& person) {
  return TRY(tx.QueryOne("SELECT 1 FROM vault_circle c JOIN vault_circle_seal s ON s.org_id = c.org_id AND "
                         "s.circle_id = c.id AND s.generation = c.generation WHERE c.org_id = $1 AND c.id = "
                         "$2 AND s.person_id = $3",
                         {org, circle, person}))
      .has_value();
}

base::Status Vault::AddMember(const desk::Actor& actor, const UnlockedPerson& by, const CircleId& circle,
                              const desk::PersonId& person) {
  TRY(CheckSame(actor, by));
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const CircleKey present = TRY(PresentKey(tx, actor.org, circle));
    std::vector<desk::PersonId> members = TRY(MembersOf(tx, actor.org, circle, present.generation));
    if (std::find(members.begin(), members.end(), person) != members.end()) {
      return Conflict(desk::tr("this person is a member already"));
    }
    if (members.size() >= base::kMaxCircleMembers) {
      return base::TooLarge(fmt::format("a circle has at most {} members", base::kMaxCircleMembers));
    }
    for (const db::Row& row :
         TRY(Fitting(tx.Query("SELECT generation FROM vault_circle_key WHERE org_id = $1 AND circle_id = $2 "
                              "ORDER BY generation",
                              {actor.org, circle}),
                     "i"))) {
      const std::int64_t generation = row.Int(0);
      const crypto::KeyPair keys = TRY(OpenCircle(tx, by, circle, generation));
      TRY(SealKeys(tx, actor.org, circle, generation, keys, person));
    }
    return audit_.Append(tx, actor, "vault.add-member", RecordOf(circle), {{"person", person.text()}});
  });
}

base::Result<bool> Vault::RemoveFromCircle(db::Transaction& tx, const desk::Actor& actor,
                                           const CircleId& circle, const desk::PersonId& person) {
  const CircleKey present = TRY(PresentKey(tx, actor.org, circle));
  std::vector<desk::PersonId> members = TRY(MembersOf(tx, actor.org, circle, present.generation));
  const auto leaver = std::find(members.begin(), members.end(), person);
  if (leaver == members.end()) return base::NotFound(desk::tr("this person is no member of the circle"));
  TRY(MustNotBeTheLastToOpen(tx, actor.org, circle, present.generation, person));
  if (members.size() == 1) return false;
  members.erase(leaver);
  TRY(tx.Execute("DELETE FROM vault_circle_seal WHERE org_id = $1 AND circle_id = $2 AND person_id = $3",
                 {actor.org, circle, person}));
  TRY(
      tx.Execute("DELETE FROM vault_record_person WHERE org_id = $1 AND person_id = $3 AND record_id IN "
                 "(SELECT record_id "
                 "FROM vault_record_members WHERE org_id = $1 AND circle_id = $2)",
                 {actor.org, circle, person}));
  const std::int64_t next = present.generation + 1;
  TRY(AddGeneration(tx, actor.org, circle, next, members));
  TRY(tx.Execute("UPDATE vault_circle SET generation = $3 WHERE org_id = $1 AND id = $2",
                 {actor.org, circle, next}));
  TRY(DropOldKeys(tx, actor.org, circle, next));
  TRY(audit_.Append(tx, actor, "vault.remove-member", RecordOf(circle), {{"person", person.text()}}));
  return true;
}

base::Status Vault::RemoveMember(const desk::Actor& actor, const CircleId& circle,
                                 const desk::PersonId& person) {
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    if (TRY(RemoveFromCircle(tx, actor, circle, person))) return base::Ok();
    return Conflict(desk::tr(
        "the last member of a circle cannot leave it: nobody could open its records; add another one first"));
  });
}

base::Result<std::int64_t> Vault::Reseal(const UnlockedPerson& by, const CircleId& circle) {
  return database_.Write([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    const CircleKey present = TRY(PresentKey(tx, by.org(), circle));
    static_cast<void>(TRY(
        OpenCircle(tx, by, circle, present.generation)));  // a member, and the public key is the right one
    const db::Rows rows = TRY(Fitting(
        tx.Query("SELECT record_id, generation, sealed_key FROM vault_record_circle WHERE org_id = $1 "
                 "AND circle_id = $2 AND "
                 "generation < $3 ORDER BY generation, record_id LIMIT $4",
                 {by.org(), circle, present.generation, base::kResealBatch}),
        "tib"));
    std::map<std::int64_t, crypto::KeyPair> keys;
    for (const db::Row& row : rows) {
      const OldSeal old{row.IdAt<RecordId>(0), row.Int(1), row.Bytes(2)};
      if (!keys.contains(old.generation)) {
        keys.emplace(old.generation, TRY(OpenCircle(tx, by, circle, old.generation)));
      }
      const base::Status done = ResealOne(tx, by.org(), circle, present, keys.at(old.generation), old);
      if (done) continue;
      if (done.error().code != base::Code::kCorrupt) return done.error();
      base::LogError("vault-record-corrupt", {{"org", by.org().text()}, {"record", old.record.text()}});
    }
    TRY(DropOldKeys(tx, by.org(), circle, present.generation));
    const auto left = TRY(tx.QueryOne(
        "SELECT count(*) FROM vault_record_circle WHERE org_id = $1 AND circle_id = $2 AND generation < $3",
        {by.org(), circle, present.generation}));
    return left->Int(0);
  });
}

base::Status Vault::LeaveOrganisation(db::Transaction& tx, const desk::Actor& actor,
                                      const desk::PersonId& person) {
  bool stays = false;
  for (const db::Row& row :
       TRY(Fitting(tx.Query("SELECT DISTINCT circle_id FROM vault_circle_seal WHERE org_id = $1 AND "
                            "person_id = $2 ORDER BY circle_id",
                            {actor.org, person}),
                   "t"))) {
    if (!TRY(RemoveFromCircle(tx, actor, row.IdAt<CircleId>(0), person))) stays = true;
  }
  for (const char* sql : {
           "DELETE FROM vault_approval WHERE org_id = $1 AND recovery_id IN (SELECT id FROM vault_recovery "
           "WHERE "
           "org_id = $1 AND person_id = $2)",
           "DELETE FROM vault_recovery WHERE org_id = $1 AND person_id = $2",
           "DELETE FROM vault_share WHERE org_id = $1 AND (person_id = $2 OR holder_id = $2)",
           "DELETE FROM vault_holder WHERE org_id = $1 AND person_id = $2",
           "DELETE FROM vault_session WHERE org_id = $1 AND person_id = $2",
           "DELETE FROM vault_record_person WHERE org_id = $1 AND person_id = $2",
           "UPDATE vault_shared_record SET renew = 1 WHERE id IN (SELECT record_id FROM vault_shared_seal "
           "WHERE org_id = $1 AND person_id = $2)",
           "DELETE FROM vault_shared_seal WHERE org_id = $1 AND person_id = $2",
       }) {
    TRY(tx.Execute(sql, {actor.org, person}));
  }
  if (!stays) {
    TRY(tx.Execute("DELETE FROM vault_key WHERE org_id = $1 AND person_id = $2", {actor.org, person}));
  }
  return audit_.Append(tx, actor, "vault.leave", vault::RecordOf(person),
                       {{"keys", stays ? "kept: last member of a circle" : "gone"}});
}

}  // namespace vault
