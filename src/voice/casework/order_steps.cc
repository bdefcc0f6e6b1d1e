#include "voice/casework/order_steps.h"

#include <array>

namespace voice {
namespace {

using Step = base::Step<OrderState, OrderAct>;
using S = OrderState;
using A = OrderAct;

constexpr std::array<std::string_view, static_cast<std::size_t>(S::kCount)> kStates = {
    "received", "examined", "contested", "accepted", "accepted-in-part",
    "approved", "produced", "refused",   "closed"};
constexpr std::array<std::string_view, static_cast<std::size_t>(A::kCount)> kActs = {
    "examine", "contest", "accept", "accept-in-part", "refuse", "approve", "take-back", "produce", "close"};
// Nothing is decided before somebody examined it, nothing handed over before somebody else approved it.
constexpr std::array<Step, 16> kSteps = {{{S::kReceived, A::kExamine, S::kExamined},
                                          {S::kExamined, A::kContest, S::kContested},
                                          {S::kExamined, A::kAccept, S::kAccepted},
                                          {S::kExamined, A::kAcceptInPart, S::kAcceptedInPart},
                                          {S::kExamined, A::kRefuse, S::kRefused},
                                          {S::kContested, A::kAccept, S::kAccepted},
                                          {S::kContested, A::kAcceptInPart, S::kAcceptedInPart},
                                          {S::kContested, A::kRefuse, S::kRefused},
                                          {S::kAccepted, A::kApprove, S::kApproved},
                                          {S::kAcceptedInPart, A::kApprove, S::kApproved},
                                          {S::kAccepted, A::kTakeBack, S::kExamined},
                                          {S::kAcceptedInPart, A::kTakeBack, S::kExamined},
                                          {S::kApproved, A::kTakeBack, S::kExamined},
                                          {S::kApproved, A::kProduce, S::kProduced},
                                          {S::kProduced, A::kClose, S::kClosed},
                                          {S::kRefused, A::kClose, S::kClosed}}};

}  // namespace

std::string_view OrderStateName(OrderState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::string_view OrderActName(OrderAct act) {
  return kActs.at(static_cast<std::size_t>(act));
}

OrderState OrderStateNamed(std::string_view name) {
  for (std::size_t i = 0; i < kStates.size(); ++i)
    if (kStates[i] == name) return static_cast<OrderState>(i);
  return OrderState::kReceived;
}

std::span<const Step> OrderSteps() {
  return kSteps;
}

bool NeedsReasons(OrderAct act) {
  return act == A::kExamine || act == A::kContest || act == A::kAcceptInPart || act == A::kRefuse ||
         act == A::kTakeBack;
}

std::string OrderStateWord(const html::Locale& locale, OrderState state) {
  switch (state) {
    case S::kReceived:
      return locale.ctr("state of an order", "Received");
    case S::kExamined:
      return locale.ctr("state of an order", "Examined");
    case S::kContested:
      return locale.ctr("state of an order", "Contested");
    case S::kAccepted:
      return locale.ctr("state of an order", "Accepted");
    case S::kAcceptedInPart:
      return locale.ctr("state of an order", "Accepted in part");
    case S::kApproved:
      return locale.ctr("state of an order", "Approved");
    case S::kProduced:
      return locale.ctr("state of an order", "Handed over");
    case S::kRefused:
      return locale.ctr("state of an order", "Refused");
    case S::kClosed:
    case S::kCount:
      break;
  }
  return locale.ctr("state of an order", "Closed");
}

std::string OrderActWord(const html::Locale& locale, OrderAct act) {
  switch (act) {
    case A::kExamine:
      return locale.tr("It is examined");
    case A::kContest:
      return locale.tr("Contest it");
    case A::kAccept:
      return locale.tr("Accept it for all its cases");
    case A::kAcceptInPart:
      return locale.tr("Accept it in part");
    case A::kRefuse:
      return locale.tr("Refuse it");
    case A::kApprove:
      return locale.tr("Approve what is handed over");
    case A::kTakeBack:
      return locale.tr("Decide it anew");
    case A::kProduce:
      return locale.tr("Hand over");
    case A::kClose:
    case A::kCount:
      break;
  }
  return locale.tr("Close the order");
}

std::string OrderDoneWord(const html::Locale& locale, OrderAct act) {
  switch (act) {
    case A::kExamine:
      return locale.ctr("step of an order", "Examined");
    case A::kContest:
      return locale.ctr("step of an order", "Contested");
    case A::kAccept:
      return locale.ctr("step of an order", "Accepted");
    case A::kAcceptInPart:
      return locale.ctr("step of an order", "Accepted in part");
    case A::kRefuse:
      return locale.ctr("step of an order", "Refused");
    case A::kApprove:
      return locale.ctr("step of an order", "Approved");
    case A::kTakeBack:
      return locale.ctr("step of an order", "To be decided anew");
    case A::kProduce:
      return locale.ctr("step of an order", "Handed over");
    case A::kClose:
    case A::kCount:
      break;
  }
  return locale.ctr("step of an order", "Closed");
}

}  // namespace voice
