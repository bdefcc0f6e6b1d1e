#pragma once
// The vault: what only certain people may read, whoever has the disk. Every person has a key pair in each
// organisation; a circle (a named set of members) has one too, whose private half is sealed to each member; a
// record has a key of its own, sealed to circles and persons. The server seals with public keys at any time;
// it opens only while a person's own key is unlocked.
//
//   crypto::SecretBytes cookie_key = TRY(vault.Unlock(actor, passphrase));          // into the browser's
//   cookie, nowhere else UnlockedPerson me = TRY(vault.OpenSession(actor, cookie_key.view()));            //
//   every request: unwrapped, used, wiped TRY(vault.SealRecord(tx, actor.org, {.circles = {circle}}, record,
//   text));       // with the caller's own rows, in one transaction crypto::SecretBytes text =
//   TRY(vault.OpenRecord(me, record));
//
// Key pairs belong to a person in an organisation: the holders who can recover a key in one organisation
// reach nothing in another. docs/security.md says what each kind of attacker sees. All calls name the
// organisation by `actor.org` or by an argument; rows of another one are kNotFound. Changes of who may open
// what are audited in the same transaction.
//
// Thread-safe; stateless between calls, so any process with the same database serves any request. Unlocking
// and what takes a pass-phrase cost base::kPassphraseHash* and must not be called inside a transaction.
// Errors besides the usual: kUnauthenticated means "locked" (ask for the pass-phrase), kForbidden a wrong
// pass-phrase or no right to open, kCorrupt a row that was tampered with.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/box.h"
#include "crypto/password.h"
#include "crypto/secret.h"
#include "db/db.h"
#include "desk/actor.h"
#include "desk/audit/audit.h"

namespace vault {

using CircleId = base::Id<struct CircleTag>;
using RecordId = base::Id<struct SealedRecordTag>;
using RecoveryId = base::Id<struct RecoveryTag>;

std::span<const db::Migration> Migrations();

// A person whose private key is in memory. Lives for one request; wiped when it goes.
class UnlockedPerson {
 public:
  UnlockedPerson(desk::OrgId org, desk::PersonId person, crypto::KeyPair keys)
      : org_(std::move(org)), person_(std::move(person)), keys_(std::move(keys)) {}
  const desk::OrgId& org() const { return org_; }
  const desk::PersonId& person() const { return person_; }
  const crypto::KeyPair& keys() const { return keys_; }

 private:
  desk::OrgId org_;
  desk::PersonId person_;
  crypto::KeyPair keys_;
};

// Who may open a record: members of these circles, and these persons.
struct Audience {
  std::vector<CircleId> circles;
  std::vector<desk::PersonId> persons;
};

// Some members of a circle, to whom something is sealed one by one because others of the circle must not open
// it. `called` is how people speak of it, and stands in clear.
struct Members {
  CircleId circle;
  std::vector<desk::PersonId> persons;
  std::string called;
};

struct Circle {
  CircleId id;
  std::string name;
  std::int64_t generation = 0;          // of its keys; rises when somebody leaves
  std::vector<desk::PersonId> members;  // ordered
};

// One person with her keys in one organisation, where more than one organisation is meant.
struct Keyholder {
  desk::OrgId org;
  desk::PersonId person;
  auto operator<=>(const Keyholder&) const = default;
};

using Holders = std::array<desk::PersonId, 3>;

struct Recovery {
  RecoveryId id;
  desk::PersonId person;
  base::UtcTime asked;
  std::vector<desk::PersonId> approved_by;
};

class Vault {
 public:
  // `cost` is how dear one guess of a pass-phrase is; only tests choose a cheaper one.
  Vault(db::Database& database, const base::Clock& clock, base::Random& random, desk::Audit& audit,
        crypto::HashCost cost = crypto::kPassphraseCost)
      : database_(database), clock_(clock), random_(random), audit_(audit), cost_(cost) {}

  // ---- a person's keys
  // Errors: kConflict (has keys already), kInvalid (a pass-phrase under base::kMinPassphraseBytes).
  base::Status MakeKeys(const desk::Actor& actor, crypto::ByteView passphrase);
  base::Result<bool> HasKeys(const desk::OrgId& org, const desk::PersonId& person);
  base::Result<std::vector<desk::PersonId>> PersonsWithKeys(const desk::OrgId& org);  // ordered
  // Locks all sessions of the person.
  base::Status ChangePassphrase(const desk::Actor& actor, crypto::ByteView old_passphrase,
                                crypto::ByteView new_passphrase);

