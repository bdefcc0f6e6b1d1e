#pragma once
// One sum shared out exactly: largest remainder (Hamilton's method; Balinski and Young, Fair Representation,
// 2nd edition 2001, chapter 2). In smallest units of the currency, part i is first the whole units of
// fair(i) = total * weight(i) / sum of weights; the units that are left go one each to the largest
// remainders, of equal ones to the earlier. So the parts add up to the total, and no part differs from its
// fair share by a whole unit. Pure; thread-safe. Cost: n log n.

#include <span>
#include <vector>

#include "base/money.h"

namespace voice::remedy {

// `total` and `weights` are not negative and have at most `digits` digits after the point. A part of weight
// zero is zero. Errors: kInvalid (every weight is zero, a negative number, too many digits), kTooLarge (the
// total and the sum of the weights, in units, are above 10^18 each).
base::Result<std::vector<base::Decimal>> SplitExactly(const base::Decimal& total,
                                                      std::span<const base::Decimal> weights, int digits);

}  // namespace voice::remedy
