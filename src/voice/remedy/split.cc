#include "voice/remedy/split.h"

#include <algorithm>
#include <numeric>

#include "desk/tr.h"

namespace voice::remedy {
namespace {

using Units = base::Int128;
constexpr Units kMostUnits = 1'000'000'000'000'000'000;

Units MillionthsPerUnit(int digits) {
  Units size = 1;
  for (int i = digits; i < base::Decimal::kScale; ++i) size *= 10;
  return size;
}

base::Result<Units> UnitsOf(const base::Decimal& amount, Units size) {
  if (amount.negative()) return base::Invalid(desk::tr("the amount must be above zero"));
  if (amount.millionths() % size != 0)
    return base::Invalid(desk::tr("the amount has more digits than its currency"));
  const Units units = amount.millionths() / size;
  if (units > kMostUnits) return base::TooLarge(desk::tr("the amount is too large"));
  return units;
}

base::Result<base::Decimal> AmountOf(Units units, Units size) {
  constexpr Units kMillion = 1'000'000'000'000;  // one million in millionths
  const Units millionths = units * size;
  return base::Decimal::FromColumns(static_cast<std::int64_t>(millionths / kMillion),
                                    static_cast<std::int64_t>(millionths % kMillion));
}

}  // namespace

base::Result<std::vector<base::Decimal>> SplitExactly(const base::Decimal& total,
                                                      std::span<const base::Decimal> weights, int digits) {
  const Units size = MillionthsPerUnit(digits);
  const Units whole = TRY(UnitsOf(total, size));
  std::vector<Units> weight;
  Units sum = 0;
  for (const base::Decimal& one : weights) {
    weight.push_back(TRY(UnitsOf(one, size)));
    sum += weight.back();
    if (sum > kMostUnits) return base::TooLarge(desk::tr("the amount is too large"));
  }
  if (sum == 0) return base::Invalid(desk::tr("there is nothing to share it out by"));
  std::vector<Units> part(weight.size());
  std::vector<Units> remainder(weight.size());
  Units left = whole;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    part[i] = whole * weight[i] / sum;
    remainder[i] = whole * weight[i] % sum;
    left -= part[i];
  }
  std::vector<std::size_t> order(weight.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
  for (std::size_t i = 0; left > 0; ++i, --left) ++part[order[i]];
  std::vector<base::Decimal> parts;
  for (const Units units : part) parts.push_back(TRY(AmountOf(units, size)));
  return parts;
}

}  // namespace voice::remedy
