#include <algorithm>

#include "base/limits.h"
#include "crypto/encoding.h"
#include "crypto/mac.h"
#include "crypto/sharing.h"
#include "desk/tr.h"
#include "vault/sealing.h"

namespace vault {
namespace {

constexpr std::size_t kCodeBytes = 10;  // 80 bits: no other key pair with the same code can be found
constexpr std::size_t kCodeGroup = 4;

std::string RecordOf(const RecoveryId& recovery) {
  return "recovery:" + recovery.text();
}

std::string SharePlace(const desk::OrgId& org, const desk::PersonId& person, const desk::PersonId& holder) {
  return Place({"share", org.text(), person.text(), holder.text()});
}
std::string RecoveryPlace(const desk::OrgId& org, const RecoveryId& recovery) {
  return Place({"recovery", org.text(), recovery.text()});
}
std::string ApprovalPlace(const desk::OrgId& org, const RecoveryId& recovery, const desk::PersonId& holder) {
  return Place({"approval", org.text(), recovery.text(), holder.text()});
}

// Letters and digits only, small: the code as people may write it.
std::string Bare(std::string_view code) {
  std::string bare;
  for (const char c : code) {
    if (c >= 'A' && c <= 'Z') bare += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) bare += c;
  }
  return bare;
}

// Letters that people compare by voice; they stand for these bytes at this place.
std::string CodeOf(crypto::ByteView bytes, std::string_view place) {
  const crypto::Mac mac = crypto::HmacSha256(bytes, crypto::AsBytes(place));
  const std::string letters = Bare(crypto::Base32Encode(crypto::ByteView(mac).first(kCodeBytes)));
  std::string code;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i > 0 && i % kCodeGroup == 0) code += '-';
    code += letters[i];
  }
  return code;
}

bool SameCode(std::string_view given, std::string_view expected) {
  return crypto::ConstantTimeEqual(crypto::AsBytes(Bare(given)), crypto::AsBytes(Bare(expected)));
}

std::string RequestCode(const desk::OrgId& org, const desk::PersonId& person, const RecoveryId& recovery,
                        const crypto::PublicKey& public_key) {
  return CodeOf(public_key, Place({"request-code", org.text(), person.text(), recovery.text()}));
}

base::Result<std::vector<desk::PersonId>> ReadHolders(db::Transaction& tx, const desk::OrgId& org) {
  std::vector<desk::PersonId> holders;
  for (const db::Row& row : TRY(Fitting(
           tx.Query("SELECT person_id FROM vault_holder WHERE org_id = $1 ORDER BY place", {org}), "t"))) {
    holders.push_back(row.IdAt<desk::PersonId>(0));
  }
  return holders;
}

struct Holder {
  desk::PersonId person;
  crypto::PublicKey public_key{};
};

// Errors: kConflict where there are not three.
base::Result<std::vector<Holder>> ReadThreeHolders(db::Transaction& tx, const desk::OrgId& org) {
  std::vector<Holder> holders;
  for (const desk::PersonId& person : TRY(ReadHolders(tx, org))) {
    const crypto::PublicKey public_key = TRY(PublicKeyOf(tx, org, person));
    holders.push_back({person, public_key});
  }
  if (holders.size() != Holders().size())
    return Conflict(desk::tr("the organisation has not named three holders"));
  return holders;
}

std::string CodeOfHolders(const desk::OrgId& org, const std::vector<Holder>& holders) {
  std::string place = Place({"holders-code", org.text()});
  crypto::Bytes keys;
  for (const Holder& holder : holders) {
    place += '\n' + holder.person.text();
    keys.insert(keys.end(), holder.public_key.begin(), holder.public_key.end());
  }
  return CodeOf(keys, place);
}

base::Status StoreShares(db::Transaction& tx, const UnlockedPerson& person,
                         const std::vector<Holder>& holders) {
  TRY(tx.Execute("DELETE FROM vault_share WHERE org_id = $1 AND person_id = $2",
                 {person.org(), person.person()}));
  const crypto::Shares shares = crypto::SplitSecret(person.keys().private_key().view());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const crypto::Bytes sealed =
        TRY(crypto::SealTo(holders[i].public_key, shares[i].view(),
                           crypto::AsBytes(SharePlace(person.org(), person.person(), holders[i].person))));
    TRY(tx.Execute(
        "INSERT INTO vault_share (org_id, person_id, holder_id, sealed_share) VALUES ($1, $2, $3, $4)",
        {person.org(), person.person(), holders[i].person, crypto::ByteView(sealed)}));
  }
  return base::Ok();
}

