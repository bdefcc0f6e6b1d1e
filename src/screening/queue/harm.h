#pragma once
// Harm if missed: in which order alerts are looked at, and from which one on two people must agree. A number
// from 0 to 1000,
//
//   harm = min(1000, round(1000 × severity × chance × exposure))
//
// severity  what the worst topic of the listed entry stands for (FollowTheMoney topics):
//             1.00  forced labour or trafficking (forced.labor, crime.traffick.human, crime.traffick,
//             export.control, trade.risk:
//                   import bans stand in lists under these two)
//             0.90  sanction                      0.80  no topic, or one that is not known: never taken for
//             harmless 0.75  crime, wanted                 0.70  sanction.linked, sanction.counter,
//             export.control.linked 0.60  debarment, reg.action         0.40  reg.warn, poi 0.30  role.pep,
//             role.rca and other roles
//           A topic below one of these ("crime.fraud") counts as it does.
// chance    the alert's score × 1 where the evidence supports it, 0.95 where it says nothing, 0.75 where it
// contradicts exposure  0.90 where the yearly spend is known and below 10,000, 1.10 from 1,000,000 on, else 1
//
// Pure; thread-safe. The same numbers stand in the analyst's guide.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "match/match.h"

namespace screening {

struct HarmInputs {
  std::vector<std::string_view> topics;  // of the listed entry
  double score = 0;
  match::Identity identity = match::Identity::kUnconfirmed;
  std::optional<std::int64_t> spend;
};

// Between 0 and 1; of the worst topic.
double SeverityOf(const std::vector<std::string_view>& topics);
int HarmIfMissed(const HarmInputs& inputs);

}  // namespace screening
