#pragma once
// The caller's open cases that have claims, opened one after the other within the request: what sums and
// lists over cases look at. No figure is kept anywhere. Cost: about a millisecond a case.

#include <functional>
#include <optional>

#include "voice/remedy/remedy.h"

namespace voice::remedy {

using Visitor = std::function<base::Status(const OpenedCase&, const ClaimBook&)>;

// Calls `visit` for at most `most` cases of the caller's circles that are not closed and have claims, oldest
// first; of one team where `team` is given. Returns how many were left out. Not within a transaction. The
// worker's answers are in the books even where nobody has taken them over.
base::Result<std::size_t> EachOpenCase(CaseAccess& access, const desk::Actor& actor,
                                       const vault::UnlockedPerson& me, const std::optional<TeamId>& team,
                                       std::size_t most, const Visitor& visit);

}  // namespace voice::remedy
