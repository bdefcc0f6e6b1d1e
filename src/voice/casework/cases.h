#pragma once
// The team's side of the conversation: the list, one case opened, answers, notes that the worker never sees,
// the steps from intake to closure. Acts are audited with the case's id and nothing of its content.
// Thread-safe. Errors besides the usual: as of CaseAccess.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "desk/audit/audit.h"
#include "voice/casework/access.h"
#include "voice/casework/assessment.h"
#include "voice/casework/steps.h"

namespace voice {

// What a list of cases begins with. Equal ones stand by the day they came, the oldest first.
enum class CaseOrder : std::uint8_t {
  kUrgent,  // the most urgent
  kDue,     // what is owed to the worker soonest: the first answer, then the outcome; closed ones by that day
            // too
  kOldest,
  kNewest,
};

// For what a case waits: what home items and the tabs of the list speak of.
enum class Waits : std::uint8_t {
  kAny,
  kLate,    // a first answer or an outcome whose day has passed
  kTasks,   // a task whose day has passed
  kClose,   // a supervisor closes it
  kDelete,  // a supervisor deletes it
};

struct CaseFilter {
  std::optional<CaseState> state;
  bool open_only = true;     // all but closed ones
  bool unread_only = false;  // the worker wrote, nobody answered
  Waits waits = Waits::kAny;
  CaseOrder order = CaseOrder::kUrgent;
};

struct CaseLine {
  CaseRow row;
  std::string team;
};

// Where a list goes on: after this case.
struct CasePosition {
  std::int64_t first = 0;  // what the order begins with: an urgency or a day
  Day received = 0;
  CaseId id;  // empty: the beginning
};
CasePosition PositionOf(const CaseRow& row, CaseOrder order);

class Cases {
 public:
  Cases(CaseAccess& access, const base::Clock& clock, base::Random& random, desk::Audit& audit)
      : access_(access), clock_(clock), random_(random), audit_(audit) {}

  // Of the actor's teams, in the filter's order. What is shown needs nobody unlocked.
  base::Result<std::vector<CaseLine>> List(const desk::Actor& actor, const CaseFilter& filter,
                                           const CasePosition& after, std::size_t limit);
  base::Result<std::int64_t> CountUnread(const desk::Actor& actor);
  base::Result<OpenedCase> Open(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id);
  // Also what was sealed in the worker's browser, opened.
  base::Result<std::vector<TalkEntry>> Talk(const OpenedCase& opened);
  base::Result<std::vector<TalkEntry>> Notes(const OpenedCase& opened);
  base::Result<OpenedFile> File(const OpenedCase& opened, Side side, const FileId& file);

  // The worker reads it when she comes back. The first answer stops the clock of the acknowledgement. Errors:
  // kConflict where nobody has a code: nobody would read it.
  base::Status Answer(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                      std::string_view text, const std::vector<SentFile>& files);
  // The same, and it tells her how it came out: that stops the clock of the outcome, whether or not the case
  // is closed.
  base::Status AnswerWithOutcome(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                                 std::string_view text, const std::vector<SentFile>& files);
  base::Status Note(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                    std::string_view text, const std::vector<SentFile>& files);
  // A document of the case (documents.h), audited by its kind. Errors: kConflict (another version is there).
  base::Status SaveDocument(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                            std::string_view kind, std::string_view text, std::int64_t version);
  // The same for the assessment, which is kept in two parts (assessment_record.h).
  base::Status SaveAssessment(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                              const Assessment& assessment, std::int64_t version);
  // 0 not urgent, 1, 2, 3 now.
  base::Status SetUrgency(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                          std::int64_t urgency);

 private:
  base::Status Write(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id, Side side,
                     std::string_view text, const std::vector<SentFile>& files, bool outcome);

  CaseAccess& access_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
};

}  // namespace voice
