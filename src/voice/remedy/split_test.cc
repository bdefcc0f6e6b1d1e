#include "voice/remedy/split.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>

namespace voice::remedy {
namespace {

base::Decimal Amount(std::string_view text) {
  return base::Decimal::Parse(text).value();
}

TEST(Split, LargestRemainder) {
  const auto parts = SplitExactly(Amount("100"), std::vector{Amount("1"), Amount("1"), Amount("1")}, 2);
  ASSERT_TRUE(parts);
  EXPECT_EQ((*parts)[0], Amount("33.34"));
  EXPECT_EQ((*parts)[1], Amount("33.33"));
  EXPECT_EQ((*parts)[2], Amount("33.33"));
  EXPECT_FALSE(SplitExactly(Amount("1"), std::vector<base::Decimal>{}, 2).has_value());
  EXPECT_FALSE(SplitExactly(Amount("1"), std::vector{Amount("0")}, 2).has_value());
  EXPECT_FALSE(SplitExactly(Amount("1.005"), std::vector{Amount("1")}, 2).has_value());
  EXPECT_FALSE(SplitExactly(Amount("-1"), std::vector{Amount("1")}, 2).has_value());
  EXPECT_EQ(SplitExactly(Amount("10000000000000000000"), std::vector{Amount("1")}, 0).error().code,
            base::Code::kTooLarge);
}

// The sum of the parts is the whole; no part is a whole unit away from its fair share (compared without a
// division: |part * sum - total * weight| < sum, in units); nobody without a weight gets anything, and nobody
// more than her weight while the total is not above the sum of the weights.
TEST(Split, OfAnyAmountsIsExactAndFair) {
  const char* given = std::getenv("MANUMIT_SEED");
  const std::uint64_t seed = given == nullptr ? 20'261'129 : std::stoull(given);
  SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 3000; ++round) {
    const int digits = static_cast<int>(random() % 4);
    std::int64_t unit = 1;
    for (int i = digits; i < 6; ++i) unit *= 10;
    const auto amount = [&](std::int64_t units) {
      return base::Decimal::FromColumns(0, 0)->Plus(
          base::Decimal::FromColumns(units * unit / 1'000'000'000'000, units * unit % 1'000'000'000'000)
              .value());
    };
    std::vector<base::Decimal> weights;
    std::vector<std::int64_t> raw;
    std::int64_t sum = 0;
    for (std::size_t n = 1 + random() % 40; n > 0; --n) {
      raw.push_back(random() % 5 == 0 ? 0 : static_cast<std::int64_t>(random() % 1'000'000));
      sum += raw.back();
      weights.push_back(amount(raw.back()).value());
    }
    if (sum == 0) continue;
    const auto total = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(sum + 1));
    const auto parts = SplitExactly(amount(total).value(), weights, digits);
    ASSERT_TRUE(parts);
    std::int64_t back = 0;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      const base::Int128 part = (*parts)[i].millionths() / unit;
      ASSERT_TRUE((*parts)[i].millionths() % unit == 0);
      const base::Int128 off = part * sum - base::Int128{total} * raw[i];
      ASSERT_TRUE(off < sum && -off < sum) << "part " << i;
      ASSERT_TRUE(part <= raw[i]);
      back += static_cast<std::int64_t>(part);
    }
    ASSERT_EQ(back, total);
  }
}

}  // namespace
}  // namespace voice::remedy
