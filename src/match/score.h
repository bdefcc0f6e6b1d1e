#pragma once
// Judge: from name_similarity n and the sum e of the effects to the number that ranks, and to the bands.
// docs/scoring.md:
//
//   e ≤ 0            score = n × (1 + max(e, −0.95))
//   0 < e ≤ 0.70     score = n + n × (1 − n) × e
//   e > 0.70         score = b + (1 − b) × 0.95 × (min(e, 1) − 0.70) / 0.30,   b = n + n × (1 − n) × 0.70
//
// n and e are rounded to 6 decimals first, and the score is rounded to 6 decimals, so that anyone can compute
// it again from what is printed. Strictly increasing in n for every e, continuous and increasing in e.
// Supporting evidence without an identifier or a contact in common stays below 0.80 in sum and therefore
// never lifts an unlike name over the threshold.

#include <vector>

#include "match/match.h"

namespace match {

double ScoreOf(double name_similarity, double effects);
double SumOfEffects(const std::vector<Evidence>& evidence);
Identity IdentityOf(double effects);

// The least name_similarity with which a pair can still reach `floor` when its evidence sums to at most
// `support`.
double LeastSimilarity(double floor, double support);

// The band limits of `identity`.
inline constexpr double kSupportedFrom = 0.10;
inline constexpr double kContradictedFrom = -0.25;
// Results are kept from this score on even when the threshold is higher.
inline constexpr double kResultFloor = 0.50;

}  // namespace match
