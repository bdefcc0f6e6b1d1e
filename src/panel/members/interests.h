#pragma once
// The register of conflicts of interest of a panel. A member declares what binds it, or somebody who sits for
// it, to another member or to anybody else; the secretariat says how it is handled; the panel's members read
// the register. Once a year each member confirms that its part is complete. Audited. Thread-safe.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "desk/actor.h"
#include "panel/common/states.h"
#include "panel/members/access.h"

namespace panel::members {

inline constexpr std::array<Step<InterestState, InterestAct>, 8> kInterestSteps = {{
    {InterestState::kDeclared, InterestAct::kDisclose, InterestState::kDisclosed},
    {InterestState::kDeclared, InterestAct::kRecuse, InterestState::kRecused},
    {InterestState::kDeclared, InterestAct::kEnd, InterestState::kEnded},
    {InterestState::kDisclosed, InterestAct::kRecuse, InterestState::kRecused},
    {InterestState::kDisclosed, InterestAct::kEnd, InterestState::kEnded},
    {InterestState::kRecused, InterestAct::kDisclose, InterestState::kDisclosed},
    {InterestState::kRecused, InterestAct::kEnd, InterestState::kEnded},
    {InterestState::kEnded, InterestAct::kReopen, InterestState::kDeclared},
}};

struct NewInterest {
  InterestKind kind = InterestKind::kOther;
  MemberId about;          // a member of the same panel, or empty
  std::string about_text;  // who else
  std::string text;
};
struct InterestPage {
  std::vector<Interest> interests;
  std::string next;  // position, or empty
  PanelView view;
};

// How long the confirmation that a member's part is complete counts.
inline constexpr std::int64_t kConfirmedMs = 365 * base::kDayMs;

class Interests {
 public:
  explicit Interests(MemberSeams& seams) : seams_(seams) {}

  // By the member (or the secretariat for it). Errors: kInvalid, kTooLarge (kMaxMemberInterests).
  base::Result<InterestId> Declare(const desk::Actor& actor, const MemberId& member,
                                   const NewInterest& interest);
  // kEnd and kReopen by the member too, the others by the secretariat; needs words.
  base::Status Act(const desk::Actor& actor, const InterestId& id, std::int64_t version, InterestAct act,
                   std::string_view words);
  base::Status Confirm(const desk::Actor& actor, const MemberId& member);
  // Newest first; `ended`: those that are over too. kForbidden unless the actor sees the panel's members.
  base::Result<InterestPage> Register(const desk::Actor& actor, const PanelId& panel, bool ended,
                                      std::string_view after, std::size_t limit);
  // Declared by a member, or about it. For those who see the member.
  base::Result<std::vector<Interest>> Of(const desk::Actor& actor, const MemberId& member);

 private:
  MemberSeams& seams_;
};

}  // namespace panel::members
