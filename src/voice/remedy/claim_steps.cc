#include "voice/remedy/claim_steps.h"

#include <array>

namespace voice::remedy {
namespace {

using Step = base::Step<ClaimState, ClaimAct>;
using S = ClaimState;
using A = ClaimAct;

constexpr std::array<std::string_view, static_cast<std::size_t>(S::kCount)> kStates = {
    "claimed", "agreed", "paid", "confirmed", "refused", "withdrawn"};
constexpr std::array<std::string_view, static_cast<std::size_t>(A::kCount)> kActs = {
    "agree",        "settle",  "refuse",      "withdraw", "pay-some", "pay-all",
    "confirm-some", "arrived", "confirm-all", "deny",     "reopen",   "edit"};
// A claim that was opened again may have payments that she has or denies before anything is agreed anew. What
// she has confirmed she alone takes back (claims.h).
constexpr std::array<Step, 25> kSteps = {
    {{S::kClaimed, A::kAgree, S::kAgreed},       {S::kClaimed, A::kEdit, S::kClaimed},
     {S::kClaimed, A::kSettle, S::kPaid},        {S::kClaimed, A::kRefuse, S::kRefused},
     {S::kClaimed, A::kWithdraw, S::kWithdrawn}, {S::kClaimed, A::kConfirmSome, S::kClaimed},
     {S::kClaimed, A::kDeny, S::kClaimed},       {S::kAgreed, A::kAgree, S::kAgreed},
     {S::kAgreed, A::kSettle, S::kPaid},         {S::kAgreed, A::kRefuse, S::kRefused},
     {S::kAgreed, A::kWithdraw, S::kWithdrawn},  {S::kAgreed, A::kPaySome, S::kAgreed},
     {S::kAgreed, A::kPayAll, S::kPaid},         {S::kAgreed, A::kConfirmSome, S::kAgreed},
     {S::kAgreed, A::kArrived, S::kPaid},        {S::kAgreed, A::kConfirmAll, S::kConfirmed},
     {S::kAgreed, A::kDeny, S::kAgreed},         {S::kPaid, A::kConfirmSome, S::kPaid},
     {S::kPaid, A::kConfirmAll, S::kConfirmed},  {S::kPaid, A::kDeny, S::kAgreed},
     {S::kPaid, A::kReopen, S::kClaimed},        {S::kConfirmed, A::kDeny, S::kAgreed},
     {S::kConfirmed, A::kReopen, S::kClaimed},   {S::kRefused, A::kReopen, S::kClaimed},
     {S::kWithdrawn, A::kReopen, S::kClaimed}}};

}  // namespace

std::string_view Name(ClaimState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::string_view Name(ClaimAct act) {
  return kActs.at(static_cast<std::size_t>(act));
}

std::span<const Step> ClaimSteps() {
  return kSteps;
}

}  // namespace voice::remedy
