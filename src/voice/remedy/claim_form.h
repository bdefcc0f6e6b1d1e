#pragma once
// The form of what is claimed: new, or changed while nothing is agreed. Thread-safe.

#include "voice/remedy/form_kit.h"

namespace voice::remedy {

inline constexpr std::string_view kClaimForm = "claim";

// The fields, filled from `claim` or from what was typed and refused. `names` are offered for who owes.
html::Html ClaimFields(const html::Locale& locale, const Claim& claim, const std::vector<std::string>& names,
                       const Refused& refused);
// The claim as it was sent; checked further by CheckClaim. Errors: kInvalid.
base::Result<Claim> ClaimIn(desk::Context& context);

}  // namespace voice::remedy
