#include "voice/remedy/kinds.h"

namespace voice::remedy {
namespace {

template <typename List>
using Names = std::array<std::string_view, static_cast<std::size_t>(List::kCount)>;

constexpr Names<Kind> kKinds = {"fee-a",      "fee-b",    "fee-c",      "fee-d",     "cost-i",
                                "cost-ii",    "cost-iii", "cost-iv",    "cost-v",    "cost-vi",
                                "cost-vii",   "bribe",    "extortion",  "bond",      "illicit-recovery",
                                "collateral", "wages",    "deductions", "documents", "damages"};
constexpr Names<Evidence> kEvidence = {"none", "told", "several", "seen", "paper", "receipt", "admitted"};
constexpr Names<Owes> kOwes = {"employer", "recruiter", "both"};
constexpr Names<Way> kWays = {"cash", "bank", "mobile", "wage", "through", "handed-over", "other"};
constexpr Names<Sayer> kSayers = {"employer", "recruiter", "worker", "other"};
constexpr Names<Heard> kHeard = {"her-page", "call", "face-to-face", "message"};

template <typename List>
std::string_view At(const Names<List>& names, List value) {
  return names.at(static_cast<std::size_t>(value));
}

}  // namespace

std::string_view Name(Kind kind) {
  return At(kKinds, kind);
}
std::string_view Name(Evidence evidence) {
  return At(kEvidence, evidence);
}
std::string_view Name(Owes owes) {
  return At(kOwes, owes);
}
std::string_view Name(Way way) {
  return At(kWays, way);
}
std::string_view Name(Sayer sayer) {
  return At(kSayers, sayer);
}
std::string_view Name(Heard heard) {
  return At(kHeard, heard);
}

Family FamilyOf(Kind kind) {
  if (kind <= Kind::kFeeRecovery) return Family::kFees;
  if (kind <= Kind::kAdministrative) return Family::kRelated;
  if (kind <= Kind::kCollateral) return Family::kIllegitimate;
  switch (kind) {
    case Kind::kWages:
      return Family::kWages;
    case Kind::kDeductions:
      return Family::kDeductions;
    case Kind::kDocuments:
      return Family::kDocuments;
    default:
      return Family::kDamages;
  }
}

}  // namespace voice::remedy
