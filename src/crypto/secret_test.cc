#include "crypto/secret.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <type_traits>

namespace crypto {
namespace {

static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);

TEST(SecretBytes, TakeWipesTheSource) {
  std::string text = "correct horse battery staple";
  const char* place = text.data();
  const SecretBytes secret = SecretBytes::Take(text);
  EXPECT_EQ(AsText(secret.view()), "correct horse battery staple");
  EXPECT_TRUE(text.empty());
  EXPECT_EQ(place[5], '\0');
}

TEST(SecretBytes, MovesAndLeavesNothingBehind) {
  SecretBytes a = SecretBytes::Copy(AsBytes("one"));
  SecretBytes b = SecretBytes::Copy(AsBytes("another"));
  b = std::move(a);
  EXPECT_EQ(AsText(b.view()), "one");
  EXPECT_TRUE(a.empty());  // NOLINT: what a moved-from secret holds is part of the contract
}

TEST(SecretBytes, RandomOnesDiffer) {
  EXPECT_FALSE(ConstantTimeEqual(SecretBytes::Random(32).view(), SecretBytes::Random(32).view()));
}

TEST(SecretBytesDeathTest, ReadingPastTheEndEndsTheProgram) {
  const SecretBytes secret(16);
  EXPECT_DEATH(
      {
        const volatile std::byte* bytes = secret.view().data();
        [[maybe_unused]] const std::byte beyond = bytes[16];
      },
      "");
}

TEST(Secret, ConstantTimeEqual) {
  EXPECT_TRUE(ConstantTimeEqual(AsBytes("abc"), AsBytes("abc")));
  EXPECT_FALSE(ConstantTimeEqual(AsBytes("abc"), AsBytes("abd")));
  EXPECT_FALSE(ConstantTimeEqual(AsBytes("abc"), AsBytes("ab")));
  EXPECT_TRUE(ConstantTimeEqual({}, {}));
}

[[noreturn]] void ExitWithZeroIfDumpsAreOff() {
  const bool done = DisableCoreDumps();
  rlimit limit{1, 1};
  const bool none = getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
  _exit(done && none && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 1);
}

TEST(SecretDeathTest, NoCoreDumps) {
  EXPECT_EXIT(ExitWithZeroIfDumpsAreOff(), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace crypto
