#pragma once
// What a worker is owed, as a part of a referral: a line a claim, for a recipient who may know it. What she
// withdrew is not told. Pure but for reading the claims.

#include <string>

#include "voice/remedy/remedy.h"

namespace voice::remedy {

// "Fees for matching and placement: USD 400.00; agreed 300.00 ...": empty where nothing is claimed.
std::string ClaimsTold(const html::Locale& locale, const ClaimBook& book);
// The same of an opened case.
base::Result<std::string> ClaimsToldOf(db::Transaction& tx, const OpenedCase& opened,
                                       const html::Locale& locale);

}  // namespace voice::remedy