// How many of the person's shares are with present holders.
base::Result<std::int64_t> PresentShares(db::Transaction& tx, const desk::OrgId& org,
                                         const desk::PersonId& person) {
  const auto row =
      TRY(tx.QueryOne("SELECT count(*) FROM vault_share s JOIN vault_holder h ON h.org_id = s.org_id AND "
                      "h.person_id = s.holder_id "
                      "WHERE s.org_id = $1 AND s.person_id = $2",
                      {org, person}));
  return row->Int(0);
}

base::Status DropRequest(db::Transaction& tx, const desk::OrgId& org, const desk::PersonId& person) {
  TRY(tx.Execute(
      "DELETE FROM vault_approval WHERE org_id = $1 AND recovery_id IN (SELECT id FROM vault_recovery WHERE "
      "org_id = $1 AND person_id = $2)",
      {org, person}));
  TRY(tx.Execute("DELETE FROM vault_recovery WHERE org_id = $1 AND person_id = $2", {org, person}));
  return base::Ok();
}

base::Error NoRequest() {
  return base::NotFound(desk::tr("there is no such request for recovery, or its time is over"));
}

struct Approval {
  desk::PersonId holder;
  crypto::Bytes sealed_share;
};

struct Request {
  RecoveryId id;
  crypto::PublicKey public_key{};
  Protected key;
  crypto::PublicKey person_key{};  // of the pair that is to be restored
  std::vector<Approval> approvals;
};

base::Result<Request> ReadRequest(db::Transaction& tx, const desk::Actor& actor, std::int64_t now) {
  const auto row = TRY(
      Fitting(tx.QueryOne("SELECT r.id, r.public_key, r.sealed_private, r.salt, r.passes, r.memory_bytes, "
                          "k.public_key FROM vault_recovery r "
                          "JOIN vault_key k ON k.org_id = r.org_id AND k.person_id = r.person_id "
                          "WHERE r.org_id = $1 AND r.person_id = $2 AND r.asked_ms > $3",
                          {actor.org, actor.person, now - base::kRecoveryMs}),
              "tbbbiib"));
  if (!row) return NoRequest();
  Request request;
  request.id = row->IdAt<RecoveryId>(0);
  request.public_key = TRY(crypto::ToPublicKey(row->Bytes(1)));
  request.key = TRY(ReadProtected(*row, 2));
  request.person_key = TRY(crypto::ToPublicKey(row->Bytes(6)));
  for (const db::Row& approval :
       TRY(Fitting(tx.Query("SELECT holder_id, sealed_share FROM vault_approval WHERE org_id = $1 AND "
                            "recovery_id = $2 ORDER BY holder_id",
                            {actor.org, request.id}),
                   "tb"))) {
    const crypto::ByteView sealed = approval.Bytes(1);
    request.approvals.push_back({approval.IdAt<desk::PersonId>(0), {sealed.begin(), sealed.end()}});
  }
  if (request.approvals.size() < 2) return Conflict(desk::tr("two of the three holders must approve first"));
  return request;
}

// The person's key pair out of any two shares that fit; a damaged one does not spoil the two others.
base::Result<crypto::KeyPair> Restore(const desk::OrgId& org, const Request& request,
                                      const crypto::KeyPair& keys) {
  std::vector<crypto::SecretBytes> shares;
  for (const Approval& approval : request.approvals) {
    base::Result<crypto::SecretBytes> share = crypto::OpenSealed(
        keys, approval.sealed_share, crypto::AsBytes(ApprovalPlace(org, request.id, approval.holder)));
    if (share) shares.push_back(*std::move(share));
  }
  for (std::size_t i = 0; i < shares.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      base::Result<crypto::SecretBytes> secret = crypto::RestoreSecret(shares[i].view(), shares[j].view());
      if (!secret) continue;
      base::Result<crypto::KeyPair> restored = Pair(*std::move(secret), request.person_key);
      if (restored) return restored;
    }
  }
  return base::Corrupt(desk::tr("the approvals do not restore the key; ask for recovery again"));
}

}  // namespace

