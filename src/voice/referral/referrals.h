#pragma once
// Referrals of a case to a service of the directory or to a team of another organisation. A draft lies sealed
// with the case. Sending makes a copy that holds only what the consent in force names, under a key of its
// own: for a team a record of its circle in the vault, for an outsider a link and a pass code (link.h). Every
// step that ends a referral destroys the copy in the same transaction.
//
// Nothing is sent without a consent in force for this recipient, these parts and this purpose. The one
// exception is what the law demands (SendByLaw): to an authority, by a supervisor who did not draft it, with
// a reason, and the worker is told.
//
// Thread-safe. Errors besides the usual: as of CaseAccess; kForbidden names what she did not agree to;
// kConflict by the table of steps, or where somebody changed the referral meanwhile. OpenLink and Send cost
// one Argon2id each.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "crypto/password.h"
#include "desk/audit/audit.h"
#include "net/client.h"
#include "voice/casework/access.h"
#include "voice/consent/consents.h"
#include "voice/intake/teams.h"
#include "voice/referral/directory.h"
#include "voice/referral/link.h"
#include "voice/referral/rows.h"

namespace voice::referral {

struct Referral {
  ReferralRow row;
  Draft draft;
  std::vector<Word> words;
};

// What stands between a draft and its sending.
struct Standing {
  std::optional<consent::Consent> consent;  // in force for the recipient
  std::vector<Part> missing;                // parts of the draft that it does not name
  bool purpose_fits = false;
  bool Clear() const { return consent.has_value() && missing.empty() && purpose_fits; }
};

// To be shown once: neither is kept.
struct SentLink {
  std::string path;
  std::string code;  // "1234 5678 9012"
};

// What a recipient reads. Without a copy the referral has ended: why is not said.
struct TheirView {
  ReferralRow row;
  std::string number;
  std::string from;
  std::optional<Copy> copy;
  std::vector<Word> words;
  std::string sitting;  // for the next form of an outsider
};
enum class TheirAct : std::uint8_t { kAccept, kDecline, kFinish, kAsk, kDeleted, kKept, kCount };
std::string_view TheirActName(TheirAct act);  // "accept": in forms and words
std::optional<TheirAct> TheirActNamed(std::string_view name);

// A team of another organisation that can be referred to.
struct OtherTeam {
  TeamId id;
  std::string name;  // "Organisation, team"
};

// A line of a list, of what stands in clear alone.
struct Listed {
  ReferralRow row;
  std::string from;  // organisation and team that sent it
};
struct ListPosition {
  Day made = 0;
  ReferralId id;  // empty: the beginning
};

struct Keys {
  crypto::SecretBytes pepper;   // links are found by it
  crypto::SecretBytes sitting;  // an opened link, in a form
  crypto::SecretBytes mail;     // addresses
};

class Referrals {
 public:
  Referrals(CaseAccess& access, vault::Vault& vault, Directory& directory, const base::Clock& clock,
            base::Random& random, desk::Audit& audit, Keys keys, crypto::HashCost cost = crypto::kSignInCost)
      : access_(access),
        vault_(vault),
        directory_(directory),
        clock_(clock),
        random_(random),
        audit_(audit),
        keys_(std::move(keys)),
        cost_(cost) {}

  // ---- the team (referrals.cc, send.cc)
  // A new draft where `id` is empty. The recipient's name, kind and mail are taken from the directory.
  base::Result<ReferralId> Save(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                                const ReferralId& id, Draft draft, std::int64_t version);
  base::Result<std::vector<Referral>> Of(const OpenedCase& opened);  // oldest first
  base::Result<Referral> Get(const OpenedCase& opened, const ReferralId& id);
  base::Result<Standing> StandingOf(const OpenedCase& opened, const Draft& draft);
  base::Result<std::vector<OtherTeam>> OtherTeams(const desk::OrgId& org);  // by name
  // The link is for an outsider; a team finds the referral by itself.
  base::Result<std::optional<SentLink>> Send(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                             const CaseId& of, const ReferralId& id, std::int64_t version);
  // `duty`: "children" or "danger", which the law of the team's country must know. `told`: what the worker
  // reads of it, in her language.
  base::Result<std::optional<SentLink>> SendByLaw(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                                  const CaseId& of, const ReferralId& id,
                                                  std::int64_t version, std::string_view duty,
                                                  std::string_view reason, std::string_view told);
  // kRevoke takes it back; kAccept, kDecline and kFinish record what the recipient said by telephone.
  base::Status Act(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                   const ReferralId& id, referral::Act act, std::string_view note);
  base::Status Answer(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                      const ReferralId& id, std::string_view text);
  // Another link and code to the same copy, where the first was lost or is closed after wrong codes; the
  // first opens nothing from now on. Errors: kConflict (it has no link, or nothing is left to say by it).
  base::Result<SentLink> NewLink(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                                 const ReferralId& id);
  // What the recipient said elsewhere to the request for deletion. `note` must say how it is known.
  base::Status NoteDeletion(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                            const ReferralId& id, bool deleted, std::string_view note);
  // The same where the case is deleted and no note can be kept; needs nobody unlocked.
  base::Status NoteDeletionAlone(const desk::Actor& actor, const ReferralId& id, bool deleted);
  base::Status MarkSeen(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                        const ReferralId& id);

