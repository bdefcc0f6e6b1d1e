#include "match/search.h"

#include <algorithm>
#include <limits>

#include "base/limits.h"

namespace match {
namespace {

// Words that are remembered with their look-ups, per list and thread; more are looked up again.
constexpr std::size_t kRemembered = 20'000;
// Room for the rounding of sums of floats, so that a bound never cuts what the exact sum would keep.
constexpr double kSlack = 1e-4;

bool IsSearchWord(const Token& t) { return IsContent(t.token_class) && t.token_class != TokenClass::kInitial; }

void NextEpoch(SearchScratch& s, const CompiledList::Impl& list) {
  if (s.word_stamp.size() < list.words.size() || s.name_epoch.size() < list.names.size() ||
      s.epoch == std::numeric_limits<std::uint32_t>::max()) {
    s.word_stamp.assign(list.words.size(), 0);
    s.word_epoch.assign(list.words.size(), 0);
    s.name_epoch.assign(list.names.size(), 0);
    s.epoch = 0;
  }
  ++s.epoch;
}

const std::vector<WordHit>* Expand(const CompiledList::Impl& list, const Token& token, Kind kind, SearchScratch& s,
                                   std::vector<WordHit>& own) {
  std::string key = token.form;
  key += '\x1f';
  key += token.surface;
  key += kind == Kind::kPerson ? 'p' : 'o';
  const auto it = s.remembered.find(key);
  if (it != s.remembered.end()) return &it->second;
  std::vector<WordHit>& hits = s.remembered.size() < kRemembered ? s.remembered[key] : own;
  FindSimilarWords(list, WordOf(token), kind, s.lookup, hits);
  return &hits;
}

void StampWords(const CompiledList::Impl& list, const Name& query, SearchScratch& s) {
  s.hits.clear();
  s.expansions.assign(query.tokens.size(), nullptr);
  s.own.resize(base::kMaxNameTokens);
  for (std::uint32_t i = 0; i < query.tokens.size(); ++i) {
    if (!IsSearchWord(query.tokens[i])) continue;
    s.expansions[i] = Expand(list, query.tokens[i], query.kind, s, s.own[i]);
    for (const WordHit& hit : *s.expansions[i]) {
      std::uint32_t next = 0;
      if (s.word_epoch[hit.word] == s.epoch) next = s.word_stamp[hit.word];
      s.hits.push_back({i, hit.match, next});
      s.word_epoch[hit.word] = s.epoch;
      s.word_stamp[hit.word] = static_cast<std::uint32_t>(s.hits.size());
    }
  }
}

void AddName(std::uint32_t name, bool joined, SearchScratch& s) {
  if (s.name_epoch[name] == s.epoch) {
    return;
  }
  s.name_epoch[name] = s.epoch;
  s.found.push_back(name);
  s.joined.push_back(joined ? 1 : 0);
}

// Names in which one word stands for several of the query, or the other way round.
void FindJoined(const CompiledList::Impl& list, const Name& query, SearchScratch& s) {
  const auto [first, last] = list.NamesOf(query.kind);
  const std::vector<Token>& tokens = query.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::uint32_t hash = KeyHash(tokens[i].form);
    auto it = std::partition_point(list.joins.begin(), list.joins.end(), [&](const KeyRecord& k) { return k.hash < hash; });
    for (; it != list.joins.end() && it->hash == hash; ++it) {
      if (it->value >= first && it->value < last) AddName(it->value, true, s);
    }
    std::string run = tokens[i].form;
    for (std::size_t k = i + 1; k < tokens.size() && k < i + 3; ++k) {
      run += tokens[k].form;
      const auto [word, end] = list.WordsWithForm(run);
      for (std::uint32_t w = word; w < end; ++w) {
        for (std::uint32_t p = list.posting_offsets[w]; p < list.posting_offsets[w + 1]; ++p) {
          const std::uint32_t name = list.postings[p];
          if (name >= first && name < last) AddName(name, true, s);
        }
      }
    }
  }
}

// The most that content words of a candidate may weigh in all, when query words of the weight `before` have no counterpart and words of
// the weight `rest` may have: beyond it the bound falls below the floor. `heaviest` is what the counterparts may weigh.
double HeaviestCandidate(Kind kind, double rest, double before, double heaviest, double floor) {
  if (SimilarityBound(kind, rest, before, 0) + kSlack < floor) return -1;
  double low = 0;
  double high = 64;
  if (SimilarityBound(kind, rest, before, high) + kSlack >= floor) return std::numeric_limits<double>::infinity();
  for (int step = 0; step < 24; ++step) {
    const double middle = (low + high) / 2;
    (SimilarityBound(kind, rest, before, middle) + kSlack >= floor ? low : high) = middle;
  }
  return heaviest + high;
}

void AddPostings(const CompiledList::Impl& list, const std::vector<WordHit>& hits, NameRange range, SearchScratch& s) {
  if (range.first >= range.last) return;
  for (const WordHit& hit : hits) {
    const std::uint32_t* p = list.postings.data() + list.posting_offsets[hit.word];
    const std::uint32_t* stop = list.postings.data() + list.posting_offsets[hit.word + 1];
    for (p = std::lower_bound(p, stop, range.first); p != stop && *p < range.last; ++p) AddName(*p, false, s);
  }
}

}  // namespace

