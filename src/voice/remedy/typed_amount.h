#pragma once
// An amount as somebody typed it, also on a telephone and in the digits of her own script: "1,200.50",
// "1 200", "1,20,000" (South Asia), "१२००". What could be read in two ways is refused, never guessed:
// "1.500" and "1,5" may be one and a half or fifteen hundred. Pure; thread-safe. Errors: kInvalid.

#include <string_view>

#include "base/money.h"

namespace voice::remedy {

inline constexpr std::size_t kMaxTypedAmountBytes = 80;

// Above zero, with no more digits than the currency has.
base::Result<base::Decimal> ReadTypedAmount(std::string_view typed, base::Currency currency);

}  // namespace voice::remedy
