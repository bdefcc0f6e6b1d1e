#pragma once
// What is to be done in a case, by when. The words are sealed in the document "tasks"; the store knows only
// the day until which something is due and whether it is done, so that lateness shows with nobody unlocked.
// Thread-safe. Errors besides the usual: as of CaseAccess.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "desk/audit/audit.h"
#include "voice/casework/access.h"
#include "voice/casework/cases.h"

namespace voice {

using TaskId = base::Id<struct TaskTag>;

struct Task {
  TaskId id;
  std::string title;
  desk::PersonId owner;  // may be empty
  Day due = 0;
  std::optional<Day> done;
};

// Of the actor's teams: promises to workers and tasks whose day has passed.
struct Lateness {
  std::int64_t first_answers = 0;
  std::int64_t outcomes = 0;
  std::int64_t tasks = 0;
  std::int64_t to_close = 0;   // wait for a supervisor
  std::int64_t to_delete = 0;  // likewise
};

// As conditions on `voice_case c`; `before`: what was due before this day.
std::string FirstAnswerLateSql(Day before);
std::string OutcomeLateSql(Day before);
std::string WaitsSql(Waits waits, Day today);

class Tasks {
 public:
  Tasks(CaseAccess& access, const base::Clock& clock, base::Random& random, desk::Audit& audit)
      : access_(access), clock_(clock), random_(random), audit_(audit) {}

  base::Result<std::vector<Task>> Of(const OpenedCase& opened);  // open ones first, by due day
  // Errors: kInvalid (no words, a day in the past), kTooLarge (kMaxCaseTasks).
  base::Status Add(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                   const Task& task);
  // The same in the caller's transaction.
  base::Status AddTo(db::Transaction& tx, const desk::Actor& actor, const OpenedCase& opened,
                     const Task& task);
  // Errors: kNotFound, kConflict (done already).
  base::Status Done(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                    const TaskId& task);
  base::Result<Lateness> LateFor(const desk::Actor& actor);

 private:
  CaseAccess& access_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
};

}  // namespace voice
