#pragma once
// How well an offer and a need fit: hard conditions first, then points, part by part, each with what was
// compared. A pair's judgement is a function of the two and of the Circumstances; nothing else is looked at
// and nothing is learnt, so that a person can check it with a pencil. Weights and rules:
// docs/panel/exchange.md. Pure; thread-safe. Cost: below a microsecond a pair, without the words; Explain
// some microseconds.

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "panel/exchange/types.h"

namespace panel::exchange {

// Why a pair is impossible; the first that holds, in this order.
enum class LeftOut : std::uint8_t {
  kKind,       // another kind
  kUnit,       // counted in another unit, or currency: nothing is converted
  kSameOwner,  // both of one organisation
  kBarred,     // one of them is barred: a red flag, a confirmed hit of a watch list, or not admitted any more
  kConflict,   // the two must not be brought together: a conflict of interest
  kNotOpenTo,  // one is not open to what the other is
  kDates,      // no day in common
  kPlace,      // no place in common
  kLanguage,   // no common language where the kind needs one
  kNothingLeft,
  kCount
};
std::string_view NameOf(LeftOut why);

enum class Part : std::uint8_t {
  kQuantity,
  kPlace,
  kDates,
  kSectors,
  kTargets,
  kLanguages,
  kWaiting,
  kCount
};
inline constexpr std::size_t kParts = static_cast<std::size_t>(Part::kCount);
std::string_view NameOf(Part part);
// The most that each part can give; 1,000 in all.
inline constexpr std::array<int, kParts> kWeights = {250, 200, 150, 150, 100, 100, 50};
inline constexpr int kFullScore = 1'000;
inline constexpr std::int64_t kWaitingDays = 180;  // a need that waits as long gets all points for it

// An offer or need, as it is compared: codes as bits. Made once, compared often.
struct Terms {
  const Listing* listing = nullptr;
  std::bitset<676> places;
  std::bitset<676> languages;
  std::bitset<100> sectors;  // divisions
  std::bitset<544> targets;  // 32 a goal
  std::bitset<18> goals;
  int area_place = -1;        // the owner's country, as a bit of `places`; -1: none
  std::uint32_t open_to = 0;  // 0: everybody
  base::Decimal left;
};
Terms TermsOf(const Listing& listing);  // which must outlive them

// Whom the secretariat keeps out or apart.
struct Circumstances {
  base::UtcTime now;
  std::unordered_set<MemberId> barred;
  std::unordered_map<MemberId, std::unordered_set<MemberId>> conflicts;  // both ways
};

struct Judgement {
  std::optional<LeftOut> left_out;
  std::array<int, kParts> points = {};  // all 0 where left out
  int score = 0;
  base::Decimal possible;  // the smaller of what is left of both
};
Judgement Judge(const Terms& offer, const Terms& need, const Circumstances& circumstances);

// One line of an explanation: what stood on either side, in codes, numbers and days, for the pages to put
// into words. Empty: not said.
struct PartReason {
  Part part = Part::kQuantity;
  int points = 0;
  int most = 0;
  std::string offer;
  std::string need;
  std::string common;  // what they share
};
std::vector<PartReason> Explain(const Terms& offer, const Terms& need, const Circumstances& circumstances);
// What stood on either side of the hard condition.
PartReason ExplainLeftOut(LeftOut why, const Listing& offer, const Listing& need);

// "quantity 250/250 500|300|300;place ...": kept with an introduction, so that later it still tells why.
std::string ReasonsText(const std::vector<PartReason>& reasons);
std::vector<PartReason> ReasonsOf(std::string_view text);

}  // namespace panel::exchange
