#include "panel/invitations/types.h"

#include "panel/common/enum_names.h"

namespace panel::invitations {
namespace {

constexpr NamesOf<InvitationState> kInvitationStates = {"asked", "accepted", "tentative", "declined",
                                                        "withdrawn"};
constexpr NamesOf<InvitationAct> kInvitationActs = {"accept", "doubt", "decline", "ask-again", "withdraw"};
constexpr NamesOf<ProposalState> kProposalStates = {"open", "accepted", "declined", "replaced", "lapsed"};
constexpr NamesOf<ProposalAct> kProposalActs = {"accept", "decline", "replace", "lapse"};
constexpr NamesOf<DayState> kDayStates = {"planned", "moved", "cancelled"};
constexpr NamesOf<DayAct> kDayActs = {"move", "cancel", "restore"};
constexpr NamesOf<FeedState> kFeedStates = {"live", "revoked"};
constexpr NamesOf<FeedAct> kFeedActs = {"rename", "revoke"};
constexpr NamesOf<FeedScope> kFeedScopes = {"mine", "all"};

using S = InvitationState;
using A = InvitationAct;
// Who said no and thinks again says yes; a "perhaps" would leave her seat neither free nor taken.
constexpr Step<S, A> kInvitationSteps[] = {
    {S::kAsked, A::kAccept, S::kAccepted},        {S::kAsked, A::kDoubt, S::kTentative},
    {S::kAsked, A::kDecline, S::kDeclined},       {S::kAsked, A::kAskAgain, S::kAsked},
    {S::kAsked, A::kWithdraw, S::kWithdrawn},     {S::kAccepted, A::kAccept, S::kAccepted},
    {S::kAccepted, A::kDoubt, S::kTentative},     {S::kAccepted, A::kDecline, S::kDeclined},
    {S::kAccepted, A::kAskAgain, S::kAsked},      {S::kAccepted, A::kWithdraw, S::kWithdrawn},
    {S::kTentative, A::kAccept, S::kAccepted},    {S::kTentative, A::kDoubt, S::kTentative},
    {S::kTentative, A::kDecline, S::kDeclined},   {S::kTentative, A::kAskAgain, S::kAsked},
    {S::kTentative, A::kWithdraw, S::kWithdrawn}, {S::kDeclined, A::kAccept, S::kAccepted},
    {S::kDeclined, A::kDecline, S::kDeclined},    {S::kDeclined, A::kAskAgain, S::kAsked},
    {S::kDeclined, A::kWithdraw, S::kWithdrawn},  {S::kWithdrawn, A::kAskAgain, S::kAsked},
};

constexpr Step<ProposalState, ProposalAct> kProposalSteps[] = {
    {ProposalState::kOpen, ProposalAct::kAccept, ProposalState::kAccepted},
    {ProposalState::kOpen, ProposalAct::kDecline, ProposalState::kDeclined},
    {ProposalState::kOpen, ProposalAct::kReplace, ProposalState::kReplaced},
    {ProposalState::kOpen, ProposalAct::kLapse, ProposalState::kLapsed},
};

constexpr Step<DayState, DayAct> kDaySteps[] = {
    {DayState::kPlanned, DayAct::kMove, DayState::kMoved},
    {DayState::kPlanned, DayAct::kCancel, DayState::kCancelled},
    {DayState::kMoved, DayAct::kMove, DayState::kMoved},
    {DayState::kMoved, DayAct::kCancel, DayState::kCancelled},
    {DayState::kMoved, DayAct::kRestore, DayState::kPlanned},
    {DayState::kCancelled, DayAct::kRestore, DayState::kPlanned},
};

constexpr Step<FeedState, FeedAct> kFeedSteps[] = {
    {FeedState::kLive, FeedAct::kRename, FeedState::kLive},
    {FeedState::kLive, FeedAct::kRevoke, FeedState::kRevoked},
};

}  // namespace

std::string_view InvitationStateName(InvitationState state) {
  return NameIn(kInvitationStates, state);
}
std::optional<InvitationState> InvitationStateNamed(std::string_view name) {
  return NamedIn<InvitationState>(kInvitationStates, name);
}
std::string_view InvitationActName(InvitationAct act) {
  return NameIn(kInvitationActs, act);
}
std::span<const Step<InvitationState, InvitationAct>> InvitationSteps() {
  return kInvitationSteps;
}
std::string_view ProposalStateName(ProposalState state) {
  return NameIn(kProposalStates, state);
}
std::optional<ProposalState> ProposalStateNamed(std::string_view name) {
  return NamedIn<ProposalState>(kProposalStates, name);
}
std::string_view ProposalActName(ProposalAct act) {
  return NameIn(kProposalActs, act);
}
std::optional<ProposalAct> ProposalActNamed(std::string_view name) {
  return NamedIn<ProposalAct>(kProposalActs, name);
}
std::span<const Step<ProposalState, ProposalAct>> ProposalSteps() {
  return kProposalSteps;
}
std::string_view DayStateName(DayState state) {
  return NameIn(kDayStates, state);
}
std::optional<DayState> DayStateNamed(std::string_view name) {
  return NamedIn<DayState>(kDayStates, name);
}
std::string_view DayActName(DayAct act) {
  return NameIn(kDayActs, act);
}
std::optional<DayAct> DayActNamed(std::string_view name) {
  return NamedIn<DayAct>(kDayActs, name);
}
std::span<const Step<DayState, DayAct>> DaySteps() {
  return kDaySteps;
}
std::string_view FeedStateName(FeedState state) {
  return NameIn(kFeedStates, state);
}
std::optional<FeedState> FeedStateNamed(std::string_view name) {
  return NamedIn<FeedState>(kFeedStates, name);
}
std::string_view FeedActName(FeedAct act) {
  return NameIn(kFeedActs, act);
}
std::optional<FeedAct> FeedActNamed(std::string_view name) {
  return NamedIn<FeedAct>(kFeedActs, name);
}
std::span<const Step<FeedState, FeedAct>> FeedSteps() {
  return kFeedSteps;
}
std::string_view FeedScopeName(FeedScope scope) {
  return NameIn(kFeedScopes, scope);
}
std::optional<FeedScope> FeedScopeNamed(std::string_view name) {
  return NamedIn<FeedScope>(kFeedScopes, name);
}

}  // namespace panel::invitations
