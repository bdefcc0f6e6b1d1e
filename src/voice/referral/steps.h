#pragma once
// The states of a referral and of a request for deletion, and the steps between them. Pure.

#include <span>
#include <string_view>

#include "base/steps.h"

namespace voice::referral {

enum class State : std::uint8_t {
  kDraft,
  kSent,
  kOpened,
  kAccepted,
  kDeclined,
  kDone,
  kExpired,
  kRevoked,    // the team took it back
  kWithdrawn,  // the worker took her consent back
  kCount
};
enum class Act : std::uint8_t {
  kSend,
  kOpen,
  kAccept,
  kDecline,
  kFinish,
  kExpire,
  kRevoke,
  kWithdraw,
  kCount
};

std::string_view StateName(State state);  // as stored
State StateNamed(std::string_view name);  // kRevoked where it is none: it shows nothing to anybody
std::string_view ActName(Act act);
std::span<const base::Step<State, Act>> Steps();
// The recipient reads the copy in these, and in no other.
bool IsLive(State state);

enum class Deletion : std::uint8_t { kNone, kAsked, kDone, kRefused, kCount };
enum class DeletionAct : std::uint8_t { kAsk, kConfirm, kRefuse, kCount };
std::string_view DeletionName(Deletion deletion);
Deletion DeletionNamed(std::string_view name);
std::string_view DeletionActName(DeletionAct act);
std::span<const base::Step<Deletion, DeletionAct>> DeletionSteps();

}  // namespace voice::referral
