#pragma once
// Where casework calls the gate: confirming in a case that there is a concern about a company or recruiter,
// taking it back, and saying that several cases are one person's (docs/gate.md). The case keeps, sealed, what
// was confirmed (concern_book.h); the gate counts.
//
// From outside, an act here looks like a note: it adds one to the case, with words of what was done, and the
// audit line of a note, and seals the concerns anew. Cover does that sealing at every other act that saves
// something of a case, so that the rows of a case do not tell in which one a concern was confirmed, nor when.
//
// Acts need an unlocked member of a team that has the gate's key. Errors besides the usual: as of CaseAccess
// and of gate.h. Thread-safe.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "desk/audit/audit.h"
#include "gate/gate.h"
#include "voice/casework/access.h"
#include "voice/casework/concern_book.h"

namespace voice {

class Concerns {
 public:
  // `gate` answers nullptr where the installation has none.
  Concerns(CaseAccess& access, std::function<gate::Gate*()> gate, const base::Clock& clock,
           base::Random& random, desk::Audit& audit)
      : access_(access), gate_(std::move(gate)), clock_(clock), random_(random), audit_(audit) {}

  // One act of one person in one case. `locale`: of the note.
  struct By {
    const desk::Actor& actor;
    const vault::UnlockedPerson& me;
    const CaseId& id;
    const html::Locale& locale;
  };

  enum class Standing : std::uint8_t { kReady, kNoKey, kNotInTeam };
  base::Result<Standing> StandingOf(const desk::Actor& actor);
  base::Result<ConcernBook> Book(const OpenedCase& opened);
  // Whether the quarter of that day is closed: what was confirmed in it was counted.
  base::Result<bool> IsCounted(Day day);

  // ---- naming
  base::Result<gate::FoundParties> Find(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                        std::string_view name, std::string_view country,
                                        std::string_view place = {});
  struct Choice {
    std::string name, country;      // as they were looked for
    std::vector<std::string> keys;  // of the answers that are this company
    gate::Category category = gate::Category::kOther;
    std::string place = {};  // as it was looked for
  };
  // Looks again, and confirms every id of the chosen answers that is not confirmed in this quarter yet. The
  // name is no longer kept. Errors: kInvalid (nothing chosen; no longer found), kConflict (all confirmed
  // already), kTooLarge (base::kMaxCaseNamings, base::kMaxConfirmedIds).
  base::Status Confirm(const By& by, const Choice& choice);
  // Errors: kConflict (taken back already; its quarter is closed: it was counted and stays).
  base::Status TakeBack(const By& by, const NamingId& naming);
  // Errors: kTooLarge (base::kMaxKeptNames).
  base::Status Keep(const By& by, std::string_view name, std::string_view country);
  base::Status Forget(const By& by, std::string_view name, std::string_view country);

  // ---- cases of one person (concern_links.cc)
  // All cases linked with either are one person's from then on. Errors: kInvalid (with itself, closed),
  // kConflict (already), kNotFound (one of them does not open for the actor), kTooLarge
  // (base::kMaxLinkedCases).
  base::Status Link(const By& by, const CaseId& other);
  // The case is another person's than those it was linked with. Errors: kConflict (it is linked with none).
  base::Status Unlink(const By& by);

  // For CaseAccess::OnSave: seals the concerns of the case anew and touches the gate, where the gate has a
  // key and the actor is in a team that has it; otherwise does nothing. A gate that is damaged or whose clock
  // went back stops no casework: closing a quarter says so.
  base::Status Cover(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                     const OpenedCase& opened);

 private:
  struct Stored {
    OpenedCase opened;
    ConcernBook book;
    std::int64_t version = 0;
  };
  base::Result<gate::Gate*> TheGate();
  Day Today() const { return DayOf(clock_.Now()); }
  static base::Result<Stored> ReadFrom(db::Transaction& tx, OpenedCase opened);
  base::Result<Stored> Read(db::Transaction& tx, const By& by, const CaseId& id);
  // Of what the case says, changed by `change`, which calls the gate and answers the note.
  using Change = std::function<base::Result<std::string>(db::Transaction&, gate::Gate&, ConcernBook&)>;
  base::Status ChangeBook(const By& by, const Change& change);
  // With the note and its audit line. Errors: as of PutDocument and AddEntry.
  base::Status Save(db::Transaction& tx, const By& by, const Stored& stored, std::string_view note);
  // The case and those linked with it that are still there. Errors: kNotFound (one does not open).
  base::Result<std::vector<Stored>> ReadGroup(db::Transaction& tx, const By& by, const CaseId& id);

  CaseAccess& access_;
  std::function<gate::Gate*()> gate_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
};

}  // namespace voice
