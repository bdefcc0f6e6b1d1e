#include "match/rescreen.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "match/compiled.h"
#include "match/pair_score.h"
#include "match/pairing.h"
#include "match/score.h"
#include "match/search.h"
#include "match/support.h"

namespace match {
namespace {

constexpr std::size_t kKinds = 2;
constexpr std::size_t kSupports = kAllSupport + 1;

// One edition's side of a changed entry, made ready once.
struct Version {
  entity::Entity entity;
  Facts facts;
  std::uint32_t support = 0;
  bool later = false;
};

// A reading of a name of one or more versions of an entry: an alias that stayed is looked up once.
struct SharedName {
  Name name;
  std::string_view text;  // as the list writes it
  struct Bearer {
    std::uint32_t version;
    std::uint16_t value;
    std::uint16_t reading;
    bool weak;
  };
  std::vector<Bearer> bearers;
};

bool SameTokens(const Name& a, const Name& b) {
  return std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(),
                    [](const Token& x, const Token& y) {
                      return x.form == y.form && x.surface == y.surface && x.token_class == y.token_class &&
                             x.weight == y.weight;
                    });
}

// What all threads read.
struct Frame {
  const CompiledParties& parties;
  const CompiledList::Impl& list;
  double threshold;
  std::uint32_t support = 0;  // what any party states
  std::array<std::array<double, kSupports>, kKinds> least{};

  Frame(const CompiledParties& p, double at) : parties(p), list(p.list().impl()), threshold(Round6(at)) {
    for (std::size_t i = 0; i < parties.size(); ++i) support |= parties.Support(i) & kAllSupport;
    for (const Kind kind : {Kind::kPerson, Kind::kOrganization}) {
      for (std::uint32_t states = 0; states < kSupports; ++states)
        least[static_cast<std::size_t>(kind)][states] =
            LeastSimilarity(threshold, LargestSupportOf(states, states, kind == Kind::kPerson));
    }
  }

  // The least name_similarity with which a pair whose sides both state this can reach the threshold.
  double Least(Kind kind, std::uint32_t states) const {
    return least[static_cast<std::size_t>(kind)][states & kAllSupport];
  }
};

// One thread's work: entry by entry, the parties it concerns.
class Worker {
 public:
  explicit Worker(const Frame& frame) : frame_(frame) {}

  void Add(std::uint32_t number, const ChangedEntry& entry) {
    Prepare(entry);
    for (const Kind kind : {Kind::kPerson, Kind::kOrganization}) {
      for (const SharedName& name : NamesOf(kind)) LookUp(kind, name);
    }
    for (std::uint32_t v = 0; v < versions_.size(); ++v) ByNumbers(v);
    Judge(number);
  }

  std::vector<ScoreChange> changes;
  std::uint64_t scored = 0;

 private:
  struct Found {
    Kind kind = Kind::kOrganization;
    BestName best;
    bool by_number = false;  // then all names are compared
  };

  void Prepare(const ChangedEntry& entry) {
    versions_.clear();
    found_.clear();
    const auto add = [this](const EntryRef& ref, bool later) {
      Version& v = versions_.emplace_back();
      v.entity = ref.list->ReadEntity(ref.index);
      v.facts = FactsOf(v.entity);
      v.support = SupportOf(v.facts);
      v.later = later;
    };
    for (const EntryRef& ref : entry.before) add(ref, false);
    for (const EntryRef& ref : entry.after) add(ref, true);
  }

  std::vector<SharedName> NamesOf(Kind kind) const {
    std::vector<SharedName> names;
    for (std::uint32_t v = 0; v < versions_.size(); ++v) {
      const std::vector<Kind> kinds = KindsOf(versions_[v].entity.schema);
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) continue;
      const std::vector<const entity::Value*> values = versions_[v].entity.Names();
      for (PreparedName& prepared : PrepareNames(versions_[v].entity, kind)) {
        const std::string_view text = values[prepared.value]->text;
        const SharedName::Bearer bearer{v, prepared.value, prepared.reading, prepared.weak};
        const auto known = std::find_if(names.begin(), names.end(), [&](const SharedName& n) {
          return n.text == text && n.bearers.front().reading == prepared.reading &&
                 SameTokens(n.name, prepared.name);
        });
        if (known != names.end()) {
          known->bearers.push_back(bearer);
        } else {
          names.push_back({std::move(prepared.name), text, {bearer}});
        }
      }
    }
    return names;
  }

