#include "match/score.h"

#include <algorithm>

#include "match/name_similarity.h"

namespace match {
namespace {

constexpr double kPlainSupport = 0.70;
constexpr double kMostSupport = 1.0;
constexpr double kLift = 0.95;
constexpr double kLowest = -0.95;

}  // namespace

double ScoreOf(double name_similarity, double effects) {
  const double n = Round6(name_similarity);
  const double e = Round6(effects);
  if (e <= 0) return Round6(n * (1 + std::max(e, kLowest)));
  const double b = n + n * (1 - n) * std::min(e, kPlainSupport);
  if (e <= kPlainSupport) return Round6(b);
  const double lift = kLift * (std::min(e, kMostSupport) - kPlainSupport) / (kMostSupport - kPlainSupport);
  return Round6(b + (1 - b) * lift);
}

double SumOfEffects(const std::vector<Evidence>& evidence) {
  double sum = 0;
  for (const Evidence& item : evidence) sum += item.effect;
  return Round6(sum);
}

Identity IdentityOf(double effects) {
  const double e = Round6(effects);
  if (e >= kSupportedFrom) return Identity::kSupported;
  return e <= kContradictedFrom ? Identity::kContradicted : Identity::kUnconfirmed;
}

double LeastSimilarity(double floor, double support) {
  double low = 0;
  double high = 1;
  for (int step = 0; step < 40; ++step) {
    const double middle = (low + high) / 2;
    if (ScoreOf(middle, support) < floor) {
      low = middle;
    } else {
      high = middle;
    }
  }
  // Rounding may let a pair through that is half a unit of the last place below.
  return std::max(0.0, low - 2e-6);
}

std::string_view IdentityName(Identity identity) {
  switch (identity) {
    case Identity::kSupported:
      return "supported";
    case Identity::kUnconfirmed:
      return "unconfirmed";
    case Identity::kContradicted:
      return "contradicted";
  }
  return "unconfirmed";
}

}  // namespace match
