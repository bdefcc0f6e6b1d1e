#include "match/name_similarity.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "base/limits.h"
#include "match/acronym.h"
#include "match/joined.h"
#include "match/tables.h"

namespace match {
namespace {

constexpr std::size_t kMaxTokens = base::kMaxNameTokens;
constexpr float kInitialSimilarity = 0.80F;
constexpr double kDoubtBelow = 0.80;  // a likeness that may be none
constexpr double kDoubtRange = 0.25;
constexpr double kDoubt = 0.18;

struct Candidate {
  Pair pair;
  float gain = 0;
  int displacement = 0;
};

struct Alignment {
  Kind kind;
  std::span<const TokenView> query;
  std::span<const TokenView> candidate;
  std::vector<Pair>& pairs;
  std::array<bool, kMaxTokens> query_used{};
  std::array<bool, kMaxTokens> candidate_used{};

  bool Free(const Pair& p) const {
    for (std::size_t i = 0; i < p.query_count; ++i) {
      if (query_used[p.query + i]) return false;
    }
    for (std::size_t j = 0; j < p.candidate_count; ++j) {
      if (candidate_used[p.candidate + j]) return false;
    }
    return true;
  }

  void Take(const Pair& p) {
    for (std::size_t i = 0; i < p.query_count; ++i) query_used[p.query + i] = true;
    for (std::size_t j = 0; j < p.candidate_count; ++j) candidate_used[p.candidate + j] = true;
    pairs.push_back(p);
  }
};

bool IsWord(TokenClass c) {
  return c == TokenClass::kWord || c == TokenClass::kLight || c == TokenClass::kNumber;
}

float WeightOf(std::span<const TokenView> tokens, std::size_t begin, std::size_t count) {
  float weight = 0;
  for (std::size_t i = begin; i < begin + count; ++i) weight += tokens[i].weight;
  return weight;
}

// Only a word that carries the name stands for several: the index, too, knows joined words by their content.
void AddJoins(const Alignment& a, std::vector<Candidate>& out) {
  const auto add = [&](std::size_t qi, std::size_t qn, std::size_t cj, std::size_t cn, float similarity) {
    Candidate c;
    c.pair.query = static_cast<std::uint8_t>(qi);
    c.pair.query_count = static_cast<std::uint8_t>(qn);
    c.pair.candidate = static_cast<std::uint8_t>(cj);
    c.pair.candidate_count = static_cast<std::uint8_t>(cn);
    c.pair.match = {similarity, Relation::kJoined};
    c.pair.weight = std::min(WeightOf(a.query, qi, qn), WeightOf(a.candidate, cj, cn));
    c.gain = c.pair.match.similarity * c.pair.weight + 0.01F;
    out.push_back(c);
  };
  for (std::size_t i = 0; i < a.query.size(); ++i) {
    for (std::size_t j = 0; j < a.candidate.size(); ++j) {
      const TokenView& q = a.query[i];
      const TokenView& c = a.candidate[j];
      if (!MayJoin(q, c)) continue;
      if (IsContent(q.token_class)) {
        const JoinedWord run = JoinedAt(a.kind, a.candidate, j, q);
        if (run.count > 1) add(i, 1, j, run.count, run.similarity);
      }
      if (IsContent(c.token_class)) {
        const JoinedWord run = JoinedAt(a.kind, a.query, i, c);
        if (run.count > 1) add(i, run.count, j, 1, run.similarity);
      }
    }
  }
}

void AddWords(const Alignment& a, TokenScorer& scorer, std::vector<Candidate>& out) {
  for (std::size_t i = 0; i < a.query.size(); ++i) {
    const TokenView& q = a.query[i];
    if (!IsContent(q.token_class)) continue;
    for (std::size_t j = 0; j < a.candidate.size(); ++j) {
      const TokenView& c = a.candidate[j];
      if (!IsContent(c.token_class)) continue;
      Candidate found;
      if (q.token_class == TokenClass::kInitial || c.token_class == TokenClass::kInitial) {
        const bool both = q.token_class == c.token_class;
        if (q.form[0] != c.form[0] || c.token_class == TokenClass::kNumber ||
            q.token_class == TokenClass::kNumber)
          continue;
        found.pair.match = {both ? 1.0F : kInitialSimilarity, both ? Relation::kSame : Relation::kInitial};
      } else {
        found.pair.match = scorer.Score(i, j);
        if (found.pair.match.similarity <= 0) continue;
      }
      found.pair.query = static_cast<std::uint8_t>(i);
      found.pair.candidate = static_cast<std::uint8_t>(j);
      found.pair.weight = std::min(q.weight, c.weight);
      found.gain = found.pair.match.similarity * found.pair.weight;
      found.displacement = std::abs(static_cast<int>(i) - static_cast<int>(j));
      out.push_back(found);
    }
  }
}

// An acronym here, the words it stands for there.
void AddAcronyms(const Alignment& a, std::vector<Candidate>& out) {
  if (a.kind != Kind::kOrganization) return;
  thread_local std::vector<AcronymMatch> matches;
  AcronymMatches(a.query, a.candidate, matches);
  for (const AcronymMatch& m : matches) {
    Candidate c;
    c.pair = {m.query, m.candidate, m.query_count, m.candidate_count, {m.similarity, Relation::kAcronym}, 0};
    c.pair.weight = std::min(WeightOf(a.query, m.query, m.query_count),
                             WeightOf(a.candidate, m.candidate, m.candidate_count));
    c.gain = c.pair.match.similarity * c.pair.weight;
    out.push_back(c);
  }
}

// Greedy, best gain first: names have few words, and the best pairs of words rarely compete.
void AlignContent(Alignment& a, TokenScorer& scorer) {
  thread_local std::vector<Candidate> candidates;
  candidates.clear();
  AddJoins(a, candidates);
  AddAcronyms(a, candidates);
  AddWords(a, scorer, candidates);
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
    if (x.gain != y.gain) return x.gain > y.gain;
    if (x.displacement != y.displacement) return x.displacement < y.displacement;
    if (x.pair.query != y.pair.query) return x.pair.query < y.pair.query;
    return x.pair.candidate < y.pair.candidate;
  });
  for (const Candidate& c : candidates) {
    if (a.Free(c.pair)) a.Take(c.pair);
  }
}

