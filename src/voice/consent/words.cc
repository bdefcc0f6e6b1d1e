#include "voice/consent/pages.h"
#include "voice/referral/pages.h"

namespace voice::consent {

std::string PartWord(const html::Locale& locale, Part part) {
  switch (part) {
    case Part::kReport:
      return locale.ctr("part of a case", "Report");
    case Part::kPlace:
      return locale.ctr("part of a case", "Place");
    case Part::kWho:
      return locale.ctr("part of a case", "Who does it");
    case Part::kContact:
      return locale.ctr("part of a case", "How to reach her");
    case Part::kLanguage:
      return locale.ctr("part of a case", "Language");
    case Part::kFiles:
      return locale.ctr("part of a case", "Files");
    case Part::kIndicators:
      return locale.ctr("part of a case", "Signs of forced labour");
    case Part::kClaims:
      return locale.ctr("part of a case", "What she is owed");
    case Part::kSummary:
    case Part::kCount:
      break;
  }
  return locale.ctr("part of a case", "Summary by the team");
}

std::string PartWords(const html::Locale& locale, const std::vector<Part>& parts) {
  std::string words;
  for (const Part part : parts) words += (words.empty() ? "" : ", ") + PartWord(locale, part);
  return words;
}

std::string PurposeWord(const html::Locale& locale, Purpose purpose) {
  switch (purpose) {
    case Purpose::kLegal:
      return locale.ctr("purpose", "Legal help");
    case Purpose::kWages:
      return locale.ctr("purpose", "Wages");
    case Purpose::kDocuments:
      return locale.ctr("purpose", "Documents");
    case Purpose::kShelter:
      return locale.ctr("purpose", "Shelter");
    case Purpose::kMedical:
      return locale.ctr("purpose", "Medical help");
    case Purpose::kSafety:
      return locale.ctr("purpose", "Safety");
    case Purpose::kComplaint:
      return locale.ctr("purpose", "Complaint to an authority");
    case Purpose::kReturn:
      return locale.ctr("purpose", "Going home");
    case Purpose::kStatistics:
      return locale.ctr("purpose", "Statistics");
    case Purpose::kOther:
    case Purpose::kCount:
      break;
  }
  return locale.ctr("purpose", "Other");
}

std::string StateWord(const html::Locale& locale, State state) {
  switch (state) {
    case State::kAsked:
      return locale.ctr("consent", "Asked, not answered");
    case State::kGiven:
      return locale.ctr("consent", "Yes");
    case State::kRefused:
      return locale.ctr("consent", "No");
    case State::kWithdrawn:
      return locale.ctr("consent", "Taken back");
    case State::kReplaced:
      return locale.ctr("consent", "Replaced by a later answer");
    case State::kLapsed:
      return locale.ctr("consent", "Run out");
    case State::kCancelled:
    case State::kCount:
      break;
  }
  return locale.ctr("consent", "Question taken back");
}

std::string RecipientWords(const html::Locale& locale, const Recipient& to) {
  if (to.kind == RecipientKind::kStatistics) return locale.ctr("purpose", "Statistics");
  const auto trade = referral::TradeNamed(to.trade);
  return trade ? to.name + " (" + referral::TradeWord(locale, *trade) + ")" : to.name;
}

}  // namespace voice::consent
