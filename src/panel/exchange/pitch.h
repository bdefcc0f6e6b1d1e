#pragma once
// What a pitch paper for one company says: how a member (or the secretariat) approaches it. Made from what
// the exchange knows and the reader may see: what the company gave, what it offers now, what the asker needs
// and how the two fit, and which of the asker's other needs lie near it. After the mission's founding
// document: an NGO that approaches a business should know its motives, study its goals, look for benefit on
// both sides and explain the advantages. Thread-safe.

#include "panel/exchange/ranking.h"

namespace panel::exchange {

// Members that must have part in a sum before other members read it.
inline constexpr std::int64_t kFewestPartners = 3;

struct PitchGift {
  Kind kind = Kind::kMoney;
  std::string unit;
  std::int64_t matches = 0;
  base::Decimal agreed;
  base::Decimal arrived;  // of those that both sides confirmed
};
// Why a need lies near the company though it has no open offer that fits.
enum class Nearness : std::uint8_t { kGaveKind, kSameIndustry, kSameCountry, kCount };
struct PitchAsk {
  Listing need;
  std::optional<Ranked> offer;  // the company's open offer that fits it best
  std::vector<Nearness> near;
};
struct PitchPaper {
  Member company;
  std::optional<Member> asker;  // nothing: the secretariat
  std::string asker_name;
  base::UtcTime made;
  std::vector<PitchGift> gave;
  std::vector<Listing> offers;       // its open ones
  std::vector<PitchAsk> asks;        // best fit first; those with an offer, then the near ones
  std::vector<std::string> targets;  // that the asks share with the company's offers
  std::int64_t partners = 0;  // other members it was matched with; for a member 0 below kFewestPartners
};

class Pitches {
 public:
  Pitches(Gatekeeper& gate, Bars& bars) : gate_(gate), bars_(bars) {}
  // The asker is the actor's own membership; of the secretariat, which is no member, all open needs are
  // looked at. At most kMaxRanked asks. Errors: kNotFound (no such admitted member).
  base::Result<PitchPaper> Make(const desk::Actor& actor, const PanelId& panel, const MemberId& company);

 private:
  Gatekeeper& gate_;
  Bars& bars_;
};

}  // namespace panel::exchange
