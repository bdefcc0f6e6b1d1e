#pragma once
// What the team did in a case, put into the places that HTCDS 2.0 has for it: plans, outgoing referrals,
// consent, methods and types, and comments for the rest. What is there already stays; nothing is written
// over.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "htcds/record.h"
#include "voice/casework/assessment.h"
#include "voice/casework/tasks.h"
#include "voice/consent/types.h"
#include "voice/referral/referrals.h"

namespace voice {

// What the standard has no place for, in words, and how many of it.
using LeftOut = std::map<std::string, std::int64_t, std::less<>>;

// Everything of one case that is to be told.
struct WorkDone {
  CaseRow row;
  std::vector<TalkEntry> talk, notes;
  Assessment assessment;
  std::vector<Task> tasks;
  std::vector<consent::Consent> consents;
  std::vector<referral::Referral> referrals;
  std::vector<std::string> other_documents;  // their kinds
};

// Pure. In English, the language of the standard. Errors: none; what does not fit is counted in `left_out`.
void AddWork(htcds::Record& record, const WorkDone& done, Day today, LeftOut& left_out);

}  // namespace voice
