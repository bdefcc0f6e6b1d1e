#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace base {
namespace {

Result<int> Half(int n) {
  if (n % 2 != 0) return Invalid("odd");
  return n / 2;
}

Result<int> Quarter(int n) {
  const int half = TRY(Half(n));
  return TRY(Half(half));
}

TEST(Result, TryPassesTheErrorOn) {
  EXPECT_EQ(*Quarter(8), 2);
  EXPECT_EQ(Quarter(6).error().code, Code::kInvalid);
  EXPECT_EQ(Quarter(7).error().external, "odd");
}

TEST(Result, HoldsWhatCanOnlyBeMoved) {
  Result<std::unique_ptr<int>> r = std::make_unique<int>(4);
  std::unique_ptr<int> p = std::move(r).value();
  EXPECT_EQ(*p, 4);
}

TEST(Result, EveryCodeHasAName) {
  for (int c = 0; c <= static_cast<int>(Code::kInternal); ++c)
    EXPECT_STRNE(CodeName(static_cast<Code>(c)), "");
  EXPECT_STREQ(CodeName(Code::kTooLarge), "too-large");
}

TEST(CheckDeathTest, SaysWhere) {
  EXPECT_DEATH(CHECK(1 == 2), "result_test.cc.*CHECK failed: 1 == 2");
}

}  // namespace
}  // namespace base
