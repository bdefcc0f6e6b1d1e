#pragma once
// What a panel has agreed on for its members. Thread-safe.

#include "desk/actor.h"
#include "panel/members/seams.h"

namespace panel::members {

struct Rules {
  std::int64_t verification_years = 5;  // 1 to 20: after them a verification is too old
  std::int64_t term_months = 24;        // of an admission; 0: without end
  std::int64_t grace_days = 60;         // after its end until a membership lapses
  std::int64_t version = 0;             // 0: never set
};

base::Result<Rules> RulesOf(db::Transaction& tx, const PanelId& panel);
// By the panel's secretariat. Errors: kInvalid, kConflict, kNotFound.
base::Status SetRules(MemberSeams& seams, const desk::Actor& actor, const PanelId& panel, const Rules& rules);

// So many months later, at the same time of day; the 31st becomes the month's last day.
base::UtcTime MonthsAfter(base::UtcTime time, std::int64_t months);

}  // namespace panel::members
