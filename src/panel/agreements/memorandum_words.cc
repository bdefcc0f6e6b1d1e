#include "panel/agreements/memorandum_words.h"

#include "html/console_components.h"
#include "panel/agreements/faces.h"

namespace panel {
namespace {

using State = MemorandumState;
using Act = MemorandumAct;

}  // namespace

std::string MemorandumActWord(const html::Locale& locale, Act act) {
  switch (act) {
    case Act::kOffer:
      return locale.tr("Offer it to be signed");
    case Act::kTakeBack:
      return locale.tr("Take it back to edit");
    case Act::kGiveNotice:
      return locale.tr("Give notice");
    default:
      return locale.tr("Drop it");
  }
}

std::string MemorandumEventWord(const html::Locale& locale, Act act) {
  switch (act) {
    case Act::kOffer:
      return locale.tr("Offered");
    case Act::kTakeBack:
      return locale.tr("Taken back");
    case Act::kSign:
      return locale.tr("Signed");
    case Act::kComplete:
      return locale.tr("Signed by all: in force");
    case Act::kReplace:
      return locale.tr("Replaced by another edition");
    case Act::kGiveNotice:
      return locale.tr("Notice was given");
    case Act::kExpire:
      return locale.tr("Expired");
    case Act::kTerminate:
      return locale.tr("The notice is over");
    default:
      return locale.tr("Dropped");
  }
}

std::string SigningMethodWord(const html::Locale& locale, SigningMethod method) {
  switch (method) {
    case SigningMethod::kInk:
      return locale.tr("on paper");
    case SigningMethod::kElectronic:
      return locale.tr("by electronic signature elsewhere");
    case SigningMethod::kLetters:
      return locale.tr("by exchange of letters");
    default:
      return locale.tr("here, signed in");
  }
}

std::string MemorandumStateWord(const html::Locale& locale, State state) {
  switch (state) {
    case State::kDraft:
      return locale.tr("Draft");
    case State::kOffered:
      return locale.tr("To be signed");
    case State::kInForce:
      return locale.tr("In force");
    case State::kNotice:
      return locale.tr("Notice given");
    case State::kReplaced:
      return locale.tr("Replaced");
    case State::kExpired:
      return locale.tr("Expired");
    case State::kTerminated:
      return locale.tr("Ended by notice");
    default:
      return locale.tr("Dropped");
  }
}

html::Html MemorandumBadge(const html::Locale& locale, State state) {
  const html::Mark mark = state == State::kInForce   ? html::Mark::kOk
                          : state == State::kOffered ? html::Mark::kAct
                          : state == State::kNotice  ? html::Mark::kCare
                                                     : html::Mark::kUnknown;
  return html::Badge(mark, MemorandumStateWord(locale, state));
}

}  // namespace panel
