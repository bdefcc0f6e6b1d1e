#include "match/pair_score.h"

#include <algorithm>

#include "match/explain.h"
#include "match/score.h"

namespace match {

PairScore ScorePair(const Facts& party, const Facts& entry_facts, const entity::Entity& entry, Kind kind,
                    const BestName& best) {
  PairScore pair;
  pair.evidence = CompareFacts(party, entry_facts, kind == Kind::kPerson);
  if (best.weak) pair.evidence.push_back(WeakAliasEvidence(entry, best.value));
  pair.effects = SumOfEffects(pair.evidence);
  pair.name_similarity = Round6(std::max(0.0, best.similarity));
  pair.score = ScoreOf(pair.name_similarity, pair.effects);
  return pair;
}

}  // namespace match