void FindNames(const CompiledList::Impl& list, const Name& query, double floor, SearchScratch& s) {
  NextEpoch(s, list);
  s.found.clear();
  s.joined.clear();
  StampWords(list, query, s);
  s.query_views.clear();
  for (const Token& t : query.tokens) s.query_views.push_back(ViewOf(t));
  FindJoined(list, query, s);

  std::vector<std::uint32_t> order;
  double rest = 0;      // weight of what may still be aligned
  double heaviest = 0;  // what its counterparts may weigh in the candidate
  for (std::uint32_t i = 0; i < query.tokens.size(); ++i) {
    const Token& t = query.tokens[i];
    rest += t.weight;
    if (t.token_class == TokenClass::kInitial) heaviest += 1.0;
    if (IsSearchWord(t)) order.push_back(i);
  }
  std::vector<double> counterpart(query.tokens.size(), 0);
  for (std::uint32_t i : order) {
    double most = query.tokens[i].weight;
    for (const WordHit& hit : *s.expansions[i]) {
      const WordRecord& w = list.words[hit.word];
      const std::uint8_t bits = query.kind == Kind::kPerson ? w.person_bits : w.organization_bits;
      most = std::max<double>({most, TokenWeight(query.kind, TokenClass::kWord, bits),
                               TokenWeight(query.kind, TokenClass::kNumber, bits)});
    }
    counterpart[i] = most;
    heaviest += most;
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return query.tokens[a].weight != query.tokens[b].weight ? query.tokens[a].weight > query.tokens[b].weight : a < b;
  });
  const NameRange range = list.NamesWithoutInitials(query.kind);
  double before = 0;
  for (std::uint32_t i : order) {
    const double limit = HeaviestCandidate(query.kind, rest, before, heaviest, floor);
    if (limit < 0) break;
    const std::uint32_t end = limit > 1e6 ? range.last : list.FirstHeavier(range, limit + kSlack);
    AddPostings(list, *s.expansions[i], {range.first, end}, s);
    before += query.tokens[i].weight;
    rest -= query.tokens[i].weight;
    heaviest -= counterpart[i];
  }
  // An initial on the list may stand for any word of its letter, which the bound does not know: there every word is followed.
  if (query.kind == Kind::kPerson) {
    for (std::uint32_t i : order) AddPostings(list, *s.expansions[i], list.NamesWithInitials(), s);
  }
}

bool MayReach(const CompiledList::Impl& list, const Name& query, const NameRecord& name, double floor, const SearchScratch& s) {
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
    if (!IsContent(token_class) || s.word_epoch[t.word] != s.epoch) continue;
    const WordRecord& w = list.words[t.word];
    const std::uint8_t word_bits = query.kind == Kind::kPerson ? w.person_bits : w.organization_bits;
    const float weight = TokenWeight(query.kind, token_class, word_bits);
    float best = 0;
    float best_aligned = 0;
    for (std::uint32_t h = s.word_stamp[t.word]; h != 0; h = s.hits[h - 1].next) {
      const SearchScratch::Hit& hit = s.hits[h - 1];
      const std::uint64_t bit = std::uint64_t{1} << hit.token;
      one_to_one = one_to_one && (touched & bit) == 0 && hit.next == 0 && h == s.word_stamp[t.word];
      touched |= bit;
      const Token& q = query.tokens[hit.token];
      best = std::max(best, std::min(weight, q.weight));
      best_aligned = std::max(best_aligned, hit.match.similarity * std::min(weight, q.weight));
      bits += std::min(word_bits, q.bits) * static_cast<double>(hit.match.similarity) * hit.match.similarity;
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
  // Where no two words compete for one, all of them will be aligned, and the similarity is known but for the minor words.
  if (one_to_one) return SimilarityBound(query.kind, aligned, shared, minor, query_left, candidate_left, bits) + kSlack >= floor;
  return SimilarityBound(query.kind, shared + minor, query_left, candidate_left) + kSlack >= floor;
}

NameSimilarity CompareFound(const CompiledList::Impl& list, const Name& query, const NameRecord& name, SearchScratch& s) {
  struct FromStamps : TokenScorer {
    const SearchScratch* scratch = nullptr;
    TokenMatch Score(std::size_t query_token, std::size_t candidate_token) override {
      const std::uint32_t word = scratch->candidate_words[candidate_token];
      if (scratch->word_epoch[word] != scratch->epoch) return {};
      for (std::uint32_t h = scratch->word_stamp[word]; h != 0; h = scratch->hits[h - 1].next) {
        if (scratch->hits[h - 1].token == query_token) return scratch->hits[h - 1].match;
      }
      return {};
    }
  } scorer;
  scorer.scratch = &s;
  s.candidate_views.clear();
  s.candidate_words.clear();
  for (std::uint32_t k = 0; k < name.tokens; ++k) {
    const NameTokenRecord& t = list.name_tokens[name.first_token + k];
    const WordRecord& w = list.words[t.word];
    const std::uint8_t bits = query.kind == Kind::kPerson ? w.person_bits : w.organization_bits;
    const auto token_class = static_cast<TokenClass>(t.token_class);
    s.candidate_views.push_back({list.Form(t.word), token_class, t.tag, bits, TokenWeight(query.kind, token_class, bits)});
    s.candidate_words.push_back(t.word);
  }
  return CompareTokens(query.kind, s.query_views, s.candidate_views, scorer);
}

}  // namespace match
