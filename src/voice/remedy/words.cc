#include "voice/remedy/claim_steps.h"
#include "voice/remedy/kinds.h"

namespace voice::remedy {
namespace {

std::string CostWord(const html::Locale& locale, Kind kind) {
  switch (kind) {
    case Kind::kMedical:
      return locale.tr("Cost (i): medical");
    case Kind::kInsurance:
      return locale.tr("Cost (ii): insurance");
    case Kind::kSkillTests:
      return locale.tr("Cost (iii): skills and language tests");
    case Kind::kTraining:
      return locale.tr("Cost (iv): training and orientation");
    case Kind::kEquipment:
      return locale.tr("Cost (v): equipment");
    case Kind::kTravel:
      return locale.tr("Cost (vi): travel and lodging");
    default:
      return locale.tr("Cost (vii): administrative (visa, permit, passport)");
  }
}

std::string IllegitimateWord(const html::Locale& locale, Kind kind) {
  switch (kind) {
    case Kind::kBribe:
      return locale.tr("Bribe or tribute");
    case Kind::kExtortion:
      return locale.tr("Extortion or kickback");
    case Kind::kBond:
      return locale.tr("Bond");
    case Kind::kIllicitRecovery:
      return locale.tr("Illicit recovery of costs");
    default:
      return locale.tr("Collateral");
  }
}

}  // namespace

std::string Word(const html::Locale& locale, Kind kind) {
  const Family family = FamilyOf(kind);
  if (family == Family::kRelated) return CostWord(locale, kind);
  if (family == Family::kIllegitimate) return IllegitimateWord(locale, kind);
  switch (kind) {
    case Kind::kFeeMatching:
      return locale.tr("Fee (a): finding the job");
    case Kind::kFeeThirdParty:
      return locale.tr("Fee (b): to be employed for somebody else");
    case Kind::kFeeDirect:
      return locale.tr("Fee (c): taken by the employer itself");
    case Kind::kFeeRecovery:
      return locale.tr("Fee (d): recovered from the worker");
    default:
      return Word(locale, family);
  }
}

std::string Word(const html::Locale& locale, Family family) {
  switch (family) {
    case Family::kFees:
      return locale.tr("Recruitment fees");
    case Family::kRelated:
      return locale.tr("Related costs");
    case Family::kIllegitimate:
      return locale.tr("Illegitimate or undisclosed costs");
    case Family::kWages:
      return locale.tr("Unpaid wages");
    case Family::kDeductions:
      return locale.tr("Deductions");
    case Family::kDocuments:
      return locale.tr("Documents held");
    case Family::kDamages:
      break;
  }
  return locale.tr("Damages");
}

std::string Word(const html::Locale& locale, Evidence evidence) {
  switch (evidence) {
    case Evidence::kNone:
      return locale.tr("None: estimated");
    case Evidence::kTold:
      return locale.tr("Told by the worker");
    case Evidence::kSeveral:
      return locale.tr("Several workers say the same");
    case Evidence::kSeen:
      return locale.tr("Seen by somebody, or noted");
    case Evidence::kPaper:
      return locale.tr("A paper that fits");
    case Evidence::kReceipt:
      return locale.tr("Receipt, payslip or bank record");
    case Evidence::kAdmitted:
    case Evidence::kCount:
      break;
  }
  return locale.tr("Admitted by the payer");
}

std::string Word(const html::Locale& locale, Owes owes) {
  switch (owes) {
    case Owes::kEmployer:
      return locale.tr("Employer");
    case Owes::kRecruiter:
      return locale.tr("Recruiter");
    case Owes::kBoth:
    case Owes::kCount:
      break;
  }
  return locale.tr("Both, each for the whole");
}

std::string Word(const html::Locale& locale, Way way) {
  switch (way) {
    case Way::kCash:
      return locale.tr("Cash");
    case Way::kBank:
      return locale.tr("Bank transfer");
    case Way::kMobile:
      return locale.tr("Mobile money");
    case Way::kWage:
      return locale.tr("With the wage");
    case Way::kThrough:
      return locale.tr("Through somebody else");
    case Way::kHandedOver:
      return locale.tr("Handed over");
    case Way::kOther:
    case Way::kCount:
      break;
  }
  return locale.tr("Another way");
}

std::string Word(const html::Locale& locale, Sayer sayer) {
  switch (sayer) {
    case Sayer::kEmployer:
      return locale.tr("The employer");
    case Sayer::kRecruiter:
      return locale.tr("The recruiter");
    case Sayer::kWorker:
      return locale.tr("The worker");
    case Sayer::kOther:
    case Sayer::kCount:
      break;
  }
  return locale.tr("Somebody else");
}

std::string Word(const html::Locale& locale, Heard heard) {
  switch (heard) {
    case Heard::kHerPage:
      return locale.tr("on her own page");
    case Heard::kCall:
      return locale.tr("in a call");
    case Heard::kFaceToFace:
      return locale.tr("face to face");
    case Heard::kMessage:
    case Heard::kCount:
      break;
  }
  return locale.tr("in a message");
}

std::string Word(const html::Locale& locale, ClaimState state) {
  switch (state) {
    case ClaimState::kClaimed:
      return locale.ctr("state of a claim", "Claimed");
    case ClaimState::kAgreed:
      return locale.ctr("state of a claim", "Agreed");
    case ClaimState::kPaid:
      return locale.ctr("state of a claim", "Paid, they say");
    case ClaimState::kConfirmed:
      return locale.ctr("state of a claim", "Confirmed by the worker");
    case ClaimState::kRefused:
      return locale.ctr("state of a claim", "Refused");
    case ClaimState::kWithdrawn:
    case ClaimState::kCount:
      break;
  }
  return locale.ctr("state of a claim", "Withdrawn");
}

std::string Word(const html::Locale& locale, ClaimAct act) {
  switch (act) {
    case ClaimAct::kAgree:
      return locale.tr("An amount is agreed");
    case ClaimAct::kSettle:
      return locale.tr("Settled at what was paid");
    case ClaimAct::kRefuse:
      return locale.tr("Refused by the payer");
    case ClaimAct::kWithdraw:
      return locale.tr("Withdrawn");
    case ClaimAct::kPaySome:
      return locale.tr("A payment, they say");
    case ClaimAct::kPayAll:
      return locale.tr("The last payment, they say");
    case ClaimAct::kConfirmSome:
      return locale.tr("She has received a payment");
    case ClaimAct::kArrived:
      return locale.tr("A payment arrived after all");
    case ClaimAct::kConfirmAll:
      return locale.tr("She has received everything");
    case ClaimAct::kDeny:
      return locale.tr("She has not received it, or not all");
    case ClaimAct::kEdit:
      return locale.tr("What is claimed was changed");
    case ClaimAct::kReopen:
    case ClaimAct::kCount:
      break;
  }
  return locale.tr("Claimed again");
}

}  // namespace voice::remedy
