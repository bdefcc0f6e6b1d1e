#include "panel/exchange/words.h"

namespace panel::exchange {

using html::Locale;
using html::Mark;

std::string StateWords(const Locale& locale, ListingState state) {
  switch (state) {
    case ListingState::kDraft:
      return locale.tr("Draft");
    case ListingState::kOpen:
      return locale.ctr("offer or need", "Open");
    case ListingState::kPaused:
      return locale.tr("Paused");
    case ListingState::kUsedUp:
      return locale.tr("All agreed");
    case ListingState::kLapsed:
      return locale.tr("Lapsed");
    default:
      return locale.tr("Withdrawn");
  }
}

std::string StateWords(const Locale& locale, IntroductionState state) {
  switch (state) {
    case IntroductionState::kProposed:
      return locale.tr("Proposed, not sent");
    case IntroductionState::kSent:
      return locale.tr("Both sides are asked");
    case IntroductionState::kOfferYes:
      return locale.tr("The offer’s side says yes");
    case IntroductionState::kNeedYes:
      return locale.tr("The need’s side says yes");
    case IntroductionState::kAgreed:
      return locale.tr("Agreed by both");
    case IntroductionState::kUnderway:
      return locale.tr("Under way");
    case IntroductionState::kReported:
      return locale.tr("Result reported by one side");
    case IntroductionState::kDisputed:
      return locale.tr("Result disputed");
    case IntroductionState::kConfirmed:
      return locale.tr("Result confirmed by both");
    case IntroductionState::kStopped:
      return locale.tr("Stopped");
    case IntroductionState::kDeclined:
      return locale.tr("Declined");
    case IntroductionState::kLapsed:
      return locale.tr("Not answered in time");
    default:
      return locale.tr("Taken back");
  }
}

std::string StateWords(const Locale& locale, HelpState state) {
  switch (state) {
    case HelpState::kAsked:
      return locale.tr("Asked");
    case HelpState::kTaken:
      return locale.tr("Taken");
    case HelpState::kAnswered:
      return locale.tr("Answered");
    case HelpState::kClosed:
      return locale.tr("Closed");
    default:
      return locale.tr("Withdrawn");
  }
}

std::string StateWords(const Locale& locale, BarrierState state) {
  switch (state) {
    case BarrierState::kReported:
      return locale.tr("Without an owner");
    case BarrierState::kOwned:
      return locale.tr("Has an owner");
    case BarrierState::kPlanned:
      return locale.tr("Has a plan");
    case BarrierState::kLifted:
      return locale.tr("Lifted");
    default:
      return locale.tr("Stays");
  }
}

html::Html StateBadge(const Locale& locale, ListingState state) {
  const Mark mark = state == ListingState::kOpen     ? Mark::kAct
                    : state == ListingState::kUsedUp ? Mark::kOk
                    : state == ListingState::kLapsed ? Mark::kCare
                                                     : Mark::kPlain;
  return html::Badge(mark, StateWords(locale, state));
}

html::Html StateBadge(const Locale& locale, IntroductionState state) {
  Mark mark = Mark::kPlain;
  switch (state) {
    case IntroductionState::kSent:
    case IntroductionState::kOfferYes:
    case IntroductionState::kNeedYes:
    case IntroductionState::kReported:
    case IntroductionState::kUnderway:
      mark = Mark::kAct;
      break;
    case IntroductionState::kAgreed:
    case IntroductionState::kConfirmed:
      mark = Mark::kOk;
      break;
    case IntroductionState::kDisputed:
      mark = Mark::kHarm;
      break;
    case IntroductionState::kLapsed:
    case IntroductionState::kStopped:
      mark = Mark::kCare;
      break;
    default:
      break;
  }
  return html::Badge(mark, StateWords(locale, state));
}

html::Html StateBadge(const Locale& locale, HelpState state) {
  const Mark mark = state == HelpState::kClosed      ? Mark::kOk
                    : state == HelpState::kWithdrawn ? Mark::kPlain
                                                     : Mark::kAct;
  return html::Badge(mark, StateWords(locale, state));
}

html::Html StateBadge(const Locale& locale, BarrierState state) {
  const Mark mark = state == BarrierState::kLifted     ? Mark::kOk
                    : state == BarrierState::kReported ? Mark::kCare
                    : state == BarrierState::kStays    ? Mark::kHarm
                                                       : Mark::kAct;
  return html::Badge(mark, StateWords(locale, state));
}

}  // namespace panel::exchange
