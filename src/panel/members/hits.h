#pragma once
// A profile against the watch lists of the installation: its names, former names, heads, officers,
// representatives and owners, compared by the names engine in every script. A hit waits for a decision of the
// secretariat (or a member that vets); "not a true match" is remembered by the contents of both sides, so
// that it never asks again until either changes; a confirmed one raises a red flag. Thread-safe.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "desk/actor.h"
#include "entity/entity.h"
#include "panel/common/states.h"
#include "panel/members/access.h"

namespace panel::members {

inline constexpr std::array<Step<HitState, HitAct>, 4> kHitSteps = {{
    {HitState::kOpen, HitAct::kClear, HitState::kNotAMatch},
    {HitState::kOpen, HitAct::kConfirm, HitState::kMatch},
    {HitState::kNotAMatch, HitAct::kReopen, HitState::kOpen},
    {HitState::kMatch, HitAct::kReopen, HitState::kOpen},
}};

// Score from which an entry is a hit; as the screening room's usual threshold.
inline constexpr double kHitThreshold = 0.70;

// Who of a file is compared.
struct Subject {
  std::string key;  // "organisation", "person:ID", "owner:RECORD"
  entity::Entity entity;
};
// Pure. Each name once: a head who is also an owner is compared in both roles.
std::vector<Subject> SubjectsOf(const File& file);

class Hits {
 public:
  explicit Hits(MemberSeams& seams) : seams_(seams) {}

  // Compares one profile now. By the secretariat or a member that vets it. Cost: about a millisecond a name.
  base::Status Screen(const desk::Actor& actor, const MemberId& member);
  // Compares every profile that waits or was compared with other lists, one transaction each; `stopped` ends
  // it early. Returns how many.
  base::Result<std::int64_t> ScreenDue(const desk::Actor& actor, const std::function<bool()>& stopped);

  // Open ones first, best score first, at most kMaxMemberHits. kForbidden unless the actor sees the due
  // diligence.
  base::Result<std::vector<Hit>> Of(const desk::Actor& actor, const MemberId& member);
  // kClear and kConfirm need a reason. Errors: kConflict (version, step), kInvalid.
  base::Status Judge(const desk::Actor& actor, const MemberId& member, const HitId& id, std::int64_t version,
                     HitAct act, std::string_view reason);

 private:
  base::Status ScreenIn(db::Transaction& tx, const File& file, const screening::WatchListsNow& lists);

  MemberSeams& seams_;
};

}  // namespace panel::members
