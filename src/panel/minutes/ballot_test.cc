// Counting: against an obvious reference that walks votes one by one, and the edges by hand.

#include "panel/minutes/ballot.h"

#include <gtest/gtest.h>

#include <vector>

namespace panel {
namespace {

TEST(Ballot, QuorumIsTheLeastWholeNumber) {
  EXPECT_EQ(QuorumOf(12, 50), 6);
  EXPECT_EQ(QuorumOf(13, 50), 7);
  EXPECT_EQ(QuorumOf(3, 34), 2);
  EXPECT_EQ(QuorumOf(10, 100), 10);
  EXPECT_EQ(QuorumOf(10, 0), 1);  // nobody at all decides nothing
  EXPECT_EQ(QuorumOf(0, 50), 1);
}

TEST(Ballot, AbstentionsMakeAQuorumAndNoMajority) {
  const BallotRules simple{};
  EXPECT_EQ(CountBallot(simple, 10, {.votes_for = 1, .against = 0, .abstained = 3}), Outcome::kNoQuorum);
  EXPECT_EQ(CountBallot(simple, 10, {.votes_for = 1, .against = 0, .abstained = 4}), Outcome::kAdopted);
  EXPECT_EQ(CountBallot(simple, 10, {.votes_for = 0, .against = 0, .abstained = 10}), Outcome::kRejected);
  EXPECT_EQ(CountBallot(simple, 10, {.votes_for = 3, .against = 3, .abstained = 0}), Outcome::kRejected);
  const BallotRules all{.majority = MajorityRule::kAllEntitled};
  EXPECT_EQ(CountBallot(all, 10, {.votes_for = 5, .against = 0, .abstained = 5}), Outcome::kRejected);
  EXPECT_EQ(CountBallot(all, 10, {.votes_for = 6, .against = 4, .abstained = 0}), Outcome::kAdopted);
  const BallotRules two{.majority = MajorityRule::kTwoThirds};
  EXPECT_EQ(CountBallot(two, 10, {.votes_for = 4, .against = 2, .abstained = 0}), Outcome::kAdopted);
  EXPECT_EQ(CountBallot(two, 10, {.votes_for = 5, .against = 3, .abstained = 0}), Outcome::kRejected);
}

TEST(Ballot, OneObjectionEndsConsensus) {
  const BallotRules rules{.method = OpinionMethod::kConsensus};
  EXPECT_EQ(CountBallot(rules, 4, {.votes_for = 2, .against = 0, .abstained = 2}), Outcome::kAdopted);
  EXPECT_EQ(CountBallot(rules, 4, {.votes_for = 3, .against = 1, .abstained = 0}), Outcome::kRejected);
  EXPECT_EQ(CountBallot(rules, 4, {.votes_for = 0, .against = 0, .abstained = 4}), Outcome::kRejected);
  EXPECT_EQ(CountBallot(rules, 4, {.votes_for = 1, .against = 0, .abstained = 0}), Outcome::kNoQuorum);
}

// The rules in words, over exact fractions written out.
Outcome Reference(const BallotRules& rules, std::int64_t entitled, const std::vector<Choice>& votes) {
  std::int64_t yes = 0;
  std::int64_t no = 0;
  for (const Choice vote : votes) {
    yes += vote == Choice::kFor ? 1 : 0;
    no += vote == Choice::kAgainst ? 1 : 0;
  }
  const auto there = static_cast<std::int64_t>(votes.size());
  if (there == 0 || there * 100 < entitled * rules.quorum_percent) return Outcome::kNoQuorum;
  bool adopted = false;
  if (rules.method == OpinionMethod::kConsensus) {
    adopted = no == 0 && yes >= 1;
  } else if (rules.majority == MajorityRule::kSimple) {
    adopted = yes > no;
  } else if (rules.majority == MajorityRule::kTwoThirds) {
    adopted = yes >= 1 && yes >= 2 * no;
  } else {
    adopted = yes > entitled - yes;
  }
  return adopted ? Outcome::kAdopted : Outcome::kRejected;
}

TEST(Ballot, AgreesWithTheReferenceOnEverySmallVote) {
  std::size_t tried = 0;
  for (int entitled = 0; entitled <= 9; ++entitled)
    for (int yes = 0; yes <= entitled; ++yes)
      for (int no = 0; yes + no <= entitled; ++no)
        for (int abstained = 0; yes + no + abstained <= entitled; ++abstained)
          for (int method = 0; method < static_cast<int>(OpinionMethod::kCount); ++method)
            for (int rule = 0; rule < static_cast<int>(MajorityRule::kCount); ++rule)
              for (const std::int64_t quorum : {0, 1, 33, 34, 50, 51, 67, 99, 100}) {
                const BallotRules rules{static_cast<OpinionMethod>(method), static_cast<MajorityRule>(rule),
                                        quorum};
                std::vector<Choice> votes(static_cast<std::size_t>(yes), Choice::kFor);
                votes.insert(votes.end(), static_cast<std::size_t>(no), Choice::kAgainst);
                votes.insert(votes.end(), static_cast<std::size_t>(abstained), Choice::kAbstain);
                ASSERT_EQ(CountBallot(rules, entitled, {yes, no, abstained}),
                          Reference(rules, entitled, votes))
                    << entitled << " entitled, " << yes << " for, " << no << " against, " << abstained
                    << " abstained, quorum " << quorum << ", rule " << rule << ", method " << method;
                ++tried;
              }
  EXPECT_GT(tried, 30'000u);
}

}  // namespace
}  // namespace panel
