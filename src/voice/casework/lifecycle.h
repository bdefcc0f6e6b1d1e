#pragma once
// The ends of a case and who is kept out of it: closing by two persons, legal hold, deletion with a proof,
// retention, conflict of interest. What is deleted is deleted by destroying keys: the vault's record with the
// private keys of the case, and the wrap under the return code; then the boxes themselves. Backups hold old
// wraps until they expire (base::kBackupKeepDays); the proof says so. Thread-safe. Errors besides the usual:
// as of CaseAccess; kForbidden where a second person is needed.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "desk/audit/audit.h"
#include "voice/casework/access.h"
#include "voice/casework/steps.h"

namespace voice {

struct DeletionProof {
  CaseId id;
  Day day = 0;
  Day backups_until = 0;  // old wraps may lie in backups until this day
  std::string reason;     // "asked", "retention"
};

struct DeletionAsked {
  desk::PersonId by;
  std::optional<Day> day;  // not known of requests that are older than its keeping
};

class Lifecycle {
 public:
  Lifecycle(CaseAccess& access, vault::Vault& vault, const base::Clock& clock, desk::Audit& audit)
      : access_(access), vault_(vault), clock_(clock), audit_(audit) {}

  // What other parts keep of a case that is deleted, within the same transaction, before the case itself
  // goes. Before serving; in the order they were given.
  using Deleted = std::function<base::Status(db::Transaction&, const CaseId&)>;
  void OnDelete(Deleted deleted) { deleted_.push_back(std::move(deleted)); }

  // Who may forbid that a hold ends, within the same transaction: kConflict says why. Before serving.
  using Released = std::function<base::Status(db::Transaction&, const desk::Actor&,
                                              const vault::UnlockedPerson&, const CaseId&)>;
  void OnRelease(Released released) { released_.push_back(std::move(released)); }
  // What else a person who is kept out of a case must no longer open, or one who is let in opens too, within
  // the same transaction, after the case itself was sealed anew.
  void OnExclude(Released excluded) { excluded_.push_back(std::move(excluded)); }

  // A step of casework/steps.h. Approving needs cases.supervise and another person than the one who asked.
  base::Status Act(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id, CaseAct act,
                   std::int64_t version);

  // A supervisor's: as long as it holds, nothing of the case is deleted, by nobody of the organisation and no
  // rule. What the worker wrote stays hers: she may delete that with her code.
  base::Status SetHold(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                       bool hold);
  // For an order of an authority, which may come while no supervisor is there. Orders are counted: as long as
  // one that is not closed names the case, the hold does not end and nothing is deleted, also by who cannot
  // open the order.
  base::Status HoldForOrder(db::Transaction& tx, const desk::Actor& actor, const CaseId& id);
  // One of the orders that were counted is closed. The hold stays until somebody ends it.
  base::Status OrderClosed(db::Transaction& tx, const CaseId& id);
  base::Result<bool> IsHeld(const CaseId& id);

  // One person asks, a supervisor who is another person does it. Errors: kConflict (held; not asked).
  base::Status AskDeletion(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id);
  // The request is gone: a supervisor declines it, or who asked takes it back. Errors: kConflict (not asked).
  base::Status DeclineDeletion(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id);
  // Nothing where nobody asked.
  base::Result<std::optional<DeletionAsked>> AskedDeletion(const CaseId& id);
  base::Result<DeletionProof> Delete(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                     const CaseId& id);
  base::Result<DeletionProof> ProofOf(const desk::OrgId& org, const CaseId& id);
  // Closed cases whose time is over, of all teams; at most `limit`. Returns how many. Needs nobody unlocked.
  base::Result<std::int64_t> Purge(std::size_t limit);

  // The person can no longer open the case nor see that it is there: it is sealed anew to the other members
  // of the circle, one by one. Who joins the circle later does not open it. Errors: kConflict (nobody else
  // could open it), kNotFound (not a member).
  base::Status Exclude(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                       const desk::PersonId& person);
  // A supervisor's who can open the case: another member of the team's circle, who cannot, opens it from now
  // on. Errors: kNotFound (she is no member, or opens it already).
  base::Status LetIn(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                     const desk::PersonId& person);
  // The members of the team's circle now.
  struct Circle {
    std::vector<desk::PersonId> inside;   // those who can open the case
    std::vector<desk::PersonId> outside;  // those who cannot
  };
  base::Result<Circle> CircleOf(const OpenedCase& opened);

 private:
  base::Result<Circle> CircleWithin(db::Transaction& tx, const CaseRow& row);
  base::Status SealToSome(db::Transaction& tx, const OpenedCase& opened,
                          const std::vector<desk::PersonId>& persons);
  base::Result<DeletionProof> Destroy(db::Transaction& tx, const desk::Actor& actor, const CaseRow& row,
                                      std::string_view reason);

  CaseAccess& access_;
  vault::Vault& vault_;
  const base::Clock& clock_;
  desk::Audit& audit_;
  std::vector<Deleted> deleted_;
  std::vector<Released> released_, excluded_;
};

}  // namespace voice
