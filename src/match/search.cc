#include "match/search.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/limits.h"
#include "match/acronym.h"

namespace match {
namespace {

// Words that are remembered with their look-ups, per list and thread; more are looked up again.
constexpr std::size_t kRemembered = 20'000;
// Room for the rounding of sums of floats, so that a bound never cuts what the exact sum would keep.
constexpr double kSlack = 1e-4;

bool IsSearchWord(const Token& t) {
  return IsContent(t.token_class) && t.token_class != TokenClass::kInitial;
}

void NextEpoch(SearchScratch& s, const CompiledList::Impl& list) {
  if (s.stamps.size() < list.words.size() || s.marks.size() < list.names.size() ||
      s.epoch == std::numeric_limits<std::uint32_t>::max()) {
    s.stamps.assign(list.words.size(), {});
    s.marks.assign(list.names.size(), 0);
    s.epoch = 0;
  }
  ++s.epoch;
}

const std::vector<WordHit>* Expand(const CompiledList::Impl& list, const Token& token, Kind kind,
                                   SearchScratch& s, std::vector<WordHit>& own) {
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
      SearchScratch::Stamp& stamp = s.stamps[hit.word];
      s.hits.push_back({i, hit.match, stamp.epoch == s.epoch ? stamp.hit : 0});
      stamp = {s.epoch, static_cast<std::uint32_t>(s.hits.size())};
    }
  }
}

// A mark has a bit for each of the first seven query words in the order of the search, and one for the rest
// and for joined words.
constexpr std::size_t kMarkedWords = 7;
constexpr std::uint8_t kJoinedMark = 0x80;

void AddJoined(std::uint32_t name, SearchScratch& s) {
  if ((s.marks[name] & kJoinedMark) != 0) return;
  s.marks[name] |= kJoinedMark;
  s.joined.push_back(name);
}

// The names that hold a word.
void AddJoinedWord(const CompiledList::Impl& list, std::string_view form, NameRange range, SearchScratch& s) {
  const auto [word, end] = list.WordsWithForm(form);
  for (std::uint32_t w = word; w < end; ++w) {
    for (std::uint32_t p = list.posting_offsets[w]; p < list.posting_offsets[w + 1]; ++p) {
      const std::uint32_t name = list.postings[p];
      if (name >= range.first && name < range.last) AddJoined(name, s);
    }
  }
}

// Names in which one word stands for several of the query, or the other way round: written as one, or by
// their initials.
void FindJoined(const CompiledList::Impl& list, const Name& query, SearchScratch& s) {
  const NameRange range = list.NamesOf(query.kind);
  const std::vector<Token>& tokens = query.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::uint32_t hash = KeyHash(tokens[i].form);
    auto it = std::partition_point(list.joins.begin(), list.joins.end(),
                                   [&](const KeyRecord& k) { return k.hash < hash; });
    for (; it != list.joins.end() && it->hash == hash; ++it) {
      if (it->value >= range.first && it->value < range.last) AddJoined(it->value, s);
    }
    std::string run = tokens[i].form;
    for (std::size_t k = i + 1; k < tokens.size() && k < i + 3; ++k) {
      run += tokens[k].form;
      AddJoinedWord(list, run, range, s);
    }
  }
  if (query.kind != Kind::kOrganization) return;
  s.acronyms.clear();
  AcronymRuns(s.query_views, s.acronyms);
  for (const AcronymRun& run : s.acronyms) AddJoinedWord(list, run.letters, range, s);
}

// The most that content words of a candidate may weigh in all, when query words of the weight `before` have
// no counterpart and words of the weight `rest` may have: beyond it the bound falls below the floor.
// `heaviest` is what the counterparts may weigh.
double HeaviestCandidate(Kind kind, double rest, double before, double heaviest, double floor) {
  if (SimilarityBound(kind, rest, before, 0) + kSlack < floor) return -1;
  double low = 0;
  double high = 64;
  if (SimilarityBound(kind, rest, before, high) + kSlack >= floor)
    return std::numeric_limits<double>::infinity();
  for (int step = 0; step < 24; ++step) {
    const double middle = (low + high) / 2;
    (SimilarityBound(kind, rest, before, middle) + kSlack >= floor ? low : high) = middle;
  }
  return heaviest + high;
}

