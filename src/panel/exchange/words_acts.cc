#include "panel/exchange/words.h"

namespace panel::exchange {

using html::Locale;

std::string ActWordsOf(const Locale& locale, ListingAct act) {
  switch (act) {
    case ListingAct::kPublish:
      return locale.tr("Publish");
    case ListingAct::kPause:
      return locale.tr("Pause");
    case ListingAct::kResume:
      return locale.tr("Resume");
    case ListingAct::kUseUp:
      return locale.tr("Close: nothing is left");
    case ListingAct::kWithdraw:
      return locale.tr("Withdraw");
    case ListingAct::kReopen:
      return locale.tr("Open again");
    default:
      return locale.tr("Let lapse");
  }
}

std::string ActWordsOf(const Locale& locale, IntroductionAct act) {
  switch (act) {
    case IntroductionAct::kSend:
      return locale.tr("Send to both sides");
    case IntroductionAct::kOfferAccepts:
    case IntroductionAct::kNeedAccepts:
      return locale.tr("Say yes");
    case IntroductionAct::kDecline:
      return locale.tr("Say no");
    case IntroductionAct::kTakeBack:
      return locale.tr("Take back");
    case IntroductionAct::kBegin:
      return locale.tr("It has begun");
    case IntroductionAct::kReport:
      return locale.tr("Report what arrived");
    case IntroductionAct::kConfirm:
      return locale.tr("Confirm this result");
    case IntroductionAct::kDispute:
      return locale.tr("Dispute this result");
    case IntroductionAct::kStop:
      return locale.tr("Stop");
    default:
      return locale.tr("Let lapse");
  }
}

std::string ActWordsOf(const Locale& locale, HelpAct act) {
  switch (act) {
    case HelpAct::kTake:
      return locale.tr("Take it");
    case HelpAct::kGiveBack:
      return locale.tr("Give it back");
    case HelpAct::kAnswer:
      return locale.tr("Answer");
    case HelpAct::kAskAgain:
      return locale.tr("Ask again");
    case HelpAct::kClose:
      return locale.tr("Close: answered");
    default:
      return locale.tr("Withdraw");
  }
}

std::string ActWordsOf(const Locale& locale, BarrierAct act) {
  switch (act) {
    case BarrierAct::kAssign:
      return locale.tr("Give it an owner");
    case BarrierAct::kPlan:
      return locale.tr("Set the plan");
    case BarrierAct::kLift:
      return locale.tr("It is lifted");
    case BarrierAct::kLeave:
      return locale.tr("It stays");
    default:
      return locale.tr("Open again");
  }
}

namespace {

std::string Happened(const Locale& locale, ListingAct act) {
  switch (act) {
    case ListingAct::kPublish:
      return locale.tr("Published");
    case ListingAct::kPause:
      return locale.tr("Paused");
    case ListingAct::kResume:
      return locale.tr("Resumed");
    case ListingAct::kUseUp:
      return locale.tr("Closed: nothing is left");
    case ListingAct::kWithdraw:
      return locale.tr("Withdrawn");
    case ListingAct::kReopen:
      return locale.tr("Opened again");
    default:
      return locale.tr("Lapsed");
  }
}

std::string Happened(const Locale& locale, IntroductionAct act) {
  switch (act) {
    case IntroductionAct::kSend:
      return locale.tr("Sent to both sides");
    case IntroductionAct::kOfferAccepts:
      return locale.tr("The offering side said yes");
    case IntroductionAct::kNeedAccepts:
      return locale.tr("The needing side said yes");
    case IntroductionAct::kDecline:
      return locale.tr("Declined");
    case IntroductionAct::kTakeBack:
      return locale.tr("Taken back");
    case IntroductionAct::kBegin:
      return locale.tr("Begun");
    case IntroductionAct::kReport:
      return locale.tr("Reported");
    case IntroductionAct::kConfirm:
      return locale.tr("Result confirmed");
    case IntroductionAct::kDispute:
      return locale.tr("Result disputed");
    case IntroductionAct::kStop:
      return locale.tr("Stopped");
    default:
      return locale.tr("Lapsed");
  }
}

std::string Happened(const Locale& locale, HelpAct act) {
  switch (act) {
    case HelpAct::kTake:
      return locale.tr("Taken on");
    case HelpAct::kGiveBack:
      return locale.tr("Given back");
    case HelpAct::kAnswer:
      return locale.tr("Answered");
    case HelpAct::kAskAgain:
      return locale.tr("Asked again");
    case HelpAct::kClose:
      return locale.tr("Closed: answered");
    default:
      return locale.tr("Withdrawn");
  }
}

std::string Happened(const Locale& locale, BarrierAct act) {
  switch (act) {
    case BarrierAct::kAssign:
      return locale.tr("Given to an owner");
    case BarrierAct::kPlan:
      return locale.tr("Plan set");
    case BarrierAct::kLift:
      return locale.tr("Lifted");
    case BarrierAct::kLeave:
      return locale.tr("Found to stay");
    default:
      return locale.tr("Opened again");
  }
}

}  // namespace

std::string HappenedWords(const Locale& locale, std::string_view act) {
  if (act == "create") return locale.tr("Written");
  if (act == "edit") return locale.tr("Changed");
  if (act == "ask") return locale.tr("Asked for");
  if (act == "propose") return locale.tr("Proposed");
  if (act == "report") return locale.tr("Reported");
  if (const auto listing = NamedOf<ListingAct>(act)) return Happened(locale, *listing);
  if (const auto introduction = NamedOf<IntroductionAct>(act)) return Happened(locale, *introduction);
  if (const auto help = NamedOf<HelpAct>(act)) return Happened(locale, *help);
  if (const auto barrier = NamedOf<BarrierAct>(act)) return Happened(locale, *barrier);
  return std::string(act);
}

}  // namespace panel::exchange