base::Status Vault::NameHolders(const desk::Actor& actor, const Holders& holders) {
  if (holders[0] == holders[1] || holders[1] == holders[2] || holders[0] == holders[2]) {
    return base::Invalid(desk::tr("name three different persons"));
  }
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("DELETE FROM vault_holder WHERE org_id = $1", {actor.org}));
    for (std::size_t place = 0; place < holders.size(); ++place) {
      static_cast<void>(TRY(PublicKeyOf(tx, actor.org, holders[place])));
      TRY(tx.Execute("INSERT INTO vault_holder (org_id, place, person_id) VALUES ($1, $2, $3)",
                     {actor.org, place, holders[place]}));
    }
    return audit_.Append(
        tx, actor, "vault.name-holders", "org:" + actor.org.text(),
        {{"first", holders[0].text()}, {"second", holders[1].text()}, {"third", holders[2].text()}});
  });
}

base::Result<std::vector<desk::PersonId>> Vault::HoldersOf(const desk::OrgId& org) {
  return database_.Read([&](db::Transaction& tx) { return ReadHolders(tx, org); });
}

base::Result<std::int64_t> Vault::UncoveredPersons(const desk::OrgId& org) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    const auto row =
        TRY(tx.QueryOne("SELECT count(*) FROM vault_key k WHERE k.org_id = $1 AND (SELECT count(*) FROM "
                        "vault_share s JOIN vault_holder h "
                        "ON h.org_id = s.org_id AND h.person_id = s.holder_id WHERE s.org_id = k.org_id AND "
                        "s.person_id = k.person_id) < 3",
                        {org}));
    return row->Int(0);
  });
}

base::Result<bool> Vault::IsCovered(const desk::OrgId& org, const desk::PersonId& person) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<bool> {
    const std::int64_t shares = TRY(PresentShares(tx, org, person));
    return shares == static_cast<std::int64_t>(Holders().size());
  });
}

base::Result<std::string> Vault::HoldersCode(const desk::OrgId& org) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::string> {
    return CodeOfHolders(org, TRY(ReadThreeHolders(tx, org)));
  });
}

base::Status Vault::TrustHolders(const desk::Actor& actor, const UnlockedPerson& person,
                                 std::string_view code) {
  TRY(CheckSame(actor, person));
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const std::vector<Holder> holders = TRY(ReadThreeHolders(tx, actor.org));
    if (!SameCode(code, CodeOfHolders(actor.org, holders))) {
      return base::Invalid(desk::tr(
          "this is not the code of the holders that are named now; compare it with the published one"));
    }
    TRY(StoreShares(tx, person, holders));
    return audit_.Append(tx, actor, "vault.trust-holders", vault::RecordOf(actor.person));
  });
}

base::Result<Vault::NewRecovery> Vault::AskRecovery(const desk::Actor& actor,
                                                    crypto::ByteView new_passphrase) {
  TRY(CheckPerson(actor));
  TRY(CheckNewPassphrase(new_passphrase));
  const RecoveryId id = RecoveryId::New(random_);
  const crypto::KeyPair keys = crypto::KeyPair::Generate();
  const Protected key = TRY(Protect(keys, new_passphrase, cost_, RecoveryPlace(actor.org, id)));
  const base::Status stored = database_.Write([&](db::Transaction& tx) -> base::Status {
    if (TRY(PresentShares(tx, actor.org, actor.person)) < 2)
      return Conflict(
          desk::tr("no two holders can help: recovery was not set up before the pass-phrase was lost"));
    TRY(DropRequest(tx, actor.org, actor.person));
    TRY(tx.Execute(
        "INSERT INTO vault_recovery (org_id, id, person_id, public_key, sealed_private, salt, passes, "
        "memory_bytes, asked_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {actor.org, id, actor.person, crypto::ByteView(keys.public_key()),
         crypto::ByteView(key.sealed_private), crypto::ByteView(key.salt), key.cost.passes,
         key.cost.memory_bytes, clock_.Now().ms}));
    return audit_.Append(tx, actor, "vault.ask-recovery", RecordOf(id), {{"person", actor.person.text()}});
  });
  if (!stored) return stored.error();
  return NewRecovery{id, RequestCode(actor.org, actor.person, id, keys.public_key())};
}

