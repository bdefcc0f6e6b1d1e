#pragma once
// The claims of a case: the team's acts on them and the worker's answers. Everything is sealed: the claims in
// the case's document "claims" (inner key), what the worker sees in the talk document "money", her answers in
// entries of the conversation. In the clear stands one thing, voice_case.remedied_day: the day since which
// the worker says that she has something; none where she took it back. The audit log says "case.claims" with
// the case and nothing of what was done.
//
// Each act takes over first what the worker has answered meanwhile (her answers need nobody unlocked; the
// claims do). Thread-safe. Errors besides the usual: as of CaseAccess; kConflict also where `version` is not
// that of the document.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "desk/audit/audit.h"
#include "voice/casework/access.h"
#include "voice/intake/reports.h"
#include "voice/remedy/claims.h"
#include "voice/remedy/money_talk.h"

namespace voice::remedy {

// The claims of an opened case within a transaction; for this folder's parts.
struct StoredBook {
  ClaimBook book;
  std::int64_t version = 0;
  bool answered = false;  // the worker's answers in it are newer than the store's
};
// Reads them and puts the worker's new answers in; writes nothing.
base::Result<StoredBook> ReadClaims(db::Transaction& tx, const OpenedCase& opened);
// Writes the claims, what the worker sees of them, and the day of the first remedy as they say it now.
base::Status WriteClaims(db::Transaction& tx, const OpenedCase& opened, const StoredBook& stored);

class Remedy {
 public:
  Remedy(CaseAccess& access, const base::Clock& clock, base::Random& random, desk::Audit& audit)
      : access_(access), clock_(clock), random_(random), audit_(audit) {}

  // ---- the team's side
  struct Shown {
    ClaimBook book;
    std::int64_t version = 0;
    bool has_reader = false;  // the worker can come back and read
  };
  base::Result<Shown> Book(const OpenedCase& opened);
  // Takes the worker's new answers into the claims. Whether there were any.
  base::Result<bool> TakeOver(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id);

  // A place in one case: which claim, at which version of the document.
  struct At {
    CaseId of;
    ClaimId claim;
    std::int64_t version = 0;
  };
  base::Result<ClaimId> Add(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                            Claim claim, std::int64_t version);
  base::Status Edit(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                    const Claim& after, std::string_view reason);
  base::Status Agree(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                     const base::Decimal& amount, std::string_view reason);
  base::Status Refuse(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                      std::string_view reason);
  base::Status Withdraw(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                        std::string_view reason);
  base::Status Reopen(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                      std::string_view reason);
  base::Result<PaymentId> Pay(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                              Payment payment);
  // What the worker said to somebody of the team. `heard` is not kHerPage (kInvalid).
  base::Status Record(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                      const PaymentId& payment, Answer answer, const base::Decimal& received, Heard heard);
  // Shows the claim on the worker's page, or takes it from there. Errors: kConflict (nobody can read there).
  base::Status Show(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at, bool shown);

  // ---- the worker's side
  // What she sees, with the answers of hers that no one has taken over yet.
  base::Result<std::vector<ShownClaim>> MoneyOf(const Visit& visit);
  // A later answer replaces an earlier one, also where all was confirmed. Errors: kNotFound (nothing of the
  // kind is shown to her), kConflict (she said so already; the claim is refused or withdrawn), kInvalid (the
  // part is not less than the payment). `words` stand in the conversation.
  base::Status AnswerMoney(const Visit& visit, const ClaimId& claim, const PaymentId& payment, Answer answer,
                           const base::Decimal& received, std::string_view words);

 private:
  using Act = std::function<base::Status(db::Transaction&, Claim&, const By&)>;
  base::Status Change(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                      const Act& act);

  CaseAccess& access_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
};

}  // namespace voice::remedy
