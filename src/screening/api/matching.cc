#include "screening/api/matching.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/limits.h"
#include "entity/json_text.h"
#include "screening/api/entry_json.h"
#include "screening/csv_text.h"

namespace screening {

namespace {

// What the peer's clients may ask for by name.
constexpr std::string_view kPeerAlgorithms[] = {"best",           "logic-v1",      "logic-v2",
                                                "regression-v1",  "regression-v2", "name-based",
                                                "name-qualified", "er-unstable"};

// match::Screen gives nothing below min(threshold, this).
constexpr double kUsualFloor = 0.50;

double Round6(double value) {
  constexpr double kMillion = 1e6;
  return std::round(value * kMillion) / kMillion;
}

// The results of a search with room for `most`, without what the filter leaves out.
std::vector<match::Alert> Search(const entity::Entity& party, const ListSnapshot& snapshot,
                                 const std::vector<const match::CompiledList*>& lists,
                                 const EntryFilter& filter, const match::ScreenOptions& screen, bool& all) {
  std::vector<match::Alert> results = match::Screen(party, lists, screen, ScratchFor(snapshot));
  all = results.size() < screen.limit;
  if (filter.narrows()) {
    std::erase_if(results, [&](const match::Alert& alert) {
      return !Passes(filter, snapshot.IndexOf(*lists[alert.list_index]), alert.index);
    });
  }
  return results;
}

void AppendText(std::string& out, std::string_view name, std::string_view text) {
  out += name;
  entity::AppendJsonString(out, text);
}

// How the two names were laid beside each other, in words.
std::string NameDetail(const match::Alert& alert) {
  std::string detail;
  for (const match::AlignedToken& token : alert.alignment) {
    if (!detail.empty()) detail += "; ";
    if (token.candidate.empty() || token.query.empty()) {
      detail += fmt::format("{} {}", token.query.empty() ? token.candidate : token.query, token.relation);
    } else if (token.query == token.candidate) {
      detail += fmt::format("{} {}", token.query, token.relation);
    } else {
      detail += fmt::format("{} ~ {} {}", token.query, token.candidate, token.relation);
    }
  }
  return detail;
}

struct Feature {
  std::string name;
  double score;
  std::string detail;
  std::string_view query;
  std::string_view candidate;
};

// The name first, then the evidence; a feature that occurs twice is numbered.
std::vector<Feature> FeaturesOf(const match::Alert& alert) {
  std::vector<Feature> features = {
      {"name", alert.name_similarity, NameDetail(alert), alert.query_name, alert.candidate_name}};
  for (const match::Evidence& evidence : alert.evidence) {
    std::string name = evidence.feature;
    for (int next = 2;
         std::any_of(features.begin(), features.end(), [&](const Feature& f) { return f.name == name; });
         ++next)
      name = fmt::format("{}-{}", evidence.feature, next);
    features.push_back(
        {std::move(name), evidence.effect, evidence.detail, evidence.query, evidence.candidate});
  }
  return features;
}

void AppendExplanations(std::string& out, const match::Alert& alert) {
  const std::vector<Feature> features = FeaturesOf(alert);
  out += ",\"features\":{";
  for (const Feature& feature : features) {
    if (&feature != &features.front()) out += ',';
    entity::AppendJsonString(out, feature.name);
    out += ':' + JsonNumber(feature.score);
  }
  out += "},\"explanations\":{";
  for (const Feature& feature : features) {
    if (&feature != &features.front()) out += ',';
    entity::AppendJsonString(out, feature.name);
    out += ":{\"score\":" + JsonNumber(feature.score);
    AppendText(out, ",\"detail\":", feature.detail);
    AppendText(out, ",\"query\":", feature.query);
    AppendText(out, ",\"candidate\":", feature.candidate);
    out += '}';
  }
  out += '}';
}

void AppendResult(std::string& out, const ListSnapshot& snapshot, const match::CompiledList& list,
                  const match::Alert& alert) {
  AppendEntry(out, snapshot, list, alert.index);
  out += ",\"score\":" + JsonNumber(alert.score);
  out += alert.match ? ",\"match\":true" : ",\"match\":false";
  out += ",\"name_similarity\":" + JsonNumber(alert.name_similarity);
  AppendText(out, ",\"identity\":", match::IdentityName(alert.identity));
  AppendExplanations(out, alert);
  AppendText(out, ",\"settle\":", alert.settle);
  out += '}';
}

void AppendQuery(std::string& out, const MatchQuery& query) {
  out += "{\"id\":";
  if (query.id.empty()) {
    out += "null";
  } else {
    entity::AppendJsonString(out, query.id);
  }
  out += ',';
  AppendSchemaAndProperties(out, query.party);
  out += '}';
}

// What of the query was not used; a member of its own, which the peer's clients pass over.
void AppendIgnored(std::string& out, const std::vector<Reject>& ignored) {
  out += ",\"ignored\":[";
  for (const Reject& reject : ignored) {
    if (&reject != &ignored.front()) out += ',';
    AppendText(out, "{\"property\":", reject.column);
    AppendText(out, ",\"value\":", reject.value);
    AppendText(out, ",\"reason\":", reject.reason);
    out += '}';
  }
  out += ']';
}

}  // namespace

match::Scratch& ScratchFor(const ListSnapshot& snapshot) {
  // Working memory belongs to lists that may be gone; a new snapshot begins with none.
  thread_local std::string version;
  thread_local std::unique_ptr<match::Scratch> scratch;
  if (!scratch || version != snapshot.version()) {
    scratch = std::make_unique<match::Scratch>();
    version = snapshot.version();
  }
  return *scratch;
}

Matched MatchParty(const entity::Entity& party, const ListSnapshot& snapshot,
                   const std::vector<const match::CompiledList*>& lists, const EntryFilter& filter,
                   const MatchOptions& options) {
  Matched matched;
  match::ScreenOptions screen;
  // What would settle a result is said for the threshold, so the engine is given that one wherever its floor
  // allows.
  const double asked =
      options.cutoff < kUsualFloor ? std::min(options.cutoff, options.threshold) : options.threshold;
  screen.threshold = std::max(base::kLeastMatchCutoff, asked);
  screen.limit = options.limit + filter.exclude_ids.size();
  bool all = false;
  matched.results = Search(party, snapshot, lists, filter, screen, all);
  while (!all && matched.results.size() < options.limit) {
    constexpr std::size_t kWider = 8;
    screen.limit *= kWider;
    matched.results = Search(party, snapshot, lists, filter, screen, all);
  }
  const double cutoff = Round6(options.cutoff);
  const double threshold = Round6(options.threshold);
  std::erase_if(matched.results, [&](const match::Alert& alert) { return alert.score < cutoff; });
  const auto is_match = [&](const match::Alert& alert) { return alert.score >= threshold; };
  if (!all && !matched.results.empty() && is_match(matched.results.back())) {
    screen.explain = false;
    screen.limit = base::kMaxResultLimit;
    const std::vector<match::Alert> everything = Search(party, snapshot, lists, filter, screen, all);
    matched.total = static_cast<std::size_t>(std::count_if(everything.begin(), everything.end(), is_match));
  } else {
    matched.total =
        static_cast<std::size_t>(std::count_if(matched.results.begin(), matched.results.end(), is_match));
  }
  if (matched.results.size() > options.limit) matched.results.resize(options.limit);
  for (match::Alert& alert : matched.results) alert.match = is_match(alert);
  return matched;
}

void AppendMatches(std::string& out, const ListSnapshot& snapshot,
                   const std::vector<const match::CompiledList*>& lists, const MatchQuery& query,
                   const Matched& matched) {
  out += "{\"status\":200,\"results\":[";
  for (const match::Alert& alert : matched.results) {
    if (&alert != &matched.results.front()) out += ',';
    AppendResult(out, snapshot, *lists[alert.list_index], alert);
  }
  out += fmt::format("],\"total\":{{\"value\":{},\"relation\":\"eq\"}},\"query\":", matched.total);
  AppendQuery(out, query);
  if (!query.ignored.empty()) AppendIgnored(out, query.ignored);
  out += '}';
}

std::string AlgorithmName() {
  return fmt::format("manumit-{}", match::kEngineVersion);
}

base::Status CheckAlgorithm(std::string_view name) {
  const bool known =
      name.empty() || name == AlgorithmName() ||
      std::find(std::begin(kPeerAlgorithms), std::end(kPeerAlgorithms), name) != std::end(kPeerAlgorithms);
  if (!known) return base::Invalid(fmt::format("Invalid algorithm: {}", RejectValue(name)));
  return base::Ok();
}

std::string_view FeatureDocs() {
  return R"json({"name":{"description":"How alike the best pair of names is, 0 to 1","coefficient":1.0,"url":"/reference"},"identifier":{"description":"The same number, or another where there can be only one","coefficient":1.0,"url":"/reference"},"contact":{"description":"The same e-mail address, telephone or web site","coefficient":1.0,"url":"/reference"},"birthDate":{"description":"Dates of birth","coefficient":1.0,"url":"/reference"},"incorporationDate":{"description":"Dates of incorporation","coefficient":1.0,"url":"/reference"},"country":{"description":"Countries, nationalities and jurisdictions","coefficient":1.0,"url":"/reference"},"gender":{"description":"Genders","coefficient":1.0,"url":"/reference"},"address":{"description":"Addresses","coefficient":1.0,"url":"/reference"},"birthPlace":{"description":"Places of birth","coefficient":1.0,"url":"/reference"},"weakAlias":{"description":"The best name is one that the list calls weak","coefficient":1.0,"url":"/reference"}})json";
}

}  // namespace screening
