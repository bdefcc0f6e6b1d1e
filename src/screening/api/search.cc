#include "screening/api/search.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/limits.h"
#include "screening/api/matching.h"
#include "text/tokens.h"

namespace screening {

namespace {

// Above this many hits nobody reads on, and they come in list order.
constexpr std::size_t kMaxRanked = 5'000;

void SortUnique(std::vector<std::uint32_t>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

// The entries with one word: as it is written, and, for words in Latin letters, wherever it is how another
// script reads. Scripts that write words together are searched by the beginning of a run.
std::vector<std::uint32_t> EntriesWith(const EntryIndex& index, const SearchWord& word, bool prefix) {
  const bool together =
      !word.latin.empty() && text::SplitTokens(word.written).front().script != text::Script::kLatin;
  std::vector<std::uint32_t> entries;
  index.Postings(word.written, prefix || together, entries);
  if (!word.latin.empty() && (!together || entries.empty())) index.Postings(word.latin, prefix, entries);
  SortUnique(entries);
  return entries;
}

std::vector<std::uint32_t> EntriesWithAll(const EntryIndex& index, const std::vector<SearchWord>& words,
                                          bool prefix) {
  std::vector<std::uint32_t> found;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::vector<std::uint32_t> more = EntriesWith(index, words[i], prefix && i + 1 == words.size());
    if (i == 0) {
      found = more;
      continue;
    }
    std::vector<std::uint32_t> both;
    std::set_intersection(found.begin(), found.end(), more.begin(), more.end(), std::back_inserter(both));
    found = std::move(both);
  }
  return found;
}

bool HasCountries(const SearchRequest& request, const EntryIndex& index, std::uint32_t entry) {
  const auto has = [&](const std::string& country) {
    const auto codes = index.Countries(entry);
    return std::any_of(codes.begin(), codes.end(),
                       [&](std::uint32_t code) { return index.Code(code) == country; });
  };
  if (request.countries.empty()) return true;
  return request.all_countries ? std::all_of(request.countries.begin(), request.countries.end(), has)
                               : std::any_of(request.countries.begin(), request.countries.end(), has);
}

struct Counts {
  std::map<std::string, std::size_t, std::less<>> countries;
  std::map<std::string, std::size_t, std::less<>> topics;
  std::map<std::string, std::size_t, std::less<>> datasets;
  std::map<std::string, std::size_t, std::less<>> schemata;
};

// Counts the entries of one list, by number first because that is quicker than by name.
void CountList(const EntryIndex& index, std::string_view dataset, const std::vector<std::uint32_t>& entries,
               Counts& counts) {
  std::vector<std::size_t> topics(index.code_count());
  std::vector<std::size_t> countries(index.code_count());
  std::vector<std::size_t> schemata(entity::SchemaNames().size());
  for (const std::uint32_t entry : entries) {
    for (const std::uint32_t code : index.Topics(entry)) ++topics[code];
    for (const std::uint32_t code : index.Countries(entry)) ++countries[code];
    ++schemata[index.SchemaOf(entry).index()];
  }
  for (std::uint32_t code = 0; code < index.code_count(); ++code) {
    if (topics[code] > 0) counts.topics[std::string(index.Code(code))] += topics[code];
    if (countries[code] > 0) counts.countries[std::string(index.Code(code))] += countries[code];
  }
  for (std::size_t i = 0; i < schemata.size(); ++i)
    if (schemata[i] > 0) counts.schemata[std::string(entity::SchemaNames()[i])] += schemata[i];
  if (!entries.empty()) counts.datasets[std::string(dataset)] += entries.size();
}

std::vector<FacetValue> MostFrequent(const std::map<std::string, std::size_t, std::less<>>& counts) {
  std::vector<FacetValue> values;
  for (const auto& [name, count] : counts) values.push_back({name, count});
  std::stable_sort(values.begin(), values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  if (values.size() > base::kMaxFacetValues) values.resize(base::kMaxFacetValues);
  return values;
}

class Searcher {
 public:
  Searcher(const ListSnapshot& snapshot, const std::vector<const match::CompiledList*>& lists,
           const SearchRequest& request)
      : snapshot_(snapshot), lists_(lists), request_(request), words_(SearchWords(request.text)) {
    if (words_.size() > base::kMaxSearchWords) words_.resize(base::kMaxSearchWords);
  }

  SearchFound Run() {
    std::vector<std::vector<std::uint32_t>> candidates(lists_.size());
    if (request_.fuzzy && !words_.empty()) {
      FindSimilar(candidates);
    } else {
      FindByWords(candidates);
    }
    Counts counts;
    for (std::uint32_t i = 0; i < lists_.size(); ++i) {
      const EntryIndex& index = snapshot_.IndexOf(*lists_[i]);
      std::erase_if(candidates[i], [&](std::uint32_t entry) { return !IsWanted(index, entry); });
      CountList(index, snapshot_.DatasetOf(*lists_[i]), candidates[i], counts);
      for (const std::uint32_t entry : candidates[i]) hits_.push_back({i, entry});
    }
    Order();
    SearchFound found;
    found.total = hits_.size();
    const std::size_t first = std::min(request_.offset, hits_.size());
    const std::size_t last = std::min(first + request_.limit, hits_.size());
    found.page.assign(hits_.begin() + static_cast<std::ptrdiff_t>(first),
                      hits_.begin() + static_cast<std::ptrdiff_t>(last));
    found.countries = MostFrequent(counts.countries);
    found.topics = MostFrequent(counts.topics);
    found.datasets = MostFrequent(counts.datasets);
    found.schemata = MostFrequent(counts.schemata);
    return found;
  }

 private:
  void FindByWords(std::vector<std::vector<std::uint32_t>>& candidates) const {
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      const EntryIndex& index = snapshot_.IndexOf(*lists_[i]);
      if (request_.text.empty()) {
        candidates[i].resize(index.size());
        std::iota(candidates[i].begin(), candidates[i].end(), 0U);
      } else {
        candidates[i] = EntriesWithAll(index, words_, request_.prefix);
      }
    }
  }

  // By the names engine; keeps the scores for the order.
  void FindSimilar(std::vector<std::vector<std::uint32_t>>& candidates) {
    entity::Entity party;
    party.schema =
        request_.schema.IsA(entity::schema::LegalEntity()) ? request_.schema : entity::schema::LegalEntity();
    party.Add(entity::prop::Name(), std::string_view(request_.text).substr(0, base::kMaxNameBytes));
    match::ScreenOptions options;
    options.explain = false;
    options.limit = base::kMaxSearchOffset + base::kMaxMatchLimit;
    for (const match::Alert& alert : match::Screen(party, lists_, options, ScratchFor(snapshot_))) {
      candidates[alert.list_index].push_back(alert.index);
      scores_.emplace(std::pair(alert.list_index, alert.index), alert.score);
    }
  }

  bool IsWanted(const EntryIndex& index, std::uint32_t entry) const {
    // Goods are no Things in our model, but are shown as such (entry_json.h).
    const bool fits =
        request_.schema == entity::schema::Thing() || index.SchemaOf(entry).IsA(request_.schema);
    return fits && HasCountries(request_, index, entry) && Passes(request_.filter, index, entry);
  }

  const EntryIndex& IndexOf(const SearchHit& hit) const { return snapshot_.IndexOf(*lists_[hit.list]); }

  // How well a hit fits: similar names by their score; else first those whose caption has every word, the
  // shorter the better.
  double Fit(const SearchHit& hit) const {
    if (!scores_.empty()) {
      const auto score = scores_.find(std::pair(hit.list, hit.entry));
      return score == scores_.end() ? 0 : score->second;
    }
    const std::string_view caption = IndexOf(hit).Caption(hit.entry);
    const std::vector<SearchWord> theirs = SearchWords(caption);
    const bool all = std::all_of(words_.begin(), words_.end(), [&](const SearchWord& word) {
      return std::any_of(theirs.begin(), theirs.end(), [&](const SearchWord& other) {
        return other.written == word.written || (!word.latin.empty() && other.latin == word.latin) ||
               other.latin == word.written;
      });
    });
    return (all ? 2.0 : 0.0) + 1.0 / (1.0 + static_cast<double>(theirs.size()));
  }

  template <typename Key>
  void OrderBy(const Key& key) {
    std::stable_sort(hits_.begin(), hits_.end(), [&](const SearchHit& a, const SearchHit& b) {
      return request_.descending ? key(b) < key(a) : key(a) < key(b);
    });
  }

  void Order() {
    switch (request_.order) {
      case SearchRequest::Order::kCaption:
        return OrderBy([&](const SearchHit& hit) { return IndexOf(hit).Caption(hit.entry); });
      case SearchRequest::Order::kFirstSeen:
        return OrderBy([&](const SearchHit& hit) { return IndexOf(hit).FirstSeen(hit.entry); });
      case SearchRequest::Order::kLastChange:
        return OrderBy([&](const SearchHit& hit) { return IndexOf(hit).LastChange(hit.entry); });
      case SearchRequest::Order::kBest:
        break;
    }
    if (words_.empty() || (hits_.size() > kMaxRanked && scores_.empty())) return;
    std::vector<std::pair<double, SearchHit>> ranked;
    for (const SearchHit& hit : hits_) ranked.emplace_back(Fit(hit), hit);
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; i < ranked.size(); ++i) hits_[i] = ranked[i].second;
  }

  const ListSnapshot& snapshot_;
  const std::vector<const match::CompiledList*>& lists_;
  const SearchRequest& request_;
  std::vector<SearchWord> words_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> scores_;
  std::vector<SearchHit> hits_;
};

}  // namespace

SearchFound SearchEntries(const ListSnapshot& snapshot, const std::vector<const match::CompiledList*>& lists,
                          const SearchRequest& request) {
  return Searcher(snapshot, lists, request).Run();
}

}  // namespace screening
