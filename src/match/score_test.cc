#include "match/score.h"

#include <gtest/gtest.h>

#include <cmath>

#include "match/name_similarity.h"

namespace match {
namespace {

TEST(Score, FormulaAtKnownPoints) {
  EXPECT_DOUBLE_EQ(ScoreOf(0.8, 0), 0.8);
  EXPECT_DOUBLE_EQ(ScoreOf(0.8, -0.5), 0.4);
  EXPECT_DOUBLE_EQ(ScoreOf(0.8, 0.5), 0.88);
  EXPECT_DOUBLE_EQ(ScoreOf(1, 0.3), 1);
  EXPECT_DOUBLE_EQ(ScoreOf(0, 0.9), 0.633333);
  EXPECT_DOUBLE_EQ(ScoreOf(0, 5), 0.95);
  EXPECT_DOUBLE_EQ(ScoreOf(1, -5), 0.05);
}

TEST(Score, StrictlyIncreasingInTheNamesForEveryEvidence) {
  for (int e = -100; e <= 95; ++e) {
    double last = -1;
    for (int n = 0; n <= 1000; ++n) {
      const double score = ScoreOf(n / 1000.0, e / 100.0);
      ASSERT_GT(score, last) << "n " << n << " e " << e;
      ASSERT_GE(score, 0);
      ASSERT_LE(score, 1);
      last = score;
    }
  }
}

TEST(Score, StrictlyIncreasingInFineStepsWhereUnconfirmed) {
  for (double e = kContradictedFrom + 0.01; e < kSupportedFrom; e += 0.01) {
    ASSERT_EQ(IdentityOf(e), Identity::kUnconfirmed);
    for (int n = 2; n <= 100'000; ++n)
      ASSERT_GT(ScoreOf(n * 1e-5, e), ScoreOf((n - 1) * 1e-5, e)) << n << " " << e;
  }
}

TEST(Score, IncreasingAndContinuousInTheEvidence) {
  for (double n : {0.0, 0.2, 0.5, 0.7, 0.9, 1.0}) {
    double last = ScoreOf(n, -1.2);
    for (int e = -1200; e <= 1200; ++e) {
      const double score = ScoreOf(n, e / 1000.0);
      ASSERT_GE(score, last - 1e-9);
      ASSERT_LT(score - last, 0.005) << "n " << n << " e " << e;
      last = score;
    }
  }
}

TEST(Score, RoundedToSixDecimalsBeforeAndAfter) {
  EXPECT_EQ(ScoreOf(0.12345649, 0), 0.123456);
  EXPECT_EQ(ScoreOf(0.7000004, 0.0000004), 0.7);
  for (int i = 0; i < 1000; ++i) {
    const double score = ScoreOf(i / 997.0, (i % 200 - 100) / 93.0);
    EXPECT_EQ(score, Round6(score));
  }
}

TEST(Score, BandsOfIdentity) {
  EXPECT_EQ(IdentityOf(0.10), Identity::kSupported);
  EXPECT_EQ(IdentityOf(0.0999994), Identity::kUnconfirmed);
  EXPECT_EQ(IdentityOf(0), Identity::kUnconfirmed);
  EXPECT_EQ(IdentityOf(-0.15), Identity::kUnconfirmed);
  EXPECT_EQ(IdentityOf(-0.20), Identity::kUnconfirmed);
  EXPECT_EQ(IdentityOf(kContradictedFrom), Identity::kContradicted);
  EXPECT_EQ(IdentityOf(kContradictedFrom + 1e-6), Identity::kUnconfirmed);
  EXPECT_EQ(IdentityName(Identity::kSupported), "supported");
  EXPECT_EQ(IdentityName(Identity::kUnconfirmed), "unconfirmed");
  EXPECT_EQ(IdentityName(Identity::kContradicted), "contradicted");
}

TEST(Score, SumIsRounded) {
  EXPECT_EQ(SumOfEffects({}), 0);
  EXPECT_EQ(SumOfEffects({{"a", 0.1, "", "", ""}, {"b", 0.2, "", "", ""}}), 0.3);
}

// What can reach the floor is not below the least similarity, and what is clearly above it can reach the
// floor.
TEST(Score, LeastSimilarityIsTheInverse) {
  for (double floor : {0.1, 0.3, 0.5, 0.7, 0.9}) {
    for (double support : {0.0, 0.06, 0.2, 0.41, 0.68}) {
      const double least = LeastSimilarity(floor, support);
      for (int n = 0; n <= 2000; ++n) {
        const double similarity = n / 2000.0;
        if (ScoreOf(similarity, support) >= floor) {
          ASSERT_GE(similarity, least) << floor << " " << support;
        }
        if (similarity > least + 1e-5) {
          ASSERT_GE(ScoreOf(similarity, support), floor) << floor << " " << support;
        }
      }
    }
  }
}

}  // namespace
}  // namespace match
