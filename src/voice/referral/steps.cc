#include "voice/referral/steps.h"

#include <algorithm>
#include <array>

namespace voice::referral {
namespace {

using Step = base::Step<State, Act>;
using DeletionStep = base::Step<Deletion, DeletionAct>;

constexpr std::array<std::string_view, static_cast<std::size_t>(State::kCount)> kStates = {
    "draft", "sent", "opened", "accepted", "declined", "done", "expired", "revoked", "withdrawn"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Act::kCount)> kActs = {
    "send", "open", "accept", "decline", "finish", "expire", "revoke", "withdraw"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Deletion::kCount)> kDeletions = {
    "none", "asked", "done", "refused"};
constexpr std::array<std::string_view, static_cast<std::size_t>(DeletionAct::kCount)> kDeletionActs = {
    "ask", "confirm", "refuse"};

// Services also answer by telephone, without opening the link. What was declined or done can still be
// withdrawn: the recipient may have kept what it read.
constexpr std::array<Step, 19> kSteps = {{{State::kDraft, Act::kSend, State::kSent},
                                          {State::kDraft, Act::kRevoke, State::kRevoked},
                                          {State::kSent, Act::kOpen, State::kOpened},
                                          {State::kSent, Act::kAccept, State::kAccepted},
                                          {State::kSent, Act::kDecline, State::kDeclined},
                                          {State::kSent, Act::kExpire, State::kExpired},
                                          {State::kSent, Act::kRevoke, State::kRevoked},
                                          {State::kSent, Act::kWithdraw, State::kWithdrawn},
                                          {State::kOpened, Act::kAccept, State::kAccepted},
                                          {State::kOpened, Act::kDecline, State::kDeclined},
                                          {State::kOpened, Act::kExpire, State::kExpired},
                                          {State::kOpened, Act::kRevoke, State::kRevoked},
                                          {State::kOpened, Act::kWithdraw, State::kWithdrawn},
                                          {State::kAccepted, Act::kFinish, State::kDone},
                                          {State::kAccepted, Act::kExpire, State::kExpired},
                                          {State::kAccepted, Act::kRevoke, State::kRevoked},
                                          {State::kAccepted, Act::kWithdraw, State::kWithdrawn},
                                          {State::kDeclined, Act::kWithdraw, State::kWithdrawn},
                                          {State::kDone, Act::kWithdraw, State::kWithdrawn}}};
// Who could not delete may do it later after all.
constexpr std::array<DeletionStep, 4> kDeletionSteps = {
    {{Deletion::kNone, DeletionAct::kAsk, Deletion::kAsked},
     {Deletion::kAsked, DeletionAct::kConfirm, Deletion::kDone},
     {Deletion::kAsked, DeletionAct::kRefuse, Deletion::kRefused},
     {Deletion::kRefused, DeletionAct::kConfirm, Deletion::kDone}}};

template <typename Names>
std::size_t PlaceIn(const Names& names, std::string_view name, std::size_t otherwise) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? otherwise : static_cast<std::size_t>(found - names.begin());
}

}  // namespace

std::string_view StateName(State state) {
  return kStates.at(static_cast<std::size_t>(state));
}

State StateNamed(std::string_view name) {
  return static_cast<State>(PlaceIn(kStates, name, static_cast<std::size_t>(State::kRevoked)));
}

std::string_view ActName(Act act) {
  return kActs.at(static_cast<std::size_t>(act));
}

std::span<const Step> Steps() {
  return kSteps;
}

bool IsLive(State state) {
  return state == State::kSent || state == State::kOpened || state == State::kAccepted;
}

std::string_view DeletionName(Deletion deletion) {
  return kDeletions.at(static_cast<std::size_t>(deletion));
}

Deletion DeletionNamed(std::string_view name) {
  return static_cast<Deletion>(PlaceIn(kDeletions, name, 0));
}

std::string_view DeletionActName(DeletionAct act) {
  return kDeletionActs.at(static_cast<std::size_t>(act));
}

std::span<const DeletionStep> DeletionSteps() {
  return kDeletionSteps;
}

}  // namespace voice::referral