  // ---- an outsider with link and pass code (outside.cc). Nothing: the link opens nothing; whether it never
  // did, was taken away or the code is wrong is not told.
  base::Result<std::optional<TheirView>> OpenLink(std::string_view token, std::string_view code);
  base::Result<std::optional<TheirView>> Resume(std::string_view token, std::string_view sitting);
  base::Result<std::optional<TheirView>> ActByLink(std::string_view token, std::string_view sitting,
                                                   TheirAct act, std::string_view text);
  base::Result<OpenedFile> FileByLink(std::string_view token, std::string_view sitting, std::size_t place);

  // ---- a team that was referred to (inside.cc)
  base::Result<std::vector<Listed>> Received(const desk::Actor& actor, const ListPosition& after,
                                             std::size_t limit);
  base::Result<TheirView> OpenReceived(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                       const ReferralId& id);
  base::Status ActReceived(const desk::Actor& actor, const vault::UnlockedPerson& me, const ReferralId& id,
                           TheirAct act, std::string_view text);
  base::Result<OpenedFile> FileReceived(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                        const ReferralId& id, std::size_t place);
  // A case of the team that was referred to, with `text` and the files as its first note; accepts the
  // referral where nobody has.
  base::Result<CaseId> MakeCase(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                const ReferralId& id, const Team& team, std::string_view text);

  // ---- clocks (clocks.cc)
  // Of the actor's teams, newest first.
  base::Result<std::vector<Listed>> Sent(const desk::Actor& actor, const ListPosition& after,
                                         std::size_t limit);
  struct Waiting {
    std::vector<Listed> late;      // no answer in time, of the actor's teams
    std::vector<Listed> unread;    // answered, and nobody has looked; or closed after wrong codes
    std::vector<Listed> unmailed;  // no mail reaches the recipient: no address, or one that fails
    std::vector<Listed> received;  // wait for the actor's own team
  };
  base::Result<Waiting> WaitingFor(const desk::Actor& actor);
  // Of the whole organisation: what its teams let wait for three days longer. For supervisors.
  base::Result<std::vector<Listed>> Escalated(const desk::Actor& actor);
  // What has run out ends; reminders and requests for deletion go out. Called by a job, each minute.
  base::Status Tick(net::Mailer& mailer, std::string_view public_url);

 private:
  struct Sealed;
  struct Sitting;
  base::Result<Draft> Completed(const desk::Actor& actor, Draft draft);
  base::Result<std::optional<SentLink>> SendWith(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                                 const CaseId& of, const ReferralId& id, std::int64_t version,
                                                 const Draft* by_law, std::string_view told);
  base::Status SealLink(db::Transaction& tx, const ReferralRow& row, const Sealed& sealed, bool live);
  base::Status SealCopy(db::Transaction& tx, const OpenedCase& opened, const ReferralRow& row,
                        const Draft& draft, const Sealed& sealed);
  base::Result<std::optional<Sitting>> SittingOf(std::string_view token, std::string_view sitting);
  base::Result<TheirView> ViewOf(db::Transaction& tx, const Sitting& sitting);
  base::Status Their(db::Transaction& tx, const ReferralRow& row, TheirAct act, std::string_view text,
                     const crypto::SecretBytes* copy_key);
  base::Result<ReferralRow> ReceivedRow(db::Transaction& tx, const desk::Actor& actor,
                                        const std::vector<vault::CircleId>& circles, const ReferralId& id);
  base::Status MailDue(net::Mailer& mailer, std::string_view public_url, bool deletions);
  base::Status AfterMail(const ReferralId& id, bool deletion, bool sent);
  Day Today() const { return DayOf(clock_.Now()); }

  CaseAccess& access_;
  vault::Vault& vault_;
  Directory& directory_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
  Keys keys_;
  crypto::HashCost cost_;
};

}  // namespace voice::referral
