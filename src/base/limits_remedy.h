#pragma once
// The limits of claims and repayments. As in limits.h: each has a test that hits it.

#include <cstddef>

namespace base {

inline constexpr std::size_t kMaxCaseClaims = 60;          // claims of one case
inline constexpr std::size_t kMaxClaimPayments = 60;       // payments of one claim
inline constexpr std::size_t kMaxClaimHistory = 400;       // what happened to one claim
inline constexpr std::size_t kMaxClaimTextBytes = 4000;    // a description, a reason, a note
inline constexpr std::size_t kMaxClaimNameBytes = 300;     // who owes
inline constexpr std::size_t kMaxGroupMembers = 200;       // claims of one group
inline constexpr std::size_t kMaxGroupPayments = 200;      // payments to one group
inline constexpr std::size_t kMaxClaimGroups = 200;        // groups of one team
inline constexpr std::size_t kMaxOutstandingCases = 1000;  // cases that one look at what is outstanding opens
inline constexpr std::size_t kMaxDisplayRates = 300;       // exchange rates kept for display
inline constexpr std::size_t kMaxDebtorCases = 100;        // newest cases whose debtors' names a form offers
inline constexpr std::size_t kMaxDebtorNames = 200;        // names that it offers

}  // namespace base
