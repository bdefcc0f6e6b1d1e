#include "match/search.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/limits.h"
#include "match/acronym.h"
#include "match/word_keys.h"

namespace match {
namespace {

// Words that are remembered with their look-ups, per list and thread; more are looked up again.
constexpr std::size_t kRemembered = 20'000;

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

// A mark has a bit for each of the first six query words in the order of the search, one where a counterpart
// may weigh more than the query's word, and one for the rest and for joined words.
constexpr std::size_t kMarkedWords = 6;
constexpr std::uint8_t kHeavyMark = 0x40;
constexpr std::uint8_t kJoinedMark = 0x80;

void AddJoined(std::uint32_t name, SearchScratch& s) {
  if ((s.marks[name] & kJoinedMark) != 0) return;
  s.marks[name] |= kJoinedMark;
  s.joined.push_back(name);
}

// The names that hold a word.
void AddNamesWith(const CompiledList::Impl& list, std::uint32_t word, NameRange range, SearchScratch& s) {
  for (std::uint32_t p = list.posting_offsets[word]; p < list.posting_offsets[word + 1]; ++p) {
    const std::uint32_t name = list.postings[p];
    if (name >= range.first && name < range.last) AddJoined(name, s);
  }
}

void AddJoinedWord(const CompiledList::Impl& list, std::string_view form, NameRange range, SearchScratch& s) {
  const auto [word, end] = list.WordsWithForm(form);
  for (std::uint32_t w = word; w < end; ++w) AddNamesWith(list, w, range, s);
}

// The names that hold a word which a run of the query's words may be written as in another script.
void AddLikeJoinedWord(const CompiledList::Impl& list, std::string_view run, bool native, NameRange range,
                       SearchScratch& s) {
  const std::string key = JoinKeyOf(run);
  const std::uint32_t hash = KeyHash(key);
  for (const KeyRecord& k : KeysFrom(list.consonant_keys, hash)) {
    if (k.hash != hash) break;
    const Word word{list.Form(k.value), list.Surface(k.value)};
    if ((native || IsNative(word.surface)) && ConsonantKeys(word).MayJoin(key))
      AddNamesWith(list, k.value, range, s);
  }
}

// The names in which words, or their initials, are written as this one; across scripts, as its consonants.
void AddNamesJoined(const CompiledList::Impl& list, Word word, std::string_view key, NameRange range,
                    SearchScratch& s) {
  const bool native = IsNative(word.surface);
  const std::uint32_t hash = JoinHash(word.form, key, false);
  const std::uint32_t place = hash & kJoinPlace;
  for (const KeyRecord& k : KeysFrom(list.joins, place)) {
    if ((k.hash & kJoinPlace) != place) break;
    const bool may_be = native || (k.hash & kJoinNative) != 0 || k.hash == hash;
    if (may_be && k.value >= range.first && k.value < range.last) AddJoined(k.value, s);
  }
}

void AddNamesJoined(const CompiledList::Impl& list, Word word, NameRange range, SearchScratch& s) {
  const std::string own = JoinKeyOf(word.form);
  AddNamesJoined(list, word, own, range, s);
  if (!HasOtherKeys(word)) return;
  const ConsonantKeys keys(word);
  for (const std::string& key : keys) {
    if (key != own && keys.MayJoin(key)) AddNamesJoined(list, word, key, range, s);
  }
}

// Names in which one word stands for several of the query, or the other way round: written as one, or by
// their initials.
void FindJoined(const CompiledList::Impl& list, const Name& query, SearchScratch& s) {
  const NameRange range = list.NamesOf(query.kind);
  const std::vector<Token>& tokens = query.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    AddNamesJoined(list, WordOf(tokens[i]), range, s);
    std::string run = tokens[i].form;
    bool native = IsNative(tokens[i].surface);
    for (std::size_t k = i + 1; k < tokens.size() && k < i + 3; ++k) {
      run += tokens[k].form;
      native = native || IsNative(tokens[k].surface);
      AddJoinedWord(list, run, range, s);
      AddLikeJoinedWord(list, run, native, range, s);
    }
  }
  if (query.kind != Kind::kOrganization) return;
  s.acronyms.clear();
  AcronymRuns(s.query_views, s.acronyms);
  for (const AcronymRun& run : s.acronyms) AddJoinedWord(list, run.letters, range, s);
}

// What is known of the names that the search may still find.
struct Outlook {
  double shared = 0;    // weight of the query's words that may have a counterpart, and of its minor words
  double left = 0;      // weight of those that have none
  double heaviest = 0;  // what the counterparts may weigh
  double bits = 0;      // what they may tell at most
};

// The most that content words of such a candidate may weigh in all: beyond it the bound falls below the
// floor.
double HeaviestCandidate(Kind kind, const Outlook& o, double floor) {
  const double certainty = CertaintyOf(o.bits);
  const auto reaches = [&](double candidate_left) {
    return certainty * SimilarityBound(kind, o.shared, o.left, candidate_left) + kBoundSlack >= floor;
  };
  if (!reaches(0)) return -1;
  double low = 0;
  double high = 64;
  if (reaches(high)) return std::numeric_limits<double>::infinity();
  for (int step = 0; step < 24; ++step) {
    const double middle = (low + high) / 2;
    (reaches(middle) ? low : high) = middle;
  }
  return o.heaviest + high;
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

// What a word of the list weighs at most in a name.
double CounterpartWeight(const WordRecord& w, Kind kind) {
  const std::uint8_t bits = kind == Kind::kPerson ? w.person_bits : w.organization_bits;
  return std::max<double>(TokenWeight(kind, TokenClass::kWord, bits, false),
                          TokenWeight(kind, TokenClass::kNumber, bits, false));
}

// Marks the names that hold a word of `hits`; `weight` is that of the query's word.
void AddPostings(const CompiledList::Impl& list, const std::vector<WordHit>& hits, Kind kind, double weight,
                 NameRange range, std::uint8_t found_mark, SearchScratch& s) {
  if (range.first >= range.last) return;
  for (const WordHit& hit : hits) {
    const bool heavy = CounterpartWeight(list.words[hit.word], kind) > weight;
    const std::uint8_t mark = heavy ? found_mark | kHeavyMark : found_mark;
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
  double bits;         // what it tells
  bool whole = false;  // all its postings were followed, so a name without its mark does not hold it
};

struct Plan {
  std::vector<SearchWord> words;
  double minor = 0;     // weight of initials and minor words, which may all agree
  double initials = 0;  // what the counterparts of the query's initials may weigh
  double bits = 0;      // what initials may tell

  Outlook WithoutWords() const { return {.shared = minor, .heaviest = initials, .bits = bits}; }
};

Plan MakePlan(const CompiledList::Impl& list, const Name& query, const SearchScratch& s) {
  Plan plan;
  for (std::uint32_t i = 0; i < query.tokens.size(); ++i) {
    const Token& t = query.tokens[i];
    if (t.token_class == TokenClass::kInitial) {
      plan.initials += 1.0;
      plan.bits += t.bits;
    }
    if (!IsSearchWord(t)) {
      plan.minor += t.weight;
      continue;
    }
    double counterpart = t.weight;
    for (const WordHit& hit : *s.expansions[i])
      counterpart = std::max(counterpart, CounterpartWeight(list.words[hit.word], query.kind));
    plan.words.push_back({i, t.weight, counterpart, static_cast<double>(t.bits)});
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
  Outlook rest = plan.WithoutWords();
  for (const SearchWord& w : plan.words) {
    rest.shared += w.weight;
    rest.heaviest += w.counterpart;
    rest.bits += w.bits;
  }
  for (std::size_t k = 0; k < plan.words.size(); ++k) {
    SearchWord& w = plan.words[k];
    const double limit = HeaviestCandidate(query.kind, rest, floor);
    if (limit < 0) break;
    const std::vector<WordHit>& hits = *s.expansions[w.token];
    w.whole = k < kMarkedWords && CountPostings(list, hits) <= kFollowWhole;
    const std::uint32_t end =
        w.whole || limit > 1e6 ? range.last : list.FirstHeavier(range, limit + kBoundSlack);
    AddPostings(list, hits, query.kind, w.weight, {range.first, end},
                k < kMarkedWords ? static_cast<std::uint8_t>(1U << k) : kJoinedMark, s);
    rest.left += w.weight;
    rest.shared -= w.weight;
    rest.heaviest -= w.counterpart;
    rest.bits -= w.bits;
  }
}

// The first name that is too heavy for its marks: words whose postings were followed whole and did not lead
// to it have no counterpart, and without the heavy mark those that led to it weigh no more than the query's.
std::uint32_t LimitOfMarks(const CompiledList::Impl& list, const Name& query, double floor, const Plan& plan,
                           std::uint8_t marks) {
  const NameRange range = list.NamesWithoutInitials(query.kind);
  Outlook o = plan.WithoutWords();
  for (std::size_t k = 0; k < plan.words.size(); ++k) {
    const SearchWord& w = plan.words[k];
    const bool whole = k < kMarkedWords && w.whole;
    if (whole && (marks >> k & 1) == 0) {
      o.left += w.weight;
    } else {
      o.shared += w.weight;
      o.heaviest += whole && (marks & kHeavyMark) == 0 ? w.weight : w.counterpart;
      o.bits += w.bits;
    }
  }
  const double limit = HeaviestCandidate(query.kind, o, floor);
  if (limit < 0) return 0;
  return limit > 1e6 ? range.last : list.FirstHeavier(range, limit + kBoundSlack);
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
      AddPostings(list, *s.expansions[w.token], query.kind, w.weight, list.NamesWithInitials(), 1, s);
    for (std::size_t i = first; i < s.found.size(); ++i) s.marks[s.found[i]] = 0;
  }
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
