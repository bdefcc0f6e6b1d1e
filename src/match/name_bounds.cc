#include <algorithm>
#include <cmath>

#include "match/name_similarity.h"

namespace match {

double SimilarityBound(Kind kind, double shared, double query_left, double candidate_left) {
  const double conflict = std::min(query_left, candidate_left);
  const double extra = std::abs(query_left - candidate_left);
  const double total = shared + 2 * kConflict * conflict + ExtraOf(kind) * extra;
  return total <= 0 ? 1.0 : shared / total;
}

double AgreementBound(Kind kind, double aligned, double shared, double minor, double query_left,
                      double candidate_left) {
  const double conflict = std::min(query_left, candidate_left);
  const double extra = std::abs(query_left - candidate_left);
  const double total = shared + minor + 2 * kConflict * conflict + ExtraOf(kind) * extra;
  return total <= 0 ? 1.0 : (aligned + minor) / total;
}

double CertaintyOf(double bits) {
  return 1.0 - 0.36 * std::exp(-bits / 7.0);
}

void LeftKinds::Add(Kind kind, TokenClass token_class, std::string_view surface, bool is_trade) {
  if (token_class == TokenClass::kWord) (IsNative(surface) ? other_word : latin_word) = true;
  number = number || token_class == TokenClass::kNumber;
  place = place || (kind == Kind::kOrganization && token_class == TokenClass::kLight);
  trade = trade || (kind == Kind::kOrganization && is_trade);
}

// What is stated on both sides and differs says more than words that merely miss each other: another surname,
// father's or given name is another person, however long the names are; another number, place or line of
// business is mostly another plant, branch or sister company. Between scripts a word without counterpart may
// be one whose reading was not found.
double DifferencesOf(Kind kind, const LeftKinds& query, const LeftKinds& candidate) {
  double factor = 1;
  const bool other_name =
      (query.latin_word && candidate.latin_word) || (query.other_word && candidate.other_word);
  if (kind == Kind::kPerson && other_name) factor *= 0.80;
  if (query.number && candidate.number) {
    factor *= 0.72;
  } else if (query.number || candidate.number) {
    factor *= 0.93;
  }
  if (query.place && candidate.place) factor *= 0.88;
  if (query.trade && candidate.trade) factor *= 0.80;
  return factor;
}

}  // namespace match
