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

std::string HappenedWords(const Locale& locale, std::string_view act) {
  if (act == "create") return locale.tr("Written");
  if (act == "edit") return locale.tr("Changed");
  if (act == "ask") return locale.tr("Asked for");
  if (act == "propose") return locale.tr("Proposed");
  if (act == "report") return locale.tr("Reported");
  if (const auto listing = NamedOf<ListingAct>(act)) return ActWordsOf(locale, *listing);
  if (const auto introduction = NamedOf<IntroductionAct>(act)) return ActWordsOf(locale, *introduction);
  if (const auto help = NamedOf<HelpAct>(act)) return ActWordsOf(locale, *help);
  if (const auto barrier = NamedOf<BarrierAct>(act)) return ActWordsOf(locale, *barrier);
  return std::string(act);
}

}  // namespace panel::exchange
