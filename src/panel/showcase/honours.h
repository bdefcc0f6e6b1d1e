#pragma once
// Honours: what the panel says in praise of a member. The secretariat offers one; it is shown to the world
// only after the member has accepted it, and it can be taken back with the day on which that was done.
// Thread-safe.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "desk/actor.h"
#include "panel/common/ids.h"
#include "panel/common/states.h"
#include "panel/services.h"

namespace panel {

using HonourId = base::Id<struct HonourTag>;

enum class HonourState : std::uint8_t {
  kOffered,   // known to the secretariat and the member
  kAccepted,  // shown to everybody
  kRefused,
  kRevoked,  // was accepted, is shown no longer
  kCount
};
enum class HonourAct : std::uint8_t { kAccept, kRefuse, kRevoke, kCount };
std::string_view HonourStateName(HonourState state);  // "offered": as stored
std::optional<HonourState> HonourStateNamed(std::string_view name);
std::string_view HonourActName(HonourAct act);
std::optional<HonourAct> HonourActNamed(std::string_view name);

inline constexpr std::array<Step<HonourState, HonourAct>, 4> kHonourSteps = {{
    {HonourState::kOffered, HonourAct::kAccept, HonourState::kAccepted},
    {HonourState::kOffered, HonourAct::kRefuse, HonourState::kRefused},
    {HonourState::kOffered, HonourAct::kRevoke, HonourState::kRevoked},
    {HonourState::kAccepted, HonourAct::kRevoke, HonourState::kRevoked},
}};

struct Honour {
  HonourId id;
  PanelId panel;
  MemberId member;
  std::string member_name;
  std::string title;
  std::string reason;
  HonourState state = HonourState::kOffered;
  base::UtcTime created;
  base::UtcTime decided;  // 0: not yet
  std::int64_t version = 0;
  bool may_answer = false;  // the actor speaks for the member
  bool may_revoke = false;  // the actor is the secretariat
};

class Honours {
 public:
  explicit Honours(PanelServices& services) : services_(services) {}

  // By the secretariat, to an admitted member. Errors: kInvalid (no title or reason), kTooLarge
  // (kMaxHonourTitleBytes, kMaxHonourReasonBytes), kNotFound, kConflict (not admitted).
  base::Result<HonourId> Offer(const desk::Actor& actor, const MemberId& member, std::string_view title,
                               std::string_view reason);
  // The member accepts or refuses, the secretariat revokes. Errors: kConflict (the state, the version),
  // kForbidden (somebody else's act), kNotFound (for who may not know of it).
  base::Status Act(const desk::Actor& actor, const HonourId& id, std::int64_t version, HonourAct act);
  base::Result<Honour> Get(const desk::Actor& actor, const HonourId& id);
  // What the actor may know of: the secretariat all of its panels, others those of their own organisation and
  // the accepted ones. Newest first, at most kMaxHonoursShown.
  base::Result<std::vector<Honour>> List(const desk::Actor& actor);
  // For the public face: accepted ones of members that are still admitted, newest first.
  base::Result<std::vector<Honour>> Published(db::Transaction& tx, const PanelId& panel);

 private:
  base::Result<Honour> Known(db::Transaction& tx, const desk::Actor& actor, const HonourId& id);
  base::Result<Honour> ForActor(db::Transaction& tx, const desk::Actor& actor, const db::Row& row);
  PanelServices& services_;
};

}  // namespace panel
