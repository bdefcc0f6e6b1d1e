#include "panel/calls/words.h"

#include <fmt/format.h>

#include "html/console_components.h"
#include "panel/commitments/words.h"
#include "panel/common/isic.h"
#include "panel/common/place_words.h"
#include "panel/resources/money_words.h"

namespace panel::calls {
namespace {

void AddTo(std::string& all, const std::string& one) {
  all += (all.empty() ? "" : ", ") + one;
}

html::Mark MarkOf(NoteState state) {
  switch (state) {
    case NoteState::kAccepted:
    case NoteState::kSelected:
      return html::Mark::kOk;
    case NoteState::kSubmitted:
    case NoteState::kInReview:
      return html::Mark::kAct;
    case NoteState::kDraft:
      return html::Mark::kCare;
    default:
      return html::Mark::kUnknown;
  }
}

}  // namespace

std::string KindWord(const html::Locale& locale, CallKind kind) {
  switch (kind) {
    case CallKind::kOpen:
      return locale.tr("Open to all members");
    case CallKind::kDirect:
      return locale.tr("For invited members only");
    default:
      return locale.tr("After a member's own proposal");
  }
}

std::string CallStateWord(const html::Locale& locale, CallState state) {
  switch (state) {
    case CallState::kDraft:
      return locale.tr("Draft");
    case CallState::kPublished:
      return locale.tr("Takes notes");
    case CallState::kClosed:
      return locale.tr("Closed");
    case CallState::kInReview:
      return locale.tr("In review");
    case CallState::kSelected:
      return locale.tr("Selected");
    case CallState::kNoAward:
      return locale.tr("No award");
    case CallState::kFinalised:
      return locale.tr("Final");
    default:
      return locale.tr("Cancelled");
  }
}

std::string CallActWord(const html::Locale& locale, CallAct act) {
  switch (act) {
    case CallAct::kPublish:
      return locale.tr("Publish the call");
    case CallAct::kExtend:
      return locale.tr("Move the deadline");
    case CallAct::kClose:
      return locale.tr("Close the call");
    case CallAct::kReview:
      return locale.tr("Begin the review");
    case CallAct::kCloseScoring:
      return locale.tr("Close the scoring");
    case CallAct::kSelect:
      return locale.tr("Record the selection");
    case CallAct::kNoAward:
      return locale.tr("End without an award");
    case CallAct::kReopen:
      return locale.tr("Decide again");
    case CallAct::kFinalise:
      return locale.tr("Make the result final");
    default:
      return locale.tr("Cancel the call");
  }
}

std::string CallEventWord(const html::Locale& locale, CallAct act) {
  switch (act) {
    case CallAct::kPublish:
      return locale.tr("Published");
    case CallAct::kExtend:
      return locale.tr("The deadline was moved");
    case CallAct::kClose:
      return locale.tr("Closed at the deadline");
    case CallAct::kReview:
      return locale.tr("The review began");
    case CallAct::kCloseScoring:
      return locale.tr("The scoring was closed");
    case CallAct::kSelect:
      return locale.tr("Notes were selected");
    case CallAct::kNoAward:
      return locale.tr("Ended without an award");
    case CallAct::kReopen:
      return locale.tr("The decision was opened again");
    case CallAct::kFinalise:
      return locale.tr("The result became final");
    default:
      return locale.tr("Cancelled");
  }
}

html::Html CallBadge(const html::Locale& locale, const Call& call, base::UtcTime now) {
  if (call.state == CallState::kPublished && now >= call.deadline)
    return html::Badge(html::Mark::kUnknown, CallStateWord(locale, CallState::kClosed));
  const html::Mark mark =
      call.state == CallState::kPublished                                         ? html::Mark::kAct
      : call.state == CallState::kInReview || call.state == CallState::kClosed    ? html::Mark::kCare
      : call.state == CallState::kSelected || call.state == CallState::kFinalised ? html::Mark::kOk
                                                                                  : html::Mark::kUnknown;
  return html::Badge(mark, CallStateWord(locale, call.state));
}

std::string NoteStateWord(const html::Locale& locale, NoteState state) {
  switch (state) {
    case NoteState::kDraft:
      return locale.tr("Draft");
    case NoteState::kSubmitted:
      return locale.tr("Handed in");
    case NoteState::kLapsed:
      return locale.tr("Not handed in");
    case NoteState::kWithdrawn:
      return locale.tr("Withdrawn");
    case NoteState::kIneligible:
      return locale.tr("Not eligible");
    case NoteState::kInReview:
      return locale.tr("In review");
    case NoteState::kSelected:
      return locale.tr("Selected");
    case NoteState::kNotSelected:
      return locale.tr("Not selected");
    case NoteState::kAccepted:
      return locale.tr("Selected and accepted");
    case NoteState::kDeclined:
      return locale.tr("Declined by the applicant");
    default:
      return locale.tr("The call was cancelled");
  }
}

std::string NoteActWord(const html::Locale& locale, NoteAct act) {
  switch (act) {
    case NoteAct::kSubmit:
      return locale.tr("Hand the note in");
    case NoteAct::kTakeBack:
      return locale.tr("Take it back to edit");
    case NoteAct::kWithdraw:
      return locale.tr("Withdraw the note");
    case NoteAct::kRuleOut:
      return locale.tr("Rule it out as not eligible");
    case NoteAct::kRestore:
      return locale.tr("Let it in again");
    case NoteAct::kAccept:
      return locale.tr("Accept the selection");
    default:
      return locale.tr("Decline the selection");
  }
}

std::string NoteEventWord(const html::Locale& locale, NoteAct act) {
  switch (act) {
    case NoteAct::kSubmit:
      return locale.tr("Handed in");
    case NoteAct::kTakeBack:
      return locale.tr("Taken back");
    case NoteAct::kLapse:
      return locale.tr("Not handed in before the deadline");
    case NoteAct::kWithdraw:
      return locale.tr("Withdrawn");
    case NoteAct::kRuleOut:
      return locale.tr("Ruled out as not eligible");
    case NoteAct::kRestore:
      return locale.tr("Let in again");
    case NoteAct::kReview:
      return locale.tr("Given to reviewers");
    case NoteAct::kSelect:
      return locale.tr("Selected");
    case NoteAct::kNotSelect:
      return locale.tr("Not selected");
    case NoteAct::kReconsider:
      return locale.tr("Considered again");
    case NoteAct::kAccept:
      return locale.tr("The applicant accepted");
    case NoteAct::kDecline:
      return locale.tr("The applicant declined");
    default:
      return locale.tr("The call was cancelled");
  }
}

html::Html NoteBadge(const html::Locale& locale, NoteState state) {
  return html::Badge(MarkOf(state), NoteStateWord(locale, state));
}

std::string ReviewStateWord(const html::Locale& locale, ReviewState state) {
  switch (state) {
    case ReviewState::kAssigned:
      return locale.tr("to be scored");
    case ReviewState::kHandedIn:
      return locale.tr("handed in");
    case ReviewState::kRecused:
      return locale.tr("declared a conflict");
    case ReviewState::kBarred:
      return locale.tr("barred");
    case ReviewState::kReleased:
      return locale.tr("taken back");
    default:
      return locale.tr("not handed in");
  }
}

std::string BarWord(const html::Locale& locale, Bar bar) {
  switch (bar) {
    case Bar::kSameOrganisation:
      return locale.tr("of the same organisation");
    case Bar::kApplicant:
      return locale.tr("her organisation handed in a note too");
    case Bar::kInterest:
      return locale.tr("tied by the register of interests");
    case Bar::kRunsTheCall:
      return locale.tr("runs the call and knows the names");
    default:
      return {};
  }
}

std::string ProposalStateWord(const html::Locale& locale, ProposalState state) {
  switch (state) {
    case ProposalState::kDraft:
      return locale.tr("Draft");
    case ProposalState::kSent:
      return locale.tr("Sent");
    case ProposalState::kAccepted:
      return locale.tr("Accepted for a call");
    case ProposalState::kDeclined:
      return locale.tr("Declined");
    default:
      return locale.tr("Withdrawn");
  }
}

html::Html ProposalBadge(const html::Locale& locale, ProposalState state) {
  const html::Mark mark = state == ProposalState::kAccepted ? html::Mark::kOk
                          : state == ProposalState::kSent   ? html::Mark::kAct
                          : state == ProposalState::kDraft  ? html::Mark::kCare
                                                            : html::Mark::kUnknown;
  return html::Badge(mark, ProposalStateWord(locale, state));
}

std::vector<html::Choice> YesOrNo(const html::Locale& locale, bool with_empty) {
  std::vector<html::Choice> choices;
  if (with_empty) choices.push_back({"", locale.tr("Choose")});
  choices.push_back({"yes", locale.tr("Yes")});
  choices.push_back({"no", locale.tr("No")});
  return choices;
}

std::string CodeWord(const html::Locale& locale, std::int64_t code) {
  return locale.tr("Note {code}", {{"code", fmt::format("{:02}", code)}});
}

std::string UntilWord(const html::Locale& locale, base::UtcTime end) {
  if (end.ms == 0) return {};
  return locale.tr("until the end of {day} (UTC)", {{"day", locale.ShortDate(end.ms - 1)}});
}

std::string AmountWord(const html::Locale& locale, const Call& call, const base::Decimal& amount) {
  if (call.currency.empty()) return amount.text();
  return MoneyWords(locale, {amount, call.currency});
}

std::string SectorsWord(const html::Locale& locale, const Call& call) {
  std::string all;
  for (const std::string& code : call.sectors) {
    const Industry* industry = FindIndustry(code);
    AddTo(all, industry == nullptr ? code : code + " " + locale.tr(industry->title));
  }
  return all;
}

std::string CountriesWord(const html::Locale& locale, const Call& call) {
  std::string all;
  for (const std::string& code : call.countries) AddTo(all, CountryWords(locale, code));
  return all;
}

std::string SdgWord(const html::Locale& locale, const Call& call) {
  std::string all;
  for (const std::string& code : call.sdg) AddTo(all, SdgWords(locale, code));
  return all;
}

}  // namespace panel::calls