  // ---- unlocking
  // Unlocks the actor's session in the actor's organisation and returns the key under which the private key
  // now lies in the database: it belongs into the browser's cookie (HttpOnly, Secure, SameSite=Strict) and
  // nowhere else. Errors: kForbidden
  // (wrong pass-phrase, or the stored key is damaged), kBusy (base::kMaxUnlockAttempts wrong ones), kNotFound
  // (no keys yet).
  base::Result<crypto::SecretBytes> Unlock(const desk::Actor& actor, crypto::ByteView passphrase);
  // kUnauthenticated where the session is locked, expired (base::kUnlockedIdleMs, base::kUnlockedMs),
  // unlocked in another organisation or by another person, or where the key does not fit.
  base::Result<UnlockedPerson> OpenSession(const desk::Actor& actor, crypto::ByteView cookie_key);
  // When the session is locked again if nobody uses it; kUnauthenticated where it is locked.
  base::Result<base::UtcTime> UnlockedUntil(const desk::Actor& actor);
  base::Status Lock(const desk::Actor& actor);
  // Without a session, for command lines. Errors as of Unlock.
  base::Result<UnlockedPerson> OpenWithPassphrase(const desk::Actor& actor, crypto::ByteView passphrase);

  // ---- circles
  // Members need keys (kInvalid). Errors: kConflict (the name is taken), kTooLarge.
  base::Result<CircleId> CreateCircle(const desk::Actor& actor, std::string_view name,
                                      const std::vector<desk::PersonId>& members);
  base::Result<std::vector<Circle>> Circles(const desk::OrgId& org);  // by name
  base::Result<std::vector<Circle>> Circles(db::Transaction& tx, const desk::OrgId& org);
  base::Result<bool> IsMember(db::Transaction& tx, const desk::OrgId& org, const CircleId& circle,
                              const desk::PersonId& person);
  // `by` must be a member. The new member may open all records of the circle, also older ones; not those that
  // are sealed to some of its members (SealToMembers).
  base::Status AddMember(const desk::Actor& actor, const UnlockedPerson& by, const CircleId& circle,
                         const desk::PersonId& person);
  // Needs nobody unlocked: the circle gets new keys at once, which the leaver never had, and the rows that
  // were sealed to her go, also what was sealed to her as one of some members. Let a member call Reseal soon.
  // Errors: kConflict (the last member; nobody else could open a record that is sealed to some members, which
  // the error names).
  base::Status RemoveMember(const desk::Actor& actor, const CircleId& circle, const desk::PersonId& person);
  // Seals record keys that are still under older keys of the circle to the present ones, at most
  // base::kResealBatch at a call; old keys that nothing needs go. Returns how many records are left. `by`
  // must be a member.
  base::Result<std::int64_t> Reseal(const UnlockedPerson& by, const CircleId& circle);
  // The person is out of every circle, her own keys, sessions, shares and what was sealed to her alone are
  // gone. To be called where she leaves the organisation; what was sealed to her alone can never be opened
  // again. A circle whose last member she is keeps her, and with it her keys: nobody unlocks without a
  // membership, and if she comes back its records are not lost. Errors: kConflict (nobody else could open a
  // record that is sealed to some members of a circle, which the error names).
  base::Status LeaveOrganisation(db::Transaction& tx, const desk::Actor& actor, const desk::PersonId& person);

  // ---- records
  // The caller audits them, as it knows what they mean. `record` must be new. Errors: kInvalid (nobody in the
  // audience, or a person without keys), kNotFound (no such circle), kTooLarge.
  base::Status SealRecord(db::Transaction& tx, const desk::OrgId& org, const Audience& audience,
                          const RecordId& record, crypto::ByteView plaintext);
  // The same for some members of a circle. Who of them leaves the circle loses it; who joins does not open
  // it.
  base::Status SealToMembers(db::Transaction& tx, const desk::OrgId& org, const Members& members,
                             const RecordId& record, crypto::ByteView plaintext);
  base::Result<crypto::SecretBytes> OpenRecord(const UnlockedPerson& reader, const RecordId& record);
  base::Result<crypto::SecretBytes> OpenRecord(db::Transaction& tx, const UnlockedPerson& reader,
                                               const RecordId& record);
  // Lets more people open it. `by` must be able to.
  base::Status ShareRecord(db::Transaction& tx, const UnlockedPerson& by, const Audience& more,
                           const RecordId& record);
  base::Status RemoveRecord(db::Transaction& tx, const desk::OrgId& org, const RecordId& record);
  base::Result<Audience> AudienceOf(const desk::OrgId& org, const RecordId& record);
  base::Result<Audience> AudienceOf(db::Transaction& tx, const desk::OrgId& org, const RecordId& record);