// Words whose postings are followed to the end; the postings of commoner words are cut where the bound
// allows.
constexpr std::size_t kFollowWhole = 40'000;

std::size_t CountPostings(const CompiledList::Impl& list, const std::vector<WordHit>& hits) {
  std::size_t count = 0;
  for (const WordHit& hit : hits)
    count += list.posting_offsets[hit.word + 1] - list.posting_offsets[hit.word];
  return count;
}

void AddPostings(const CompiledList::Impl& list, const std::vector<WordHit>& hits, NameRange range,
                 std::uint8_t mark, SearchScratch& s) {
  if (range.first >= range.last) return;
  for (const WordHit& hit : hits) {
    const std::uint32_t* p = list.postings.data() + list.posting_offsets[hit.word];
    const std::uint32_t* stop = list.postings.data() + list.posting_offsets[hit.word + 1];
    if (p != stop && *p < range.first) p = std::lower_bound(p, stop, range.first);
    for (; p != stop && *p < range.last; ++p) {
      std::uint8_t& marks = s.marks[*p];
      if (marks == 0) s.found.push_back(*p);
      marks |= mark;
    }
  }
}

// One word of the query as the search goes through them, rarest first.
struct SearchWord {
  std::uint32_t token;
  double weight;
  double counterpart;  // what its counterpart may weigh in the candidate
  bool whole = false;  // all its postings were followed, so a name without its mark does not hold it
};

struct Plan {
  std::vector<SearchWord> words;
  double minor = 0;     // weight of initials and minor words, which may all agree
  double initials = 0;  // what the counterparts of the query's initials may weigh
};

Plan MakePlan(const CompiledList::Impl& list, const Name& query, const SearchScratch& s) {
  Plan plan;
  for (std::uint32_t i = 0; i < query.tokens.size(); ++i) {
    const Token& t = query.tokens[i];
    if (t.token_class == TokenClass::kInitial) plan.initials += 1.0;
    if (!IsSearchWord(t)) {
      plan.minor += t.weight;
      continue;
    }
    double counterpart = t.weight;
    for (const WordHit& hit : *s.expansions[i]) {
      const WordRecord& w = list.words[hit.word];
      const std::uint8_t bits = query.kind == Kind::kPerson ? w.person_bits : w.organization_bits;
      counterpart = std::max<double>({counterpart, TokenWeight(query.kind, TokenClass::kWord, bits, false),
                                      TokenWeight(query.kind, TokenClass::kNumber, bits, false)});
    }
    plan.words.push_back({i, t.weight, counterpart});
  }
  std::sort(plan.words.begin(), plan.words.end(), [](const SearchWord& a, const SearchWord& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.token < b.token;
  });
  return plan;
}

// Follows the postings of the query's words, rarest first, until the rest alone cannot reach the floor.
void FollowPostings(const CompiledList::Impl& list, const Name& query, double floor, Plan& plan,
                    SearchScratch& s) {
  const NameRange range = list.NamesWithoutInitials(query.kind);
  double rest = plan.minor;
  double heaviest = plan.initials;
  for (const SearchWord& w : plan.words) {
    rest += w.weight;
    heaviest += w.counterpart;
  }
  double before = 0;
  for (std::size_t k = 0; k < plan.words.size(); ++k) {
    SearchWord& w = plan.words[k];
    const double limit = HeaviestCandidate(query.kind, rest, before, heaviest, floor);
    if (limit < 0) break;
    const std::vector<WordHit>& hits = *s.expansions[w.token];
    w.whole = k < kMarkedWords && CountPostings(list, hits) <= kFollowWhole;
    const std::uint32_t end = w.whole || limit > 1e6 ? range.last : list.FirstHeavier(range, limit + kSlack);
    AddPostings(list, hits, {range.first, end},
                k < kMarkedWords ? static_cast<std::uint8_t>(1U << k) : kJoinedMark, s);
    before += w.weight;
    rest -= w.weight;
    heaviest -= w.counterpart;
  }
}

