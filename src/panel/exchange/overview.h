#pragma once
// The exchange seen from above: how far needs are covered, by kind and by area of the world; and whether
// small, new and southern members get matched as often as their share of the panel. Thread-safe.

#include "panel/exchange/areas.h"
#include "panel/exchange/bars.h"
#include "panel/exchange/store.h"

namespace panel::exchange {

inline constexpr std::int64_t kNewMemberDays = 365;  // since its admission

struct Coverage {
  std::int64_t open = 0;    // needs open now
  std::int64_t fitted = 0;  // of them: with at least one offer that fits
  std::int64_t met = 0;     // needs of which all is agreed
  std::int64_t partly = 0;  // open ones of which a part is agreed
};
// A need that names places of two areas counts in both; one that names none under kAnywhere.
struct CoverageTable {
  std::array<Coverage, kKinds> by_kind = {};
  std::array<Coverage, static_cast<std::size_t>(Area::kCount)> by_area = {};
  std::array<std::array<Coverage, static_cast<std::size_t>(Area::kCount)>, kKinds> cells = {};
  Coverage all;
};

// Groups overlap; kAll is the whole panel. "Small" is what an organisation of few people usually is here: its
// constituency is not a company, government, international organisation or industry body.
enum class Group : std::uint8_t { kAll, kNew, kSouthern, kSmall, kCount };
inline constexpr std::size_t kGroups = static_cast<std::size_t>(Group::kCount);
std::string_view NameOf(Group group);  // "new"
struct GroupCounts {
  std::int64_t members = 0;     // admitted
  std::int64_t listings = 0;    // offers and needs ever published
  std::int64_t introduced = 0;  // their sides of introductions that were sent
  std::int64_t matched = 0;     // their sides of matches, from both yeses on, also those stopped later
};
using Fairness = std::array<GroupCounts, kGroups>;
// The group's share of matches over its share of published entries: 1 is even, below 1 it is matched less
// often than it takes part. In thousandths; nothing where there are no matches or it has published nothing.
std::optional<std::int64_t> EvennessOf(const Fairness& fairness, Group group);

class Overview {
 public:
  Overview(Gatekeeper& gate, Bars& bars) : gate_(gate), bars_(bars) {}
  // Of what the viewer may see.
  base::Result<CoverageTable> CoverageOf(const desk::Actor& actor, const PanelId& panel);
  // For every reader of the panel: counts of groups, of no single member.
  base::Result<Fairness> FairnessOf(const desk::Actor& actor, const PanelId& panel);

 private:
  Gatekeeper& gate_;
  Bars& bars_;
};

bool IsIn(Group group, const Member& member, base::UtcTime now);  // pure

}  // namespace panel::exchange
