#pragma once
// Search over what the caller may open: every case of her teams that is open, newest first, is opened within
// the request, read, and forgotten. There is no index of sealed text. Thread-safe. Cost: about 1 ms a case,
// at most base::kMaxSearchedCases.

#include <string>
#include <vector>

#include "voice/casework/cases.h"

namespace voice {

struct SearchHit {
  CaseId id;
  std::string where;  // "talk", "notes", or the kind of a document
  std::string snippet;
};
struct SearchResult {
  std::vector<SearchHit> hits;  // at most three of one case
  std::int64_t searched = 0;
  std::vector<CaseId> damaged;  // something of them does not open; what opens was searched
  bool all = true;              // false: more cases than one search opens
};

// Words in any script; a case is found where all of them stand in one text: what somebody wrote, not how the
// program keeps it. Errors: kInvalid (no word).
base::Result<SearchResult> SearchCases(CaseAccess& access, Cases& cases, const desk::Actor& actor,
                                       const vault::UnlockedPerson& me, std::string_view words,
                                       bool closed_too);

}  // namespace voice
