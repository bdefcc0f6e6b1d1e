// Searching; see index.h. Writing is index_put.cc.

#include "panel/practices/index.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/common/isic.h"
#include "panel/common/languages.h"
#include "panel/practices/doc_table.h"
#include "panel/practices/evidence.h"
#include "panel/practices/postings.h"
#include "panel/practices/terms.h"

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
  bool operator<(const Ranked& other) const {
    return key != other.key ? key > other.key : doc < other.doc;
  }
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

base::Result<PlacesOfWord> PlacesFor(db::Transaction& tx, const QueryWord& word, std::size_t docs, bool& cut) {
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

// What a query asks of one document, as numbers.
struct Wanted {
  std::uint32_t kinds = 0, topics = 0, stages = 0, groups = 0;
  std::vector<bool> industries;  // by IndustryIndex; empty: all
  std::vector<bool> countries;   // by CountryIndex
  std::vector<bool> languages;   // by LanguageIndex
  int grade_from = 0;
};

constexpr std::array<std::string_view, 3> kKindNames = {"practice", "business-case", "tool"};

std::vector<bool> IndustriesOf(const std::vector<std::string>& codes) {
  std::vector<bool> wanted;
  for (const std::string& code : codes) {
    wanted.resize(Industries().size());
    for (std::size_t i = 0; i < Industries().size(); ++i)
      if (IsWithinIndustry(Industries()[i].code, code)) wanted[i] = true;
  }
  return wanted;
}

template <typename IndexOf>
std::vector<bool> Chosen(const std::vector<std::string>& codes, std::size_t size, const IndexOf& index_of) {
  std::vector<bool> wanted;
  for (const std::string& code : codes) {
    wanted.resize(size);
    if (const std::optional<std::size_t> index = index_of(code)) wanted[*index] = true;
  }
  return wanted;
}

// A value that is in no list fits nothing: all bits of the mask but none of a term.
constexpr std::uint32_t kNothing = 1U << 31U;

std::uint32_t MaskOrNothing(std::span<const Term> terms, const std::vector<std::string>& codes) {
  if (codes.empty()) return 0;
  const std::uint32_t mask = MaskOf(terms, codes);
  return mask == 0 ? kNothing : mask;
}

Wanted WantedBy(const PracticeQuery& query) {
  Wanted wanted;
  for (const std::string& kind : query.kinds) {
    const std::optional<std::uint8_t> known = KindIndex(kind);
    wanted.kinds |= known ? 1U << *known : kNothing;
  }
  wanted.topics = MaskOrNothing(Topics(), query.topics);
  wanted.stages = MaskOrNothing(Stages(), query.stages);
  wanted.groups = MaskOrNothing(Groups(), query.groups);
  wanted.industries = IndustriesOf(query.industries);
  wanted.countries = Chosen(query.countries, kCountryIndexes, CountryIndex);
  wanted.languages = Chosen(query.languages, WrittenLanguages().size(), LanguageIndex);
  wanted.grade_from = query.grade_from;
  return wanted;
}

enum Dimension : std::uint8_t { kKind, kTopic, kStage, kGroup, kIndustry, kCountry, kLanguage, kGrade, kDimensions };

template <typename Values>
bool Any(const std::vector<bool>& wanted, const Values& values) {
  return wanted.empty() || std::any_of(values.begin(), values.end(), [&](auto value) { return wanted[value]; });
}

// Which dimensions the document fails, as bits.
std::uint32_t Failed(const Wanted& wanted, const DocRow& doc) {
  const auto bit = [](bool fits, Dimension dimension) { return fits ? 0U : 1U << dimension; };
  const auto fits = [](std::uint32_t mask, std::uint32_t has) { return mask == 0 || (mask & has) != 0; };
  return bit(fits(wanted.kinds, 1U << doc.kind), kKind) | bit(fits(wanted.topics, doc.topics), kTopic) |
         bit(fits(wanted.stages, doc.stages), kStage) | bit(fits(wanted.groups, doc.groups), kGroup) |
         bit(Any(wanted.industries, doc.industries), kIndustry) |
         bit(Any(wanted.countries, doc.countries), kCountry) |
         bit(Any(wanted.languages, doc.languages), kLanguage) | bit(doc.grade >= wanted.grade_from, kGrade);
}

struct Counters {
  std::array<std::int64_t, kKindNames.size()> kinds{};
  std::array<std::int64_t, 32> topics{}, stages{}, groups{};
  std::vector<std::int64_t> industries = std::vector<std::int64_t>(Industries().size());
  std::vector<std::int64_t> countries = std::vector<std::int64_t>(kCountryIndexes);
  std::vector<std::int64_t> languages = std::vector<std::int64_t>(WrittenLanguages().size());
  std::array<std::int64_t, kGrades + 1> grades{};

  void Add(const DocRow& doc, std::uint32_t failed) {
    const auto counts = [failed](Dimension dimension) { return (failed & ~(1U << dimension)) == 0; };
    if (counts(kKind)) ++kinds.at(doc.kind);
    if (counts(kTopic)) AddBits(topics, doc.topics);
    if (counts(kStage)) AddBits(stages, doc.stages);
    if (counts(kGroup)) AddBits(groups, doc.groups);
    if (counts(kIndustry)) AddIndustries(doc);
    if (counts(kCountry))
      for (const std::uint16_t country : doc.countries) ++countries[country];
    if (counts(kLanguage))
      for (const std::uint8_t language : doc.languages) ++languages[language];
    if (counts(kGrade))
      for (int grade = 1; grade <= doc.grade; ++grade) ++grades.at(static_cast<std::size_t>(grade));
  }

 private:
  static void AddBits(std::array<std::int64_t, 32>& counts, std::uint32_t mask) {
    for (std::size_t i = 0; mask != 0; ++i, mask >>= 1U)
      if ((mask & 1U) != 0) ++counts[i];
  }
  // A division counts for its section too, once.
  void AddIndustries(const DocRow& doc) {
    std::uint32_t sections = 0;
    for (const std::uint8_t industry : doc.industries) {
      const Industry& row = Industries()[industry];
      if (!row.is_section()) ++industries[industry];
      sections |= 1U << static_cast<unsigned>(row.section - 'A');
    }
    for (std::size_t i = 0; i < Industries().size(); ++i)
      if (Industries()[i].is_section() && (sections >> static_cast<unsigned>(Industries()[i].section - 'A') & 1U) != 0)
        ++industries[i];
  }
};

template <typename Counts, typename CodeOf>
std::vector<FacetCount> NotZero(const Counts& counts, std::size_t size, const CodeOf& code_of) {
  std::vector<FacetCount> facets;
  for (std::size_t i = 0; i < size; ++i)
    if (counts[i] > 0) facets.push_back({std::string(code_of(i)), counts[i]});
  return facets;
}

void Fill(PracticeResults& results, const Counters& counters) {
  const auto terms = [](std::span<const Term> list) { return [list](std::size_t i) { return list[i].code; }; };
  results.kinds = NotZero(counters.kinds, kKindNames.size(), [](std::size_t i) { return kKindNames.at(i); });
  results.topics = NotZero(counters.topics, Topics().size(), terms(Topics()));
  results.stages = NotZero(counters.stages, Stages().size(), terms(Stages()));
  results.groups = NotZero(counters.groups, Groups().size(), terms(Groups()));
  results.industries = NotZero(counters.industries, counters.industries.size(),
                               [](std::size_t i) { return Industries()[i].code; });
  results.countries = NotZero(counters.countries, counters.countries.size(), CountryAt);
  results.languages = NotZero(counters.languages, counters.languages.size(),
                              [](std::size_t i) { return WrittenLanguages()[i].tag; });
  results.grades = NotZero(counters.grades, counters.grades.size(), [](std::size_t i) { return fmt::to_string(i); });
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
  return fmt::format("{},{},{},{},{}", ranked.key[0], ranked.key[1], ranked.key[2], ranked.key[3], ranked.doc);
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
  hit.kind = kKindNames.at(doc.kind);
  hit.grade = doc.grade;
  hit.replications = doc.replications;
  for (const std::uint8_t language : doc.languages) hit.languages.emplace_back(WrittenLanguages()[language].tag);
  hit.score = match.score;
  for (std::size_t w = 0; w < words.size(); ++w) hit.reasons.push_back({words[w].written, match.places.at(w)});
  return hit;
}

// Everything that fits, ranked as far as the page goes, with the counts.
PracticeResults PageOf(const PracticeQuery& query, const DocTable& docs, const std::vector<QueryWord>& words,
                       const std::vector<Match>& matches, const std::optional<Ranked>& after, std::size_t limit) {
  PracticeResults results;
  const Wanted wanted = WantedBy(query);
  Counters counters;
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
  Fill(results, counters);
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