// The first name that is too heavy for its marks: words whose postings were followed whole and did not lead
// to it have no counterpart.
std::uint32_t LimitOfMarks(const CompiledList::Impl& list, const Name& query, double floor, const Plan& plan,
                           std::uint8_t marks) {
  const NameRange range = list.NamesWithoutInitials(query.kind);
  double shared = plan.minor;
  double heaviest = plan.initials;
  double left = 0;
  for (std::size_t k = 0; k < plan.words.size(); ++k) {
    const SearchWord& w = plan.words[k];
    if (k < kMarkedWords && w.whole && (marks >> k & 1) == 0) {
      left += w.weight;
    } else {
      shared += w.weight;
      heaviest += w.counterpart;
    }
  }
  const double limit = HeaviestCandidate(query.kind, shared, left, heaviest, floor);
  if (limit < 0) return 0;
  return limit > 1e6 ? range.last : list.FirstHeavier(range, limit + kSlack);
}

// Keeps the names that their marks allow, and clears the marks.
void KeepFeasible(const CompiledList::Impl& list, const Name& query, double floor, const Plan& plan,
                  SearchScratch& s) {
  std::array<std::uint32_t, 256> limits;
  limits.fill(std::numeric_limits<std::uint32_t>::max());
  std::size_t kept = 0;
  for (std::uint32_t name : s.found) {
    const std::uint8_t marks = s.marks[name];
    s.marks[name] = 0;
    if (limits[marks] == std::numeric_limits<std::uint32_t>::max())
      limits[marks] = LimitOfMarks(list, query, floor, plan, marks);
    if (name < limits[marks]) s.found[kept++] = name;
  }
  s.found.resize(kept);
  for (std::uint32_t name : s.joined) s.marks[name] = 0;
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
  Plan plan = MakePlan(list, query, s);
  FollowPostings(list, query, floor, plan, s);
  KeepFeasible(list, query, floor, plan, s);
  // An initial on the list may stand for any word of its letter, which the bound does not know: there every
  // word is followed.
  if (query.kind == Kind::kPerson) {
    const std::size_t first = s.found.size();
    for (const SearchWord& w : plan.words)
      AddPostings(list, *s.expansions[w.token], list.NamesWithInitials(), 1, s);
    for (std::size_t i = first; i < s.found.size(); ++i) s.marks[s.found[i]] = 0;
  }
}

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
  if (one_to_one) {
    const double agreement = AgreementBound(query.kind, aligned, shared, minor, query_left, candidate_left);
    return agreement + kSlack >= floor && agreement * CertaintyOf(bits) + kSlack >= floor;
  }
  return SimilarityBound(query.kind, shared + minor, query_left, candidate_left) + kSlack >= floor;
}

void ViewsOf(const CompiledList::Impl& list, const NameRecord& name, Kind kind, std::vector<TokenView>& views,
             std::vector<std::uint32_t>& words) {
  views.clear();
  words.clear();
  for (std::uint32_t k = 0; k < name.tokens; ++k) {
    const NameTokenRecord& t = list.name_tokens[name.first_token + k];
    const auto token_class = static_cast<TokenClass>(t.token_class);
    views.push_back({list.Form(t.word), list.Surface(t.word), token_class, t.tag, t.bits,
                     TokenWeight(kind, token_class, t.bits, (t.flags & 1) != 0), (t.flags & 1) != 0,
                     (t.flags & 2) != 0});
    words.push_back(t.word);
  }
}

double CompareFound(const CompiledList::Impl& list, const Name& query, const NameRecord& name,
                            SearchScratch& s) {
  struct FromStamps : TokenScorer {
    const SearchScratch* scratch = nullptr;
    TokenMatch Score(std::size_t query_token, std::size_t candidate_token) override {
      const std::uint32_t word = scratch->candidate_words[candidate_token];
      const SearchScratch::Stamp stamp = scratch->stamps[word];
      if (stamp.epoch != scratch->epoch) return {};
      for (std::uint32_t h = stamp.hit; h != 0; h = scratch->hits[h - 1].next) {
        if (scratch->hits[h - 1].token == query_token) return scratch->hits[h - 1].match;
      }
      return {};
    }
  } scorer;
  scorer.scratch = &s;
  ViewsOf(list, name, query.kind, s.candidate_views, s.candidate_words);
  return SimilarityOfTokens(query.kind, s.query_views, s.candidate_views, scorer);
}

}  // namespace match