bool MinorsMeet(const TokenView& q, const TokenView& c, bool exactly) {
  if (q.token_class == TokenClass::kLegal) return exactly ? q.tag == c.tag : LegalFormsMeet(q.tag, c.tag);
  return q.token_class == TokenClass::kParticle ? q.tag == c.tag : q.form == c.form;
}

// Legal forms meet by class, the same class first; particles by class, titles and stop words by spelling.
void AlignMinor(Alignment& a, bool exactly) {
  for (std::size_t i = 0; i < a.query.size(); ++i) {
    const TokenView& q = a.query[i];
    if (IsContent(q.token_class) || a.query_used[i]) continue;
    for (std::size_t j = 0; j < a.candidate.size(); ++j) {
      const TokenView& c = a.candidate[j];
      if (c.token_class != q.token_class || a.candidate_used[j]) continue;
      if (!MinorsMeet(q, c, exactly)) continue;
      Pair p;
      p.query = static_cast<std::uint8_t>(i);
      p.candidate = static_cast<std::uint8_t>(j);
      p.weight = std::min(q.weight, c.weight);
      p.match.similarity = q.form == c.form ? 1.0F : 0.95F;
      p.match.relation = q.form == c.form                      ? Relation::kSame
                         : q.token_class == TokenClass::kLegal ? Relation::kLegalForm
                                                               : Relation::kMinor;
      a.Take(p);
      break;
    }
  }
}

bool IsInitialPair(const Pair& p, std::span<const TokenView> query, std::span<const TokenView> candidate) {
  if (p.match.relation == Relation::kJoined) return false;
  return query[p.query].token_class == TokenClass::kInitial ||
         candidate[p.candidate].token_class == TokenClass::kInitial;
}

struct Left {
  double content = 0;
  double minor = 0;
  LeftKinds kinds;
  bool legal = false;
};