base::Result<std::vector<Recovery>> Vault::Recoveries(const desk::OrgId& org) {
  const std::int64_t now = clock_.Now().ms;
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<Recovery>> {
    std::vector<Recovery> recoveries;
    for (const db::Row& row : TRY(Fitting(
             tx.Query("SELECT r.id, r.person_id, r.asked_ms, a.holder_id FROM vault_recovery r LEFT JOIN "
                      "vault_approval a ON "
                      "a.org_id = r.org_id AND a.recovery_id = r.id WHERE r.org_id = $1 AND r.asked_ms > $2 "
                      "ORDER BY r.asked_ms, r.id, a.holder_id",
                      {org, now - base::kRecoveryMs}),
             "ttit"))) {
      const RecoveryId id = row.IdAt<RecoveryId>(0);
      if (recoveries.empty() || recoveries.back().id != id) {
        recoveries.push_back({id, row.IdAt<desk::PersonId>(1), {row.Int(2)}, {}});
      }
      if (!row.IsNull(3)) recoveries.back().approved_by.push_back(row.IdAt<desk::PersonId>(3));
    }
    return recoveries;
  });
}

base::Status Vault::ApproveRecovery(const desk::Actor& actor, const UnlockedPerson& holder,
                                    const RecoveryId& recovery, std::string_view code) {
  TRY(CheckSame(actor, holder));
  const std::int64_t now = clock_.Now().ms;
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const auto row = TRY(Fitting(
        tx.QueryOne("SELECT person_id, public_key FROM vault_recovery WHERE org_id = $1 AND id = $2 AND "
                    "asked_ms > $3",
                    {actor.org, recovery, now - base::kRecoveryMs}),
        "tb"));
    if (!row) return NoRequest();
    const desk::PersonId person = row->IdAt<desk::PersonId>(0);
    const crypto::PublicKey public_key = TRY(crypto::ToPublicKey(row->Bytes(1)));
    const auto share = TRY(Fitting(
        tx.QueryOne("SELECT s.sealed_share FROM vault_share s JOIN vault_holder h ON h.org_id = s.org_id "
                    "AND h.person_id = s.holder_id "
                    "WHERE s.org_id = $1 AND s.person_id = $2 AND s.holder_id = $3",
                    {actor.org, person, actor.person}),
        "b"));
    if (!share || person == actor.person)
      return Forbidden(desk::tr("this is for the persons who hold a share"));
    if (!SameCode(code, RequestCode(actor.org, person, recovery, public_key))) {
      return base::Invalid(desk::tr(
          "this is not the code of this request; ask the person to read it again, and approve nothing if it "
          "still differs"));
    }
    const crypto::SecretBytes opened = TRY(crypto::OpenSealed(
        holder.keys(), share->Bytes(0), crypto::AsBytes(SharePlace(actor.org, person, actor.person))));
    const crypto::Bytes sealed = TRY(crypto::SealTo(
        public_key, opened.view(), crypto::AsBytes(ApprovalPlace(actor.org, recovery, actor.person))));
    TRY(tx.Execute(
        "INSERT INTO vault_approval (org_id, recovery_id, holder_id, sealed_share) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT DO NOTHING",
        {actor.org, recovery, actor.person, crypto::ByteView(sealed)}));
    return audit_.Append(tx, actor, "vault.approve-recovery", RecordOf(recovery),
                         {{"person", person.text()}});
  });
}

base::Status Vault::FinishRecovery(const desk::Actor& actor, crypto::ByteView new_passphrase) {
  TRY(CheckPerson(actor));
  TRY(CountAttempt(actor));
  const Request request =
      TRY(database_.Read([&](db::Transaction& tx) { return ReadRequest(tx, actor, clock_.Now().ms); }));
  const base::Result<crypto::KeyPair> keys =
      Unprotect(request.key, new_passphrase, request.public_key, RecoveryPlace(actor.org, request.id));
  if (!keys && keys.error().code == base::Code::kForbidden) return WrongPassphrase(actor);
  if (!keys) return keys.error();
  const crypto::KeyPair restored = TRY(Restore(actor.org, request, *keys));
  const Protected key = TRY(Protect(restored, new_passphrase, cost_, PersonPlace(actor.org, actor.person)));
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(StoreProtected(tx, actor, key));
    TRY(DropRequest(tx, actor.org, actor.person));
    return audit_.Append(tx, actor, "vault.finish-recovery", RecordOf(request.id),
                         {{"person", actor.person.text()}});
  });
}

}  // namespace vault
