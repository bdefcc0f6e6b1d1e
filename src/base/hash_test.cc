#include "base/hash.h"

#include <gtest/gtest.h>

namespace base {
namespace {

// The hash is part of file formats: these values never change.
TEST(Hash, ValuesOfTheFileFormats) {
  EXPECT_EQ(Hash64(""), 0xefd01f60ba992926ULL);
  EXPECT_EQ(Hash64("mohammed"), 0xdba7631c2a5db95cULL);
  EXPECT_EQ(Hash64("trading"), 0xc7a3c7558c01c1c0ULL);
  EXPECT_NE(Hash64("\xC3\xA9"), Hash64("\xC3\xA8"));
}

TEST(Hash, IsKnownAtCompileTime) {
  static_assert(Hash64("trading") == 0xc7a3c7558c01c1c0ULL);
  static_assert(Mix64(0) == 0);
}

}  // namespace
}  // namespace base
