#pragma once
// The states of a claim and the steps between them. Which act a payment or an answer is follows from the
// amounts (claims.h): the table alone says where it leads. "Paid" is what payers say; done is only what the
// worker has confirmed. Pure; thread-safe.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/steps.h"
#include "html/locale.h"

namespace voice::remedy {

enum class ClaimState : std::uint8_t {
  kClaimed,
  kAgreed,     // an amount is agreed; part of it may be paid
  kPaid,       // they say that all of it is paid; she has not confirmed all of it
  kConfirmed,  // by the worker, all of it, since it was last agreed on
  kRefused,
  kWithdrawn,
  kCount
};
enum class ClaimAct : std::uint8_t {
  kAgree,        // on more than what counts as paid
  kSettle,       // on exactly what counts as paid
  kRefuse,       // also going back on one's word
  kWithdraw,     // the worker does not want it
  kPaySome,      // they say that they paid, and something is left
  kPayAll,       // and nothing is left
  kConfirmSome,  // she has a payment; something is left, to pay or to confirm
  kArrived,      // she has one that she had denied, with which all is paid
  kConfirmAll,   // she has everything
  kDeny,         // she has it not, or not all of it
  kReopen,       // claimed again; what was agreed is void
  kEdit,         // what is claimed was changed
  kCount
};

std::string_view Name(ClaimState state);  // as stored: "claimed"
std::string_view Name(ClaimAct act);      // "pay-some"
std::span<const base::Step<ClaimState, ClaimAct>> ClaimSteps();

std::string Word(const html::Locale& locale, ClaimState state);
std::string Word(const html::Locale& locale, ClaimAct act);

}  // namespace voice::remedy
