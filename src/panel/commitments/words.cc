#include "panel/commitments/words.h"

#include <fmt/format.h>

#include "panel/common/sdg.h"

namespace panel {
namespace {

using State = CommitmentState;
using Act = CommitmentAct;

html::Html DueBadge(const html::Locale& locale, const Commitment& commitment, base::UtcTime now) {
  const std::int64_t late = kit::DaysBetween(commitment.due, now);
  if (late > 0) return html::Badge(html::Mark::kCare, locale.ntr("Late {n} day", "Late {n} days", late));
  return commitment.state == State::kMade ? html::Badge(html::Mark::kUnknown, locale.tr("Not due"))
                                          : html::Badge(html::Mark::kAct, locale.tr("On time"));
}

}  // namespace

std::string StateWord(const html::Locale& locale, State state) {
  switch (state) {
    case State::kProposed:
      return locale.tr("Proposed");
    case State::kMade:
      return locale.tr("Promised");
    case State::kOnTheWay:
      return locale.tr("On the way");
    case State::kLate:
      return locale.tr("Late");
    case State::kClaimed:
      return locale.tr("Says it is done");
    case State::kKept:
      return locale.tr("Kept");
    case State::kPartlyKept:
      return locale.tr("Partly kept");
    case State::kMissed:
      return locale.tr("Not kept");
    case State::kWithdrawn:
      return locale.tr("Withdrawn");
    case State::kCount:
      break;
  }
  return {};
}

std::string ActWord(const html::Locale& locale, Act act) {
  switch (act) {
    case Act::kMake:
      return locale.tr("Make this promise");
    case Act::kStart:
      return locale.tr("Begin");
    case Act::kPostpone:
      return locale.tr("Set another day");
    case Act::kLapse:
      return locale.tr("Mark as late");
    case Act::kClaim:
      return locale.tr("Say that it is done");
    case Act::kResume:
      return locale.tr("Take it back: still being done");
    case Act::kGiveBack:
      return locale.tr("Give back: not yet whole");
    case Act::kConfirmKept:
      return locale.tr("Confirm: kept");
    case Act::kConfirmPartly:
      return locale.tr("Confirm: partly kept");
    case Act::kConfirmMissed:
      return locale.tr("Confirm: not kept");
    case Act::kWithdraw:
      return locale.tr("Withdraw the promise");
    case Act::kCount:
      break;
  }
  return {};
}

std::string EventWord(const html::Locale& locale, Act act) {
  switch (act) {
    case Act::kMake:
      return locale.tr("Promised");
    case Act::kStart:
      return locale.tr("Begun");
    case Act::kPostpone:
      return locale.tr("Another day was set");
    case Act::kLapse:
      return locale.tr("The day passed");
    case Act::kClaim:
      return locale.tr("Said to be done");
    case Act::kResume:
      return locale.tr("Taken back: still being done");
    case Act::kGiveBack:
      return locale.tr("Given back: not yet whole");
    case Act::kConfirmKept:
      return locale.tr("Checked: kept");
    case Act::kConfirmPartly:
      return locale.tr("Checked: partly kept");
    case Act::kConfirmMissed:
      return locale.tr("Checked: not kept");
    case Act::kWithdraw:
      return locale.tr("Withdrawn");
    case Act::kCount:
      break;
  }
  return {};
}

html::Html StateBadge(const html::Locale& locale, const Commitment& commitment, base::UtcTime now) {
  const std::string word = StateWord(locale, commitment.state);
  switch (commitment.state) {
    case State::kMade:
    case State::kOnTheWay:
    case State::kLate:
      return DueBadge(locale, commitment, now);
    case State::kClaimed:
      // To say that it is done does not stop the clock: until somebody has looked, its day has passed.
      if (kit::DaysBetween(commitment.due, now) > 0)
        return html::Badge(html::Mark::kHarm, locale.tr("Late, not checked"));
      return html::Badge(html::Mark::kAct, locale.tr("Check asked"));
    case State::kKept:
      return html::Badge(html::Mark::kOk, word);
    case State::kPartlyKept:
      return html::Badge(html::Mark::kCare, word);
    case State::kMissed:
      return html::Badge(html::Mark::kHarm, word);
    default:
      return html::Badge(html::Mark::kUnknown, word);
  }
}

std::string ProgressWords(const html::Locale& locale, const Commitment& commitment) {
  return locale.tr("{now} of {target} {unit}", {{"now", kit::AmountText(commitment.current)},
                                                {"target", kit::AmountText(commitment.target)},
                                                {"unit", commitment.unit}});
}

std::string SdgWords(const html::Locale& locale, std::string_view code) {
  const std::string_view title = SdgTitle(code);
  return title.empty() ? std::string(code) : fmt::format("{} {}", code, locale.tr(title));
}

std::vector<html::Choice> SdgChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices = {{"", locale.tr("None")}};
  for (const std::string_view code : SdgTargetsThatMatter())
    choices.push_back({std::string(code), SdgWords(locale, code)});
  for (const std::string& code : SdgTargets())
    if (SdgTitle(code).empty()) choices.push_back({code, code});
  return choices;
}

std::vector<html::Choice> StateChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices = {{"", locale.tr("All")}};
  for (std::size_t i = 0; i < static_cast<std::size_t>(State::kCount); ++i) {
    const auto state = static_cast<State>(i);
    choices.push_back({std::string(CommitmentStateName(state)), StateWord(locale, state)});
  }
  return choices;
}

}  // namespace panel
