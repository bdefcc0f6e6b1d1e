// Searching; see index.h. Writing is index_put.cc.

#include "panel/practices/index.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/common/languages.h"
#include "panel/practices/index_counts.h"
#include "panel/practices/postings.h"

namespace panel {
namespace {

// A search on its way: for each document by number the bits of its words and what they are worth.
struct Match {
  std::int64_t score = 0;
  std::array<std::uint8_t, base::kMaxPracticeQueryWords> places{};
  std::size_t words = 0;  // that it has so far
};

struct Ranked {
  std::array<std::int64_t, 4> key{};  // descending
  std::size_t doc = 0;
  bool operator<(const Ranked& other) const { return key != other.key ? key > other.key : doc < other.doc; }
};

std::int64_t WorthOf(std::uint8_t place) {
  return ((place & kInTitle) != 0 ? 8 : 0) + ((place & kInSummary) != 0 ? 4 : 0) +
         ((place & kInTags) != 0 ? 3 : 0) + ((place & kInText) != 0 ? 2 : 0) +
         ((place & kInTranslation) != 0 ? 1 : 0);
}

// 1 for a word that half of all have, one more for each halving.
std::int64_t RarityOf(std::size_t with, std::size_t all) {
  std::int64_t rarity = 1;
  while (with > 0 && with * 2 <= all && rarity < 16) {
    with *= 2;
    ++rarity;
  }
  return rarity;
}

class PlacesOfWord {
 public:
  explicit PlacesOfWord(std::size_t docs) : places_(docs, 0) {}
  void Add(std::int64_t shard, std::span<const std::byte> docs) {
    EachPosting(docs, [&](std::uint16_t place, std::uint8_t where) {
      const std::size_t doc = static_cast<std::size_t>(shard * kDocsAShard) + place;
      if (doc < places_.size()) places_[doc] |= where;
    });
  }
  void Keep(const PlacesOfWord& other) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const bool both = places_[i] != 0 && other.places_[i] != 0;
      places_[i] = both ? static_cast<std::uint8_t>(places_[i] | other.places_[i]) : std::uint8_t{0};
    }
  }
  const std::vector<std::uint8_t>& places() const { return places_; }

 private:
  std::vector<std::uint8_t> places_;
};

base::Status ReadExact(db::Transaction& tx, std::string_view word, PlacesOfWord& places) {
  const db::Rows rows = TRY(
      tx.Query("SELECT shard, docs FROM practice_posting WHERE word = $1 ORDER BY shard", {BytesOf(word)}));
  for (const db::Row& row : rows) places.Add(row.Int(0), row.Bytes(1));
  return base::Ok();
}

// Whether all were read.
base::Result<bool> ReadPrefix(db::Transaction& tx, std::string_view prefix, PlacesOfWord& places) {
  const std::string end = std::string(prefix) + '\xFF';  // a byte that UTF-8 never has
  const db::Rows rows = TRY(tx.Query(
      "SELECT shard, docs FROM practice_posting WHERE word >= $1 AND word < $2 ORDER BY word, shard LIMIT $3",
      {BytesOf(prefix), BytesOf(end), base::kMaxPracticePostings + 1}));
  for (const db::Row& row : rows) places.Add(row.Int(0), row.Bytes(1));
  return rows.size() <= static_cast<std::size_t>(base::kMaxPracticePostings);
}

base::Result<PlacesOfWord> PlacesFor(db::Transaction& tx, const QueryWord& word, std::size_t docs,
                                     bool& cut) {
  PlacesOfWord places(docs);
  if (!word.prefix.empty()) {
    if (word.prefix_is_whole)
      TRY(ReadExact(tx, word.prefix, places));
    else if (!TRY(ReadPrefix(tx, word.prefix, places)))
      cut = true;
    return places;
  }
  for (std::size_t i = 0; i < word.exact.size(); ++i) {
    if (i == 0) {
      TRY(ReadExact(tx, word.exact[0], places));
      continue;
    }
    PlacesOfWord more(docs);
    TRY(ReadExact(tx, word.exact[i], more));
    places.Keep(more);
  }
  return places;
}

base::Result<std::vector<Match>> MatchesOf(db::Transaction& tx, const std::vector<QueryWord>& words,
                                           std::size_t docs, bool& cut) {
  std::vector<Match> matches(docs);
  for (std::size_t w = 0; w < words.size(); ++w) {
    const PlacesOfWord found = TRY(PlacesFor(tx, words[w], docs, cut));
    const std::vector<std::uint8_t>& places = found.places();
    const auto with = static_cast<std::size_t>(
        std::count_if(places.begin(), places.end(), [](std::uint8_t place) { return place != 0; }));
    const std::int64_t rarity = RarityOf(with, docs);
    for (std::size_t doc = 0; doc < docs; ++doc) {
      if (places[doc] == 0) continue;
      matches[doc].places.at(w) = places[doc];
      matches[doc].score += WorthOf(places[doc]) * rarity;
      ++matches[doc].words;
    }
  }
  return matches;
}

std::array<std::int64_t, 4> KeyOf(PracticeOrder order, const DocRow& doc, std::int64_t score) {
  const std::int64_t published = doc.published.ms;
  switch (order) {
    case PracticeOrder::kNewest:
      return {published, score, doc.grade, doc.replications};
    case PracticeOrder::kCopied:
      return {doc.replications, score, doc.grade, published};
    case PracticeOrder::kBest:
      break;
  }
  return {score, doc.grade, doc.replications, published};
}