Left LeftOver(Kind kind, std::span<const TokenView> tokens, const std::array<bool, kMaxTokens>& used) {
  Left left;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (used[i]) continue;
    if (IsContent(tokens[i].token_class)) {
      left.content += tokens[i].weight;
      left.kinds.Add(kind, tokens[i].token_class, tokens[i].surface, tokens[i].trade);
    } else {
      left.minor += tokens[i].weight;
      left.legal = left.legal || tokens[i].token_class == TokenClass::kLegal;
    }
  }
  return left;
}

// One word of a person's name that is merely like another is more often another name than a slip of the pen:
// what all the other words agree in does not make it the same.
double Doubt(const std::vector<Pair>& pairs) {
  float least = 1;
  for (const Pair& p : pairs) {
    const Relation r = p.match.relation;
    const bool alike = r == Relation::kSpelledAlike || r == Relation::kSoundsAlike ||
                       r == Relation::kSameReading || r == Relation::kSameWord;
    if (alike) least = std::min(least, p.match.similarity);
  }
  return 1 - kDoubt * std::clamp((kDoubtBelow - static_cast<double>(least)) / kDoubtRange, 0.0, 1.0);
}

bool AllSyllables(std::span<const TokenView> tokens) {
  return std::all_of(tokens.begin(), tokens.end(),
                     [](const TokenView& t) { return t.syllable || !IsContent(t.token_class); });
}

using Places = std::vector<std::pair<std::uint8_t, std::uint8_t>>;

std::size_t Descents(Places& places) {
  std::sort(places.begin(), places.end());
  std::size_t descents = 0;
  for (std::size_t i = 1; i < places.size(); ++i) descents += places[i].second < places[i - 1].second;
  return descents;
}

// 1 for the same order; less where aligned content words stand in another order. The same whichever side is
// read first.
double OrderFactor(Kind kind, const std::vector<Pair>& pairs, std::span<const TokenView> query,
                   std::span<const TokenView> candidate) {
  thread_local Places places;
  places.clear();
  for (const Pair& p : pairs) {
    // What is translated stands where the other language wants it.
    if (kind == Kind::kOrganization && p.match.relation == Relation::kSameWord &&
        (query[p.query].trade || query[p.query].token_class == TokenClass::kLight))
      continue;
    if (p.match.relation == Relation::kTranslated) continue;
    if (IsWord(query[p.query].token_class) && IsWord(candidate[p.candidate].token_class))
      places.emplace_back(p.query, p.candidate);
  }
  std::size_t inversions = Descents(places);
  if (inversions == 0) return 1;
  for (auto& [from, to] : places) std::swap(from, to);
  inversions = std::min(inversions, Descents(places));
  if (kind == Kind::kPerson) return inversions == 1 ? 0.985 : 0.97;
  return inversions == 1 ? 0.96 : 0.93;
}