  bool Concerns(std::uint32_t party, const Version& version, Kind kind) const {
    return KindOfPair(frame_.list.SchemaOf(party), version.entity.schema) == kind;
  }

  // The parties with a name like this one, each with the similarity that a screening of the party would give.
  void LookUp(Kind kind, const SharedName& shared) {
    double least = 1;
    for (const SharedName::Bearer& b : shared.bearers)
      least = std::min(least, frame_.Least(kind, versions_[b.version].support & frame_.support));
    FindNames(frame_.list, shared.name, least, search_);
    const auto compare = [&](std::uint32_t number) {
      const NameRecord& name = frame_.list.names[number];
      double similarity = -1;
      for (const SharedName::Bearer& b : shared.bearers) {
        const Version& version = versions_[b.version];
        if (!Concerns(name.entity, version, kind)) continue;
        if (similarity < 0) similarity = CompareForward(shared.name, name);
        if (similarity < frame_.Least(kind, version.support & frame_.parties.Support(name.entity))) continue;
        Found& found = found_[Key(name.entity, b.version)];
        found.kind = kind;
        const BestName best{similarity, PlaceOf(name), b.value, b.reading, b.weak};
        if (best.BetterThan(found.best)) found.best = best;
      }
    };
    for (const std::uint32_t number : search_.joined) compare(number);
    for (const std::uint32_t number : search_.found) {
      if (MayReach(frame_.list, shared.name, frame_.list.names[number], least, search_)) compare(number);
    }
  }

  // A place that orders a party's names as its prepared names stand.
  static std::uint16_t PlaceOf(const NameRecord& name) {
    return static_cast<std::uint16_t>(name.value * kReadings +
                                      std::min<std::uint16_t>(name.reading, kReadings - 1));
  }

  // The party's name is the query, as in a screening. Words that the search did not find alike are not alike.
  double CompareForward(const Name& entry_name, const NameRecord& party_name) {
    struct Forward : TokenScorer {
      const Worker* self = nullptr;
      const Name* entry = nullptr;
      TokenMatch Score(std::size_t query, std::size_t candidate) override {
        const std::uint32_t word = self->party_words_[query];
        const SearchScratch::Stamp stamp = self->search_.stamps[word];
        if (stamp.epoch != self->search_.epoch) return {};
        for (std::uint32_t h = stamp.hit; h != 0; h = self->search_.hits[h - 1].next) {
          if (self->search_.hits[h - 1].token != candidate) continue;
          const CompiledList::Impl& list = self->frame_.list;
          return TokenSimilarity({list.Form(word), list.Surface(word)}, WordOf(entry->tokens[candidate]),
                                 entry->kind);
        }
        return {};
      }
    } scorer;
    scorer.self = this;
    scorer.entry = &entry_name;
    ViewsOf(frame_.list, party_name, entry_name.kind, party_views_, party_words_);
    return SimilarityOfTokens(entry_name.kind, party_views_, search_.query_views, scorer);
  }

  void ByNumbers(std::uint32_t v) {
    for (const std::uint64_t hash : IdentifierHashes(versions_[v].facts)) {
      auto it = std::partition_point(frame_.list.identifiers.begin(), frame_.list.identifiers.end(),
                                     [&](const IdentifierRecord& r) { return r.hash < hash; });
      for (; it != frame_.list.identifiers.end() && it->hash == hash; ++it) {
        const auto party = static_cast<std::uint32_t>(it->entity);
        const auto kind = KindOfPair(frame_.list.SchemaOf(party), versions_[v].entity.schema);
        if (!kind) continue;
        Found& found = found_[Key(party, v)];
        found.kind = *kind;
        found.by_number = true;
      }
    }
  }

