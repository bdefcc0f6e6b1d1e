#pragma once
// Verifications and who makes them. The secretariat or a member that was asked answers the nine questions;
// one verification serves every panel of the installation until it is too old or a newer one says otherwise.
// Nobody verifies itself, nobody vets where a conflict of interest with the other is open, and a verification
// does not pass while something stands in its way (Assessment::Verifying). Changes are audited. Thread-safe.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/actor.h"
#include "panel/common/states.h"
#include "panel/members/access.h"

namespace panel::members {

inline constexpr std::array<Step<VettingState, VettingAct>, 5> kVettingSteps = {{
    {VettingState::kProposed, VettingAct::kAccept, VettingState::kOpen},
    {VettingState::kProposed, VettingAct::kCancel, VettingState::kCancelled},
    {VettingState::kOpen, VettingAct::kComplete, VettingState::kDone},
    {VettingState::kOpen, VettingAct::kRecuse, VettingState::kRecused},
    {VettingState::kOpen, VettingAct::kCancel, VettingState::kCancelled},
}};

class Diligence {
 public:
  explicit Diligence(MemberSeams& seams) : seams_(seams) {}

  // By the secretariat, or by a member with an open vetting of it, which is done by this. Errors: kForbidden
  // (of itself), kInvalid (answers, remarks), kConflict (a blocker, for answers that pass).
  base::Result<VerificationId> Verify(const desk::Actor& actor, const MemberId& member,
                                      const std::vector<Answer>& answers, std::string_view remarks);
  // By the organisation that made it, with a reason. kConflict: withdrawn already.
  base::Status Withdraw(const desk::Actor& actor, const MemberId& member, const VerificationId& id,
                        std::string_view reason);
  // Newest first; answers and remarks only for those who see the due diligence.
  base::Result<std::vector<Verification>> Of(const desk::Actor& actor, const MemberId& member);

  // The secretariat asks an admitted member of another constituency. Errors: kConflict (conflict of interest,
  // asked already), kInvalid (same constituency, not admitted, itself).
  base::Result<VettingId> Ask(const desk::Actor& actor, const MemberId& subject, const MemberId& reviewer,
                              std::string_view text);
  // A member offers to vet another; the secretariat accepts or cancels.
  base::Result<VettingId> Offer(const desk::Actor& actor, const MemberId& subject, std::string_view text);
  // kAccept and kCancel by the secretariat, kRecuse by the reviewer with a reason, kComplete only by Verify.
  base::Status Act(const desk::Actor& actor, const VettingId& id, VettingAct act, std::string_view text);
  base::Result<std::vector<Vetting>> VettingsOf(const desk::Actor& actor, const MemberId& member);
  // For "what needs me now": open ones of the actor's organisation; those that wait for the panel's
  // secretariat.
  base::Result<std::vector<Vetting>> Mine(const desk::Actor& actor);
  base::Result<std::vector<Vetting>> Proposed(const desk::Actor& actor, const PanelId& panel);

 private:
  base::Result<VettingId> Insert(db::Transaction& tx, const desk::Actor& actor, const Access& subject,
                                 const Member& reviewer, VettingState state, std::string_view text);
  // Whether that organisation may still judge what it was asked to vet: the register may have changed since.
  base::Status CheckNoConflict(db::Transaction& tx, const desk::OrgId& reviewer, const ProfileId& profile);

  MemberSeams& seams_;
};

// The newest one that was not withdrawn, with the name of who made it.
base::Result<std::optional<Verification>> NewestVerification(db::Transaction& tx, const ProfileId& profile);

}  // namespace panel::members