  // ---- shared records: sealed to persons of several organisations, for what these discuss among themselves
  // They belong to no organisation; whoever knows the id finds the row, only who holds a seal opens it. The
  // caller checks who may change them and audits it. Errors as of the calls above; each takes and returns a
  // span of persons without repetition, at most base::kMaxKeyholders.
  // Errors: kInvalid (nobody, or a person without keys), kTooLarge. `record` must be new.
  base::Status SealShared(db::Transaction& tx, std::span<const Keyholder> holders, const RecordId& record,
                          crypto::ByteView plaintext);
  base::Result<crypto::SecretBytes> OpenShared(db::Transaction& tx, const UnlockedPerson& reader,
                                               const RecordId& record);
  // Another text under a new key, sealed to the same persons. Needs nobody unlocked.
  base::Status ReplaceShared(db::Transaction& tx, const RecordId& record, crypto::ByteView plaintext);
  // Lets more people open it. `by` must be able to; who holds a seal already keeps it.
  base::Status AddToShared(db::Transaction& tx, const UnlockedPerson& by, const RecordId& record,
                           std::span<const Keyholder> more);
  // Needs nobody unlocked: her seal goes at once. The text waits for RenewShared, since she may have kept its
  // key. Errors: kNotFound (she holds none), kConflict (nobody else could open it).
  base::Status RemoveFromShared(db::Transaction& tx, const RecordId& record, const Keyholder& holder);
  // Where somebody was removed since: the text under a new key, sealed to those who stay. Returns whether
  // there was anything to do. `by` must be able to open it.
  base::Result<bool> RenewShared(db::Transaction& tx, const UnlockedPerson& by, const RecordId& record);
  base::Status RemoveShared(db::Transaction& tx, const RecordId& record);
  base::Result<std::vector<Keyholder>> HoldersOfShared(db::Transaction& tx,
                                                       const RecordId& record);  // ordered

  // ---- recovery: any two of three holders together give a person back what her lost pass-phrase opened
  // Three different persons with keys. Publish HoldersCode where the database's administrator cannot change
  // it (paper, intranet).
  base::Status NameHolders(const desk::Actor& actor, const Holders& holders);
  // In their order. Empty before NameHolders; fewer than three after one has left the organisation.
  base::Result<std::vector<desk::PersonId>> HoldersOf(const desk::OrgId& org);
  // Sixteen letters and digits in groups, "abcd-efgh-ijkl-mnop", that stand for the three holders and their
  // public keys. Errors: kConflict (not three).
  base::Result<std::string> HoldersCode(const desk::OrgId& org);
  // Splits the person's key among the present holders. She has seen their names and compared the code: keys
  // that somebody put into the database would have another one (kInvalid). Shares of other holders go. Until
  // a person has done this for new holders, those of before who are still named can help her.
  base::Status TrustHolders(const desk::Actor& actor, const UnlockedPerson& person, std::string_view code);
  // Whether the person's shares are those of the present three holders; where not, ask her at her next
  // unlocking.
  base::Result<bool> IsCovered(const desk::OrgId& org, const desk::PersonId& person);
  // How many persons with keys are not.
  base::Result<std::int64_t> UncoveredPersons(const desk::OrgId& org);
  // The actor lost her pass-phrase and names a new one. Replaces an earlier request of hers. `code` is for
  // her alone to read to the holders, over the telephone or face to face: it shows that the request they see
  // is hers.
  struct NewRecovery {
    RecoveryId id;
    std::string code;  // in the form of HoldersCode
  };
  // Errors: kConflict (no shares were ever made), kNotFound (no keys), kInvalid.
  base::Result<NewRecovery> AskRecovery(const desk::Actor& actor, crypto::ByteView new_passphrase);
  base::Result<std::vector<Recovery>> Recoveries(const desk::OrgId& org);  // open ones, oldest first
  // `holder` must be a holder now and have a share; `code` as the person read it out. The holder learns
  // nothing of the key.
  base::Status ApproveRecovery(const desk::Actor& actor, const UnlockedPerson& holder,
                               const RecoveryId& recovery, std::string_view code);
  // With two approvals: the new pass-phrase now opens the old key; all her sessions are locked. Errors:
  // kConflict (not enough approvals).
  base::Status FinishRecovery(const desk::Actor& actor, crypto::ByteView new_passphrase);

 private:
  base::Status CountAttempt(const desk::Actor& actor);
  base::Error WrongPassphrase(const desk::Actor& actor);
  base::Status ClearAttempts(const desk::Actor& actor);
  // False where she is the last member and stays.
  base::Result<bool> RemoveFromCircle(db::Transaction& tx, const desk::Actor& actor, const CircleId& circle,
                                      const desk::PersonId& person);

  db::Database& database_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
  crypto::HashCost cost_;
};

}  // namespace vault
