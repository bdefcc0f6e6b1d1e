#pragma once
// What can be claimed, how well it is shown, who owes it and how money moves: the code lists of repayment.
// Names are as stored and as in exports; words are the reader's. Pure; thread-safe.
//
// Kinds follow the ILO's definition of recruitment fees and related costs (General principles and operational
// guidelines for fair recruitment and Definition of recruitment fees and related costs, International Labour
// Office, Geneva 2019: part II, paragraphs 6 to 14): fees (a) to (d), related costs (i) to (vii), and
// illegitimate, unreasonable and undisclosed costs. Wages, deductions, documents and damages are claims that
// stand beside that definition.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "html/locale.h"

namespace voice::remedy {

enum class Kind : std::uint8_t {
  kFeeMatching,      // (a) recruitment services that match offers of and applications for employment
  kFeeThirdParty,    // (b) recruiting workers to employ them for work for a third party
  kFeeDirect,        // (c) direct recruitment by the employer
  kFeeRecovery,      // (d) recovering recruitment fees from workers
  kMedical,          // (i) examinations, tests, vaccinations
  kInsurance,        // (ii) lives, health and safety, welfare funds
  kSkillTests,       // (iii) language, skills, qualifications; certification, licensing
  kTraining,         // (iv) training and orientation
  kEquipment,        // (v) tools, uniforms, safety gear
  kTravel,           // (vi) travel and lodging, also for relocation and return
  kAdministrative,   // (vii) applications, visas, permits, passports, identity documents
  kBribe,            // bribes and tributes
  kExtortion,        // extortion and kickback payments
  kBond,             // bonds
  kIllicitRecovery,  // illicit cost-recovery fees
  kCollateral,       // collateral required by anybody in the chain
  kWages,            // wages not paid, or not in full
  kDeductions,       // taken off the wage without right
  kDocuments,        // documents held: given back, not paid
  kDamages,
  kCount
};
enum class Family : std::uint8_t {
  kFees,
  kRelated,
  kIllegitimate,
  kWages,
  kDeductions,
  kDocuments,
  kDamages
};

// How well the claim is shown, weakest first. The grade is of the best that there is, and describes; it is no
// rule for refusing anything: fees are mostly taken without a receipt, and claims without one are repaid
// too.
enum class Evidence : std::uint8_t {
  kNone,      // nobody has said it in so many words; it is estimated
  kTold,      // the worker says it
  kSeveral,   // several workers say the same of the same payer
  kSeen,      // somebody saw it, or holds a note, a message or a picture of it
  kPaper,     // a contract, price list, loan or transfer slip that fits
  kReceipt,   // a receipt, payslip or bank record of the payment itself
  kAdmitted,  // the payer has admitted it
  kCount
};

enum class Owes : std::uint8_t { kEmployer, kRecruiter, kBoth, kCount };
enum class Way : std::uint8_t { kCash, kBank, kMobile, kWage, kThrough, kHandedOver, kOther, kCount };
enum class Sayer : std::uint8_t { kEmployer, kRecruiter, kWorker, kOther, kCount };
// How the worker's answer came. kHerPage is written by her page alone; the others by who heard it.
enum class Heard : std::uint8_t { kHerPage, kCall, kFaceToFace, kMessage, kCount };

std::string_view Name(Kind kind);  // "fee-a", "cost-vi", "bond", "wages"
std::string_view Name(Evidence evidence);
std::string_view Name(Owes owes);
std::string_view Name(Way way);
std::string_view Name(Sayer sayer);
std::string_view Name(Heard heard);
// The value of that name, or nothing.
template <typename List>
std::optional<List> Named(std::string_view name) {
  for (int i = 0; i < static_cast<int>(List::kCount); ++i)
    if (Name(static_cast<List>(i)) == name) return static_cast<List>(i);
  return std::nullopt;
}

Family FamilyOf(Kind kind);
// Of an amount of money; documents are not.
inline bool HasAmount(Kind kind) {
  return kind != Kind::kDocuments;
}

std::string Word(const html::Locale& locale, Kind kind);
std::string Word(const html::Locale& locale, Family family);
std::string Word(const html::Locale& locale, Evidence evidence);
std::string Word(const html::Locale& locale, Owes owes);
std::string Word(const html::Locale& locale, Way way);
std::string Word(const html::Locale& locale, Sayer sayer);
std::string Word(const html::Locale& locale, Heard heard);

}  // namespace voice::remedy
