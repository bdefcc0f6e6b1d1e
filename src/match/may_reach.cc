#include <algorithm>

#include "match/search.h"

namespace match {
namespace {

// The most that the factor for differences can be: words that are like none of the other name have no
// counterpart. `touched` has a bit for each word of the query that is like one of the name.
double DifferencesLeft(const CompiledList::Impl& list, const Name& query, const NameRecord& name,
                       std::uint64_t touched, const SearchScratch& s) {
  LeftKinds of_query;
  for (std::size_t i = 0; i < query.tokens.size(); ++i) {
    const Token& t = query.tokens[i];
    if (IsContent(t.token_class) && (touched >> i & 1) == 0)
      of_query.Add(query.kind, t.token_class, t.surface, t.trade);
  }
  LeftKinds of_name;
  for (std::uint32_t k = 0; k < name.tokens; ++k) {
    const NameTokenRecord& t = list.name_tokens[name.first_token + k];
    const auto token_class = static_cast<TokenClass>(t.token_class);
    if (IsContent(token_class) && s.stamps[t.word].epoch != s.epoch)
      of_name.Add(query.kind, token_class, list.Surface(t.word), (t.flags & 1) != 0);
  }
  return DifferencesOf(query.kind, of_query, of_name);
}

}  // namespace

bool MayReach(const CompiledList::Impl& list, const Name& query, const NameRecord& name, double floor,
              const SearchScratch& s) {
  double shared = 0;   // weight of what may be aligned
  double aligned = 0;  // the same times similarity
  double bits = 0;
  double candidate_left = name.content_weight;
  std::uint64_t touched = 0;
  bool one_to_one = true;
  for (std::uint32_t k = 0; k < name.tokens; ++k) {
    const NameTokenRecord& t = list.name_tokens[name.first_token + k];
    const auto token_class = static_cast<TokenClass>(t.token_class);
    // An initial may stand for any word of its letter: the quick bound says nothing.
    if (token_class == TokenClass::kInitial) return true;
    if (!IsContent(token_class)) continue;
    const SearchScratch::Stamp stamp = s.stamps[t.word];
    if (stamp.epoch != s.epoch) continue;
    const float weight = TokenWeight(query.kind, token_class, t.bits, (t.flags & 1) != 0);
    float best = 0;
    float best_aligned = 0;
    for (std::uint32_t h = stamp.hit; h != 0; h = s.hits[h - 1].next) {
      const SearchScratch::Hit& hit = s.hits[h - 1];
      const std::uint64_t bit = std::uint64_t{1} << hit.token;
      one_to_one = one_to_one && (touched & bit) == 0 && hit.next == 0 && h == stamp.hit;
      touched |= bit;
      const Token& q = query.tokens[hit.token];
      best = std::max(best, std::min(weight, q.weight));
      best_aligned = std::max(best_aligned, hit.match.similarity * std::min(weight, q.weight));
      bits += std::min(t.bits, q.bits) * static_cast<double>(hit.match.similarity) * hit.match.similarity;
    }
    shared += best;
    aligned += best_aligned;
    candidate_left -= weight;
  }
  double query_left = 0;
  double minor = 0;
  for (std::size_t i = 0; i < query.tokens.size(); ++i) {
    const Token& t = query.tokens[i];
    if (t.token_class == TokenClass::kInitial) return true;
    if (!IsContent(t.token_class)) {
      minor += t.weight;
    } else if ((touched >> i & 1) == 0) {
      query_left += t.weight;
    }
  }
  candidate_left = std::max(0.0, candidate_left);
  // Where no two words compete for one, all of them will be aligned, and the similarity is known but for the
  // minor words.
  double bound = 0;
  if (one_to_one) {
    bound = AgreementBound(query.kind, aligned, shared, minor, query_left, candidate_left);
    if (bound + kBoundSlack >= floor) bound *= CertaintyOf(bits);
  } else {
    bound = SimilarityBound(query.kind, shared + minor, query_left, candidate_left);
  }
  return bound + kBoundSlack >= floor &&
         bound * DifferencesLeft(list, query, name, touched, s) + kBoundSlack >= floor;
}

}  // namespace match
