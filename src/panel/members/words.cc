#include "panel/members/words.h"

#include <array>

#include "desk/people/words.h"
#include "desk/tr.h"
#include "panel/common/isic.h"
#include "panel/common/regions.h"

namespace panel::members {
namespace {

using desk::tr;
using html::Mark;

constexpr std::array<const char*, static_cast<std::size_t>(MemberState::kCount)> kStates = {
    tr("Draft"),    tr("Applied"),   tr("Due diligence"), tr("Admitted"),
    tr("Declined"), tr("Suspended"), tr("Left"),
};
constexpr std::array<const char*, static_cast<std::size_t>(MemberAct::kCount)> kActs = {
    tr("Send the application"),
    tr("Take the application back"),
    tr("Begin the due diligence"),
    tr("Send back"),
    tr("Admit"),
    tr("Decline"),
    tr("Suspend"),
    tr("Reply"),
    tr("Reinstate"),
    tr("Renew"),
    tr("Leave the panel"),
    tr("End the membership"),
    tr("Lapse"),
    tr("Apply again"),
};
constexpr std::array<const char*, static_cast<std::size_t>(MemberAct::kCount)> kHappened = {
    tr("Applied"),
    tr("Application taken back"),
    tr("Due diligence began"),
    tr("Sent back"),
    tr("Admitted"),
    tr("Declined"),
    tr("Suspended"),
    tr("Reply of the member"),
    tr("Reinstated"),
    tr("Renewed"),
    tr("Left the panel"),
    tr("Membership ended"),
    tr("Lapsed: not renewed in time"),
    tr("New application begun"),
};
constexpr std::array<const char*, static_cast<std::size_t>(NameKind::kCount)> kNameKinds = {
    tr("Former name"),
    tr("Other spelling or script"),
    tr("Short name"),
};
constexpr std::array<const char*, static_cast<std::size_t>(PersonKind::kCount)> kPersonKinds = {
    tr("Head"),
    tr("Officer who may sign"),
    tr("Representative in the panel"),
};
constexpr std::array<const char*, static_cast<std::size_t>(Gender::kCount)> kGenders = {
    tr("Not said"),
    tr("Woman"),
    tr("Man"),
    tr("Another"),
};
constexpr std::array<const char*, static_cast<std::size_t>(Visibility::kCount)> kVisibilities = {
    tr("Nobody"),
    tr("Members of the panel"),
    tr("Everybody"),
};
constexpr std::array<const char*, static_cast<std::size_t>(PublicField::kCount)> kPublicFields = {
    tr("Name and constituency"), tr("Country"), tr("Sectors"),
    tr("Member since"),          tr("Link"),    tr("Contact points whose person agreed"),
};
constexpr std::array<const char*, static_cast<std::size_t>(Answer::kCount)> kAnswers = {
    tr("Not answered"),
    tr("Yes"),
    tr("No"),
    tr("Does not apply"),
};
constexpr std::array<const char*, static_cast<std::size_t>(Standing::kCount)> kStandings = {
    tr("Not verified"),
    tr("Verified"),
    tr("Verification too old"),
    tr("Did not pass"),
};
constexpr std::array<const char*, static_cast<std::size_t>(VettingState::kCount)> kVettingStates = {
    tr("Offered"), tr("Asked"), tr("Done"), tr("Recused"), tr("Cancelled"),
};
constexpr std::array<const char*, static_cast<std::size_t>(FlagKind::kCount)> kFlagKinds = {
    tr("Observation"), tr("Yellow flag"), tr("Escalated"), tr("Red flag"), tr("Resolved"),
};
constexpr std::array<const char*, static_cast<std::size_t>(FlagAct::kCount)> kFlagActs = {
    tr("Make it yellow"),   tr("Escalate"), tr("Confirm as red"),
    tr("Return as yellow"), tr("Resolve"),  tr("Open again"),
};
constexpr std::array<const char*, static_cast<std::size_t>(Risk::kCount)> kRisks = {
    tr("Reputation and ethics"),         tr("Finance"),      tr("Operation"), tr("Compliance"),
    tr("Sexual exploitation and abuse"), tr("Safeguarding"), tr("Other"),     tr("Watch list"),
};
constexpr std::array<const char*, static_cast<std::size_t>(HitState::kCount)> kHitStates = {
    tr("To decide"),
    tr("Not a true match"),
    tr("True match"),
};
constexpr std::array<const char*, static_cast<std::size_t>(InterestKind::kCount)> kInterestKinds = {
    tr("Ownership"),       tr("Employment"), tr("Family"), tr("Funding"), tr("Customer or supplier"),
    tr("Seat on a board"), tr("Other"),
};
constexpr std::array<const char*, static_cast<std::size_t>(InterestState::kCount)> kInterestStates = {
    tr("Declared"),
    tr("Disclosed"),
    tr("Recused"),
    tr("Ended"),
};
constexpr std::array<const char*, static_cast<std::size_t>(InterestAct::kCount)> kInterestActs = {
    tr("Disclosure is enough"),
    tr("Recuse"),
    tr("End"),
    tr("Open again"),
};
constexpr std::array<const char*, static_cast<std::size_t>(WizardStep::kCount)> kSteps = {
    tr("Who you are"),    tr("People"),      tr("Owners"),
    tr("Contact points"), tr("Declaration"), tr("Check and send"),
};
constexpr std::array<const char*, static_cast<std::size_t>(Dimension::kCount)> kDimensions = {
    tr("Constituencies"),
    tr("Regions"),
    tr("Parts of regions"),
    tr("Sectors"),
    tr("Gender of representatives"),
};

template <typename Table, typename Enum>
std::string Word(const html::Locale& locale, const Table& table, Enum value) {
  return locale.tr(table.at(static_cast<std::size_t>(value)));
}

constexpr std::pair<std::string_view, const char*> kInterestTypes[] = {
    {"shareholding", tr("Shares")},
    {"votingRights", tr("Voting rights")},
    {"appointmentOfBoard", tr("May appoint the board")},
    {"otherInfluenceOrControl", tr("Other influence or control")},
    {"seniorManagingOfficial", tr("Senior manager")},
    {"settlor", tr("Settlor of a trust")},
    {"trustee", tr("Trustee")},
    {"protector", tr("Protector of a trust")},
    {"beneficiaryOfLegalArrangement", tr("Beneficiary of a trust")},
    {"rightsToSurplusAssetsOnDissolution", tr("Right to what is left on dissolution")},
    {"rightsToProfitOrIncome", tr("Right to profit or income")},
    {"rightsGrantedByContract", tr("Rights by contract")},
    {"conditionalRightsGrantedByContract", tr("Conditional rights by contract")},
    {"controlViaCompanyRulesOrArticles", tr("Control by the articles")},
    {"controlByLegalFramework", tr("Control by law")},
    {"boardMember", tr("Member of the board")},
    {"boardChair", tr("Chair of the board")},
    {"unknownInterest", tr("Unknown interest")},
    {"unpublishedInterest", tr("Interest not published")},
    {"enjoymentAndUseOfAssets", tr("Use of assets")},
    {"rightToProfitOrIncomeFromAssets", tr("Right to income from assets")},
    {"nominee", tr("Nominee")},
    {"nominator", tr("Nominator")},
};
constexpr std::pair<std::string_view, const char*> kReasons[] = {
    {"noBeneficialOwners",
     tr("Nobody owns or controls it in the sense of the rules: an association, a public body")},
    {"subjectUnableToConfirmOrIdentifyBeneficialOwner", tr("It cannot say who the owners are")},
    {"interestedPartyHasNotProvidedInformation", tr("The owner has not said enough")},
    {"subjectExemptFromDisclosure",
     tr("It does not have to disclose: listed on a stock exchange, state-owned")},
    {"interestedPartyExemptFromDisclosure", tr("The owner does not have to be disclosed")},
    {"unknown", tr("The reason is not known")},
    {"informationUnknownToPublisher", tr("We do not have the information")},
};

template <typename Table>
std::string Looked(const html::Locale& locale, const Table& table, std::string_view code) {
  for (const auto& [known, words] : table)
    if (known == code) return locale.tr(words);
  return std::string(code);
}

}  // namespace

std::string StateWord(const html::Locale& locale, MemberState state) {
  return Word(locale, kStates, state);
}

html::Html StateBadge(const html::Locale& locale, MemberState state) {
  constexpr std::array<Mark, static_cast<std::size_t>(MemberState::kCount)> kMarks = {
      Mark::kPlain, Mark::kAct, Mark::kAct, Mark::kOk, Mark::kHarm, Mark::kCare, Mark::kPlain};
  return html::Badge(kMarks.at(static_cast<std::size_t>(state)), StateWord(locale, state));
}

std::string ActWord(const html::Locale& locale, MemberAct act) {
  return Word(locale, kActs, act);
}

std::string HappenedWord(const html::Locale& locale, MemberAct act) {
  return Word(locale, kHappened, act);
}

html::Html StandingBadge(const html::Locale& locale, Standing standing) {
  constexpr std::array<Mark, static_cast<std::size_t>(Standing::kCount)> kMarks = {Mark::kUnknown, Mark::kOk,
                                                                                   Mark::kCare, Mark::kHarm};
  return html::Badge(kMarks.at(static_cast<std::size_t>(standing)), Word(locale, kStandings, standing));
}

std::string NameKindWord(const html::Locale& locale, NameKind kind) {
  return Word(locale, kNameKinds, kind);
}

std::string PersonKindWord(const html::Locale& locale, PersonKind kind) {
  return Word(locale, kPersonKinds, kind);
}

std::string GenderWord(const html::Locale& locale, Gender gender) {
  return Word(locale, kGenders, gender);
}

std::string VisibilityWord(const html::Locale& locale, Visibility visibility) {
  return Word(locale, kVisibilities, visibility);
}

std::string PublicFieldWord(const html::Locale& locale, PublicField field) {
  return Word(locale, kPublicFields, field);
}

std::string AnswerWord(const html::Locale& locale, Answer answer) {
  return Word(locale, kAnswers, answer);
}

std::string VettingStateWord(const html::Locale& locale, VettingState state) {
  return Word(locale, kVettingStates, state);
}

html::Html FlagBadge(const html::Locale& locale, FlagKind kind) {
  constexpr std::array<Mark, static_cast<std::size_t>(FlagKind::kCount)> kMarks = {
      Mark::kPlain, Mark::kCare, Mark::kAct, Mark::kHarm, Mark::kOk};
  return html::Badge(kMarks.at(static_cast<std::size_t>(kind)), FlagKindWord(locale, kind));
}

std::string FlagKindWord(const html::Locale& locale, FlagKind kind) {
  return Word(locale, kFlagKinds, kind);
}

std::string FlagActWord(const html::Locale& locale, FlagAct act) {
  return Word(locale, kFlagActs, act);
}

std::string RiskWord(const html::Locale& locale, Risk risk) {
  return Word(locale, kRisks, risk);
}

html::Html HitBadge(const html::Locale& locale, HitState state) {
  constexpr std::array<Mark, static_cast<std::size_t>(HitState::kCount)> kMarks = {Mark::kAct, Mark::kPlain,
                                                                                   Mark::kHarm};
  return html::Badge(kMarks.at(static_cast<std::size_t>(state)), Word(locale, kHitStates, state));
}

std::string InterestKindWord(const html::Locale& locale, InterestKind kind) {
  return Word(locale, kInterestKinds, kind);
}

html::Html InterestBadge(const html::Locale& locale, InterestState state) {
  constexpr std::array<Mark, static_cast<std::size_t>(InterestState::kCount)> kMarks = {
      Mark::kAct, Mark::kOk, Mark::kCare, Mark::kPlain};
  return html::Badge(kMarks.at(static_cast<std::size_t>(state)), Word(locale, kInterestStates, state));
}

std::string InterestActWord(const html::Locale& locale, InterestAct act) {
  return Word(locale, kInterestActs, act);
}

std::string StepWord(const html::Locale& locale, WizardStep step) {
  return Word(locale, kSteps, step);
}

std::string DimensionWord(const html::Locale& locale, Dimension dimension) {
  return Word(locale, kDimensions, dimension);
}

std::string KeyWord(const html::Locale& locale, Dimension dimension, std::string_view key) {
  switch (dimension) {
    case Dimension::kConstituency:
      if (const auto type = desk::OrgTypeNamed(key)) return desk::OrgTypeWord(locale, *type);
      break;
    case Dimension::kRegion:
    case Dimension::kSubregion:
      if (const Region* region = FindRegion(key)) return locale.tr(region->name);
      break;
    case Dimension::kSector:
      return SectorWord(locale, key);
    default:
      if (const auto gender = GenderNamed(key)) return GenderWord(locale, *gender);
  }
  return std::string(key);
}

std::string SectorWord(const html::Locale& locale, std::string_view code) {
  const Industry* industry = FindIndustry(code);
  return std::string(code) + (industry == nullptr ? "" : " " + locale.tr(industry->brief));
}

std::string InterestTypeWord(const html::Locale& locale, std::string_view type) {
  return Looked(locale, kInterestTypes, type);
}

std::string OwnerReasonWord(const html::Locale& locale, std::string_view reason) {
  return Looked(locale, kReasons, reason);
}

std::vector<html::Choice> SectorChoices(const html::Locale& locale, bool divisions) {
  std::vector<html::Choice> choices;
  for (const Industry& industry : Industries())
    if (divisions || industry.is_section())
      choices.push_back({std::string(industry.code), SectorWord(locale, industry.code)});
  return choices;
}

}  // namespace panel::members
