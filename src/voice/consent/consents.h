#pragma once
// Consents of a case. The team asks; the worker answers on her page, and her answer counts at once, with
// nobody unlocked: the question is sealed to the talk key, which her code opens, and its state stands in
// clear. What she said in writing or to a case worker is recorded by the team. Taking back ends the whole
// line and, in the same transaction, everything that was told under it (OnEnded).
//
// The case's document "consents" keeps the history that only the team reads: who asked, how she answered,
// what was noted. Her own acts are taken up into it when the team next writes.
// Thread-safe after OnEnded. Errors besides the usual: as of CaseAccess; kConflict by the table of steps.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "desk/audit/audit.h"
#include "voice/casework/access.h"
#include "voice/consent/types.h"

namespace voice::consent {

// One line of the history.
struct HistoryLine {
  ConsentId consent;
  std::int64_t version = 0;
  Day day = 0;
  std::string act;   // "ask", or ActName
  std::string by;    // "worker", "time", "version" (a later question), or Actor::label
  std::string how;   // GivenName where she answered
  std::string note;  // of the team
};

class Consents {
 public:
  // Called within the transaction that ends a line.
  using Ended = std::function<base::Status(db::Transaction&, const LineId&, Day)>;

  Consents(CaseAccess& access, const base::Clock& clock, base::Random& random, desk::Audit& audit)
      : access_(access), clock_(clock), random_(random), audit_(audit) {}
  void OnEnded(Ended ended) { ended_ = std::move(ended); }  // once, before serving

  // ---- the team
  // The worker finds the question when she comes back. A question of the same line that waits is taken back.
  // Errors: kInvalid, kTooLarge (kMaxConsentsOfCase, kMaxConsentWordsBytes).
  base::Result<ConsentId> Ask(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                              const Terms& terms);
  // What she answered elsewhere, to a question that was not asked on the page. `note` must say how it is
  // known.
  base::Result<ConsentId> Record(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                                 const Terms& terms, Given how, bool yes, std::string_view note);
  // kGive and kRefuse record her answer to a question that waits; kWithdraw what she took back; kCancel takes
  // the question back.
  base::Status Step(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                    const ConsentId& consent, Act act, Given how, std::string_view note);
  // Oldest first.
  base::Result<std::vector<Consent>> Of(const OpenedCase& opened);
  base::Result<std::vector<HistoryLine>> History(const OpenedCase& opened);

  // ---- the worker, by her code
  base::Result<std::vector<Consent>> Of(const Visit& visit);
  base::Status Answer(const Visit& visit, const ConsentId& consent, bool yes);
  base::Status TakeBack(const Visit& visit, const ConsentId& consent);

  // ---- within a transaction
  // The consent for this recipient that is in force; nothing where there is none.
  static base::Result<std::optional<Consent>> InForce(db::Transaction& tx, const OpenedCase& opened,
                                                      const Recipient& to, Day today);
  // Everything that was given ends: she had all that she wrote deleted, or the case goes.
  base::Status EndAll(db::Transaction& tx, const CaseId& id);
  // The rows of a case that is deleted.
  static base::Status Remove(db::Transaction& tx, const CaseId& id);

  // What has run out is over. Called by a job. Returns how many.
  base::Result<std::int64_t> Lapse();

 private:
  struct Known;
  base::Result<Known> Insert(db::Transaction& tx, const CaseRow& to, const Terms& terms,
                             const crypto::KeyPair& talk);
  base::Status Move(db::Transaction& tx, const Known& known, Act act, const crypto::KeyPair* talk);
  base::Status GiveUp(db::Transaction& tx, const std::vector<Known>& all, const Known& given,
                      const crypto::KeyPair& talk);
  base::Status ByWorker(const Visit& visit, const ConsentId& consent, Act act);
  Day Today() const { return DayOf(clock_.Now()); }

  CaseAccess& access_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
  Ended ended_ = [](db::Transaction&, const LineId&, Day) { return base::Ok(); };
};

}  // namespace voice::consent
