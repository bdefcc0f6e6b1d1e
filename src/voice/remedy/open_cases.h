#pragma once
// The caller's cases that have claims, opened one after the other within the request: what sums and lists
// over cases look at. No figure is kept anywhere. Cost: about a millisecond a case.

#include <functional>
#include <optional>

#include "base/limits_remedy.h"
#include "voice/remedy/remedy.h"

namespace voice::remedy {

struct CasesAsked {
  std::optional<TeamId> team = {};  // nothing: of all teams of the caller's circles
  bool closed_too = false;          // what is owed is owed after the end too
  bool newest_first = false;
  std::size_t most = base::kMaxOutstandingCases;
};

using Visitor = std::function<base::Status(const OpenedCase&, const ClaimBook&)>;

// Calls `visit` for at most `most` cases of the caller's circles that have claims, oldest first. Cases that
// do not open for the caller, because she is kept out of them or came later, are passed over. Returns how
// many were left out because there are more. Not within a transaction. The worker's answers are in the books
// even where nobody has taken them over.
base::Result<std::size_t> EachCase(CaseAccess& access, const desk::Actor& actor,
                                   const vault::UnlockedPerson& me, const CasesAsked& asked,
                                   const Visitor& visit);

}  // namespace voice::remedy
