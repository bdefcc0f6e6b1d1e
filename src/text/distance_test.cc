#include "text/distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace text {
namespace {

// Optimal string alignment by its definition: the slow reference.
int Reference(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<int>(i + j);
        continue;
      }
      d[i][j] =
          std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::string RandomWord(std::mt19937& random, std::size_t longest, const std::string& letters) {
  std::string word;
  const std::size_t length = random() % (longest + 1);
  for (std::size_t i = 0; i < length; ++i) word += letters[random() % letters.size()];
  return word;
}

TEST(Distance, KnownDistances) {
  EXPECT_EQ(EditDistance("kitten", "sitting", 10), 3);
  EXPECT_EQ(EditDistance("lavrov", "lavorv", 3), 1);
  EXPECT_EQ(EditDistance("ca", "abc", 5), 3);  // each letter is edited at most once
  EXPECT_EQ(EditDistance("", "abc", 5), 3);
  EXPECT_EQ(EditDistance("same", "same", 0), 0);
  EXPECT_EQ(EditDistance("abcdef", "uvwxyz", 2), 3);  // limit + 1
}

TEST(Distance, AllThreeWaysAgreeOnRandomWords) {
  std::mt19937 random(20261122);
  for (int i = 0; i < 20'000; ++i) {
    const std::string letters = i % 3 == 0   ? "ab"
                                : i % 3 == 1 ? "abcde"
                                             : "abcdefghijklmnopqrstuvwxyz0123456789";
    const std::string a = RandomWord(random, i % 50 == 0 ? 70 : 9, letters);
    const std::string b = RandomWord(random, i % 50 == 0 ? 70 : 9, letters);
    const int expected = Reference(a, b);
    ASSERT_EQ(EditDistance(a, b, 200), expected) << a << " " << b;
    ASSERT_EQ(EditPattern(a).Distance(b), expected) << a << " " << b;
    const EditPattern pattern(a);
    for (int limit = 0; limit < 4; ++limit) {
      ASSERT_EQ(EditDistance(a, b, limit), std::min(expected, limit + 1)) << a << " " << b;
      ASSERT_EQ(pattern.Within(b, limit), expected <= limit) << a << " " << b;
    }
  }
}

TEST(Distance, WeightedIsAtMostTheEditDistanceSymmetricAndZeroOnlyForEqualWords) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const std::string letters = i % 2 == 0 ? "aehkcyoun" : "abcdefghijklmnopqrstuvwxyz0123456789";
    const std::string a = RandomWord(random, 8, letters);
    const std::string b = RandomWord(random, 8, letters);
    const double distance = WeightedDistance(a, b);
    ASSERT_LE(distance, EditDistance(a, b, 100) + 1e-9) << a << " " << b;
    ASSERT_EQ(distance == 0, a == b) << a << " " << b;
    ASSERT_NEAR(distance, WeightedDistance(b, a), 1e-9) << a << " " << b;
  }
}

TEST(Distance, LikelySlipsCostLessThanOthers) {
  EXPECT_LT(WeightedDistance("karim", "carim"), WeightedDistance("karim", "marim"));
  EXPECT_LT(WeightedDistance("hassan", "hasan"), WeightedDistance("hassan", "hasxan"));
  EXPECT_LT(WeightedDistance("yusuf", "yusof"), WeightedDistance("yusuf", "yuskf"));
  EXPECT_LT(WeightedDistance("bernard", "bemard"), 1);  // rn read as m
  EXPECT_LT(WeightedDistance("philip", "filip"), 1);
  EXPECT_LT(WeightedDistance("c0mpany", "company"), 0.5);
}

TEST(Distance, WordsLongerThanAMachineWord) {
  const std::string a(64, 'a');
  const std::string b = std::string(63, 'a') + "b";
  EXPECT_EQ(EditPattern(a).Distance(b), 1);
  EXPECT_EQ(EditPattern(a + "x").Distance(b), 2);
  EXPECT_EQ(EditPattern("").Distance("abc"), 3);
  EXPECT_GT(WeightedDistance(a + a, a), 0);
}

}  // namespace
}  // namespace text
