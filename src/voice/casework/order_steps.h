#pragma once
// The states of an order of the police or a court, and the steps between them. Pure.

#include <span>
#include <string>
#include <string_view>

#include "base/steps.h"
#include "html/locale.h"

namespace voice {

enum class OrderState : std::uint8_t {
  kReceived,
  kExamined,
  kContested,
  kAccepted,
  kAcceptedInPart,
  kApproved,
  kProduced,
  kRefused,
  kClosed,
  kCount
};
enum class OrderAct : std::uint8_t {
  kExamine,       // the legal adviser has read it: his reasons are kept
  kContest,       // it is contested before a court
  kAccept,        // all cases that it names are handed over, as far as they are not hidden
  kAcceptInPart,  // some of them
  kRefuse,
  kApprove,   // another supervisor approves exactly what will be handed over
  kTakeBack,  // or the approval is taken back: it is decided anew
  kProduce,   // it is handed over
  kClose,
  kCount
};

std::string_view OrderStateName(OrderState state);  // as stored: "accepted-in-part"
std::string_view OrderActName(OrderAct act);        // as in forms: "accept-in-part"
OrderState OrderStateNamed(std::string_view name);  // kReceived where it is none
std::span<const base::Step<OrderState, OrderAct>> OrderSteps();
// Acts that are nothing without words of why.
bool NeedsReasons(OrderAct act);

std::string OrderStateWord(const html::Locale& locale, OrderState state);
std::string OrderActWord(const html::Locale& locale, OrderAct act);   // of the button
std::string OrderDoneWord(const html::Locale& locale, OrderAct act);  // in its history

}  // namespace voice