  // The best pair of names of a pair that shares a number: of all of them.
  BestName CompareAll(const entity::Entity& party, const Version& version, Kind kind) const {
    BestName best;
    const std::vector<PreparedName> names = PrepareNames(version.entity, kind);
    std::uint16_t place = 0;
    for (const PreparedName& query : PrepareNames(party, kind)) {
      for (const PreparedName& name : names) {
        const BestName found{SimilarityOfNames(query.name, name.name), place, name.value, name.reading,
                             name.weak};
        if (found.BetterThan(best)) best = found;
      }
      ++place;
    }
    return best;
  }

  void Judge(std::uint32_t number) {
    struct Best {
      double before = 0;
      double after = 0;
    };
    std::map<std::uint32_t, Best> parties;
    std::uint32_t known = kNoParty;
    entity::Entity party;
    Facts facts;
    std::vector<std::uint64_t> keys;
    for (const auto& [key, found] : found_) keys.push_back(key);
    std::sort(keys.begin(), keys.end());  // the versions of a pair stand together
    for (const std::uint64_t key : keys) {
      const Found& found = found_.at(key);
      const auto index = static_cast<std::uint32_t>(key >> 32);
      const Version& version = versions_[key & 0xFFFFFFFF];
      if (index != known) {
        party = frame_.parties.Read(index);
        facts = FactsOf(party);
        known = index;
      }
      ++scored;
      const BestName best = found.by_number ? CompareAll(party, version, found.kind) : found.best;
      const double score = ScorePair(facts, version.facts, version.entity, found.kind, best).score;
      if (score < frame_.threshold || score <= 0) continue;
      double& place = version.later ? parties[index].after : parties[index].before;
      place = std::max(place, score);
    }
    for (const auto& [index, best] : parties) {
      if (best.before != best.after) changes.push_back({index, number, best.before, best.after});
    }
  }

  static std::uint64_t Key(std::uint32_t party, std::uint32_t version) {
    return static_cast<std::uint64_t>(party) << 32 | version;
  }

  static constexpr std::uint32_t kNoParty = 0xFFFFFFFF;
  static constexpr std::uint16_t kReadings = 64;

  const Frame& frame_;
  std::vector<Version> versions_;
  std::unordered_map<std::uint64_t, Found> found_;
  SearchScratch search_;
  std::vector<TokenView> party_views_;
  std::vector<std::uint32_t> party_words_;
};

}  // namespace

base::Result<Rescreened> Rescreen(const CompiledParties& parties, std::span<const ChangedEntry> changed,
                                  const RescreenOptions& options) {
  Rescreened result;
  if (changed.empty() || parties.size() == 0) return result;
  const Frame frame(parties, options.threshold);
  std::atomic<std::uint32_t> next{0};
  std::mutex mutex;
  const auto stopped = [&] { return options.stop != nullptr && options.stop->load(); };
  const auto work = [&] {
    Worker worker(frame);
    for (std::uint32_t i = next++; i < changed.size() && !stopped(); i = next++) worker.Add(i, changed[i]);
    const std::lock_guard lock(mutex);
    result.changes.insert(result.changes.end(), worker.changes.begin(), worker.changes.end());
    result.counts.scored += worker.scored;
  };
  {
    std::vector<std::jthread> pool;
    for (unsigned t = 1; t < std::max(1U, options.threads); ++t) pool.emplace_back(work);
    work();
  }
  if (stopped()) return base::Error{base::Code::kConflict, "stopped", {}};
  std::sort(result.changes.begin(), result.changes.end(), [](const ScoreChange& a, const ScoreChange& b) {
    return a.party != b.party ? a.party < b.party : a.entry < b.entry;
  });
  result.counts.changes = result.changes.size();
  return result;
}

}  // namespace match
