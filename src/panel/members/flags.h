#pragma once
// Flags of a profile: what speaks against a member, of which kind, with the history of each. An observation
// is only noted; a yellow flag asks for care; an escalated one waits for a second person of the secretariat
// (not who escalated it), who confirms it as red or returns it; a red one blocks every verification and
// admission. A confirmed hit of a watch list makes a red flag by itself. Seen by the secretariats of the
// panels the member belongs or applied to, and by members that vet it. Audited. Thread-safe.

#include <array>
#include <string_view>
#include <vector>

#include "desk/actor.h"
#include "panel/common/states.h"
#include "panel/members/access.h"

namespace panel::members {

inline constexpr std::array<Step<FlagKind, FlagAct>, 9> kFlagSteps = {{
    {FlagKind::kObservation, FlagAct::kWarn, FlagKind::kYellow},
    {FlagKind::kObservation, FlagAct::kEscalate, FlagKind::kEscalated},
    {FlagKind::kObservation, FlagAct::kResolve, FlagKind::kResolved},
    {FlagKind::kYellow, FlagAct::kEscalate, FlagKind::kEscalated},
    {FlagKind::kYellow, FlagAct::kResolve, FlagKind::kResolved},
    {FlagKind::kEscalated, FlagAct::kConfirm, FlagKind::kRed},
    {FlagKind::kEscalated, FlagAct::kReturn, FlagKind::kYellow},
    {FlagKind::kRed, FlagAct::kResolve, FlagKind::kResolved},
    {FlagKind::kResolved, FlagAct::kReopen, FlagKind::kObservation},
}};

class Flags {
 public:
  explicit Flags(MemberSeams& seams) : seams_(seams) {}

  // kObservation, kYellow or kEscalated; kObservation also by a member that vets it. Errors: kInvalid (no
  // words, another kind, kWatchList), kTooLarge (kMaxMemberFlags).
  base::Result<FlagId> Raise(const desk::Actor& actor, const MemberId& member, FlagKind kind, Risk risk,
                             std::string_view text);
  // Every act but kWarn needs words. Errors: kForbidden (who escalated does not decide), kConflict (version,
  // step).
  base::Status Act(const desk::Actor& actor, const MemberId& member, const FlagId& id, std::int64_t version,
                   FlagAct act, std::string_view text);
  // Open ones first, worst first; with their histories in `events`, newest first. kForbidden.
  base::Result<std::vector<Flag>> Of(const desk::Actor& actor, const MemberId& member,
                                     std::vector<FlagEvent>* events = nullptr);
  // Escalated ones of a panel that this actor may decide.
  base::Result<std::vector<Flag>> Waiting(const desk::Actor& actor, const PanelId& panel);

 private:
  MemberSeams& seams_;
};

// The red flag of a confirmed hit; in the transaction of the judgement.
base::Status RaiseForHit(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                         const Access& access, std::string_view text);

}  // namespace panel::members