NameSimilarity Compare(Kind kind, std::span<const TokenView> query, std::span<const TokenView> candidate,
                       TokenScorer& scorer, std::vector<Pair>& pairs) {
  DCHECK(query.size() <= kMaxTokens && candidate.size() <= kMaxTokens);
  pairs.clear();
  Alignment a{kind, query, candidate, pairs, {}, {}};
  AlignContent(a, scorer);
  NameSimilarity s;
  double content_weight = 0;
  for (const Pair& p : a.pairs) {
    content_weight += p.weight;
    s.aligned += static_cast<double>(p.match.similarity) * p.weight;
    int bits_query = 0;
    for (std::size_t k = 0; k < p.query_count; ++k) bits_query += query[p.query + k].bits;
    int bits_candidate = 0;
    for (std::size_t k = 0; k < p.candidate_count; ++k) bits_candidate += candidate[p.candidate + k].bits;
    s.bits +=
        std::min(bits_query, bits_candidate) * static_cast<double>(p.match.similarity) * p.match.similarity;
  }
  // Initials alone, without one word in common, are no resemblance.
  if (std::all_of(a.pairs.begin(), a.pairs.end(),
                  [&](const Pair& p) { return IsInitialPair(p, query, candidate); })) {
    pairs.clear();
    return {};
  }
  AlignMinor(a, true);
  AlignMinor(a, false);
  s.total = content_weight;
  for (const Pair& p : a.pairs) {
    if (IsContent(query[p.query].token_class) || p.query_count > 1 || p.candidate_count > 1) continue;
    s.aligned += static_cast<double>(p.match.similarity) * p.weight;
    s.total += p.weight;
  }
  const Left left_query = LeftOver(kind, query, a.query_used);
  const Left left_candidate = LeftOver(kind, candidate, a.candidate_used);
  s.total += 2 * kConflict * std::min(left_query.content, left_candidate.content);
  const double extra = AllSyllables(query) && AllSyllables(candidate) ? kExtraSyllable : ExtraOf(kind);
  s.total += extra * std::abs(left_query.content - left_candidate.content);
  s.total += 0.5 * (left_query.minor + left_candidate.minor);
  s.agreement = s.aligned / s.total;
  s.certainty = CertaintyOf(s.bits);
  std::sort(a.pairs.begin(), a.pairs.end(), [](const Pair& x, const Pair& y) { return x.query < y.query; });
  s.order = OrderFactor(kind, a.pairs, query, candidate);
  s.forms = left_query.legal && left_candidate.legal   ? 0.975
            : left_query.legal || left_candidate.legal ? 0.995
                                                       : 1.0;
  s.differences = DifferencesOf(kind, left_query.kinds, left_candidate.kinds);
  if (kind == Kind::kPerson) s.differences *= Doubt(a.pairs);
  s.value = Round6(s.agreement * s.certainty * s.order * s.forms * s.differences);
  return s;
}

// TokenSimilarity of the tokens of two names.
class Direct : public TokenScorer {
 public:
  Direct(const Name& query, const Name& candidate) : query_(query), candidate_(candidate) {}
  TokenMatch Score(std::size_t i, std::size_t j) override {
    const Token& q = query_.tokens[i];
    const Token& c = candidate_.tokens[j];
    return TokenSimilarity(WordOf(q), q.marks, WordOf(c), c.marks, query_.kind);
  }

 private:
  const Name& query_;
  const Name& candidate_;
};

void ViewsOf(const Name& name, std::vector<TokenView>& views) {
  views.clear();
  for (const Token& t : name.tokens) views.push_back(ViewOf(t));
}

}  // namespace

double Round6(double value) {
  return std::round(value * 1e6) / 1e6;
}

TokenView ViewOf(const Token& token) {
  return {token.form, token.surface, token.token_class, token.tag,
          token.bits, token.weight,  token.trade,       token.syllable};
}

NameSimilarity CompareTokens(Kind kind, std::span<const TokenView> query,
                             std::span<const TokenView> candidate, TokenScorer& scorer) {
  std::vector<Pair> pairs;
  NameSimilarity s = Compare(kind, query, candidate, scorer, pairs);
  s.pairs = std::move(pairs);
  return s;
}

double SimilarityOfTokens(Kind kind, std::span<const TokenView> query, std::span<const TokenView> candidate,
                          TokenScorer& scorer) {
  thread_local std::vector<Pair> pairs;
  return Compare(kind, query, candidate, scorer, pairs).value;
}

NameSimilarity ComparePrepared(const Name& query, const Name& candidate) {
  Direct direct(query, candidate);
  std::vector<TokenView> query_views;
  std::vector<TokenView> candidate_views;
  ViewsOf(query, query_views);
  ViewsOf(candidate, candidate_views);
  return CompareTokens(query.kind, query_views, candidate_views, direct);
}

double SimilarityOfNames(const Name& query, const Name& candidate) {
  thread_local std::vector<TokenView> query_views;
  thread_local std::vector<TokenView> candidate_views;
  Direct direct(query, candidate);
  ViewsOf(query, query_views);
  ViewsOf(candidate, candidate_views);
  return SimilarityOfTokens(query.kind, query_views, candidate_views, direct);
}

}  // namespace match