std::string PositionOf(const Ranked& ranked) {
  return fmt::format("{},{},{},{},{}", ranked.key[0], ranked.key[1], ranked.key[2], ranked.key[3],
                     ranked.doc);
}

base::Result<Ranked> RankedAt(std::string_view position) {
  std::array<std::int64_t, 5> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t comma = std::min(position.find(','), position.size());
    const std::string_view part = position.substr(0, comma);
    const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), parts.at(i));
    if (problem != std::errc() || end != part.data() + part.size() || (i == 4 && parts.at(i) < 0))
      return base::Invalid(desk::tr("This page of the list is none. Begin again."));
    position.remove_prefix(std::min(comma + 1, position.size()));
  }
  Ranked ranked;
  std::copy_n(parts.begin(), 4, ranked.key.begin());
  ranked.doc = static_cast<std::size_t>(parts[4]);
  return ranked;
}

bool MaySee(const PracticeQuery& query, const DocRow& doc) {
  if (doc.is_public) return true;
  if (query.public_only) return false;
  return std::any_of(query.panels.begin(), query.panels.end(),
                     [&](const PanelId& panel) { return panel == doc.panel; });
}

PracticeHit HitOf(const DocRow& doc, const std::vector<QueryWord>& words, const Match& match) {
  PracticeHit hit;
  hit.subject = doc.subject;
  hit.kind = std::string(KindAt(doc.kind));
  hit.grade = doc.grade;
  hit.replications = doc.replications;
  for (const std::uint8_t language : doc.languages)
    hit.languages.emplace_back(WrittenLanguages()[language].tag);
  hit.score = match.score;
  for (std::size_t w = 0; w < words.size(); ++w)
    hit.reasons.push_back({words[w].written, match.places.at(w)});
  return hit;
}

// Everything that fits, ranked as far as the page goes, with the counts.
PracticeResults PageOf(const PracticeQuery& query, const DocTable& docs, const std::vector<QueryWord>& words,
                       const std::vector<Match>& matches, const std::optional<Ranked>& after,
                       std::size_t limit) {
  PracticeResults results;
  const Wanted wanted = WantedBy(query);
  IndexCounters counters;
  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < docs.size(); ++i) {
    const DocRow& doc = docs[i];
    if (doc.gone || !MaySee(query, doc)) continue;
    ++results.all;
    if (!words.empty() && matches[i].words < words.size()) continue;
    const std::uint32_t failed = Failed(wanted, doc);
    counters.Add(doc, failed);
    if (failed != 0) continue;
    ++results.total;
    const Ranked one{KeyOf(query.order, doc, words.empty() ? 0 : matches[i].score), i};
    if (after && !(*after < one))
      ++results.from;
    else
      ranked.push_back(one);
  }
  const std::size_t shown = std::min(limit, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(shown), ranked.end());
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t doc = ranked[i].doc;
    results.hits.push_back(HitOf(docs[doc], words, words.empty() ? Match{} : matches[doc]));
  }
  if (ranked.size() > shown && shown > 0) results.next = PositionOf(ranked[shown - 1]);
  counters.Fill(results);
  return results;
}

}  // namespace

struct PracticeIndex::Table {
  std::int64_t generation = 0;
  DocTable docs;
};

PracticeIndex::PracticeIndex(PanelSeams seams) : seams_(seams), table_(std::make_shared<const Table>()) {}
PracticeIndex::~PracticeIndex() = default;

base::Result<std::shared_ptr<const PracticeIndex::Table>> PracticeIndex::Current(db::Transaction& tx) {
  const std::optional<db::Row> state =
      TRY(tx.QueryOne("SELECT generation FROM practice_index_state WHERE id = 1"));
  const std::int64_t generation = state ? state->Int(0) : 0;
  std::shared_ptr<const Table> known;
  {
    const std::lock_guard lock(mutex_);
    known = table_;
  }
  if (known->generation == generation) return known;
  auto table = std::make_shared<Table>(*known);
  // A database that was put back to an older state begins anew.
  if (known->generation > generation) *table = Table{};
  TRY(ReadDocs(tx, table->generation, table->docs));
  table->generation = generation;
  const std::lock_guard lock(mutex_);
  if (table_->generation < generation || known == table_) table_ = table;
  return std::shared_ptr<const Table>(table);
}

base::Result<PracticeResults> PracticeIndex::Search(const PracticeQuery& query, std::string_view after,
                                                    std::size_t limit) {
  std::optional<Ranked> from;
  if (!after.empty()) from = TRY(RankedAt(after));
  const std::vector<QueryWord> words = QueryWords(query.text);
  const std::size_t most = std::min(limit, base::kMaxPracticePage);
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<PracticeResults> {
    const std::shared_ptr<const Table> table = TRY(Current(tx));
    bool cut = false;
    std::vector<Match> matches;
    if (!words.empty()) matches = TRY(MatchesOf(tx, words, table->docs.size(), cut));
    PracticeResults results = PageOf(query, table->docs, words, matches, from, most);
    results.cut = cut;
    return results;
  });
}

base::Result<std::int64_t> PracticeIndex::Generation() {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    const std::optional<db::Row> state =
        TRY(tx.QueryOne("SELECT generation FROM practice_index_state WHERE id = 1"));
    return state ? state->Int(0) : 0;
  });
}

}  // namespace panel
