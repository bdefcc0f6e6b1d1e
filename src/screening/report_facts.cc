#include "screening/report_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "match/score.h"

namespace screening {
namespace {

constexpr double kBandWidth = 0.05;
constexpr double kSame = 5e-7;  // half of the last decimal of a score

bool RanksBefore(const RankedAlert& a, const RankedAlert& b) {
  if (a.alert->score != b.alert->score) return a.alert->score > b.alert->score;
  return std::tie(a.party->row, a.alert->list, a.alert->id) <
         std::tie(b.party->row, b.alert->list, b.alert->id);
}

std::vector<ScoreBand> MakeBands(double lowest) {
  const int first = std::clamp(static_cast<int>(std::floor(lowest / kBandWidth + 1e-9)), 0, 19);
  std::vector<ScoreBand> bands;
  for (int i = first; i < 20; ++i) bands.push_back({i * kBandWidth, (i + 1) * kBandWidth, 0});
  return bands;
}

void CountBand(std::vector<ScoreBand>& bands, double score) {
  for (std::size_t i = 0; i < bands.size(); ++i) {
    if (i + 1 == bands.size() || score < bands[i].to - kSame) {
      ++bands[i].parties;
      return;
    }
  }
}

ListCount& CountOf(std::vector<ListCount>& lists, const std::string& name) {
  for (ListCount& list : lists)
    if (list.name == name) return list;
  return lists.emplace_back(ListCount{name, 0, 0, 0});
}

void CountLists(const ScreenedParty& party, Summary& summary) {
  std::vector<std::string_view> seen;
  for (const match::Alert& alert : party.alerts) {
    ListCount& list = CountOf(summary.lists, alert.list);
    ++(alert.match ? list.matches : list.weaker);
    if (std::find(seen.begin(), seen.end(), alert.list) == seen.end()) {
      seen.push_back(alert.list);
      ++list.parties;
    }
  }
}

void CountParty(const RunFacts& facts, const ScreenedParty& party, Summary& summary) {
  if (party.alerts.empty()) {
    ++summary.parties_none;
    return;
  }
  const auto best =
      std::max_element(party.alerts.begin(), party.alerts.end(),
                       [](const match::Alert& a, const match::Alert& b) { return a.score < b.score; });
  ++(best->match ? summary.parties_matched : summary.parties_weaker);
  if (party.alerts.size() >= facts.limit) ++summary.parties_at_limit;
  CountBand(summary.bands, best->score);
  CountLists(party, summary);
}

void CountIdentity(match::Identity identity, Summary& summary) {
  switch (identity) {
    case match::Identity::kSupported:
      ++summary.supported;
      break;
    case match::Identity::kUnconfirmed:
      ++summary.unconfirmed;
      break;
    case match::Identity::kContradicted:
      ++summary.contradicted;
      break;
  }
}

}  // namespace

double LowestReported(double threshold) {
  return std::min(threshold, 0.50);
}

Summary Summarize(const RunFacts& facts, std::span<const ScreenedParty> parties) {
  Summary summary;
  summary.bands = MakeBands(LowestReported(facts.threshold));
  for (const match::ListInfo& list : facts.lists) CountOf(summary.lists, list.name);
  for (const ScreenedParty& party : parties) {
    CountParty(facts, party, summary);
    for (const match::Alert& alert : party.alerts) {
      (alert.match ? summary.matches : summary.weaker).push_back({&party, &alert, 0});
      if (alert.match) CountIdentity(alert.identity, summary);
    }
  }
  std::sort(summary.matches.begin(), summary.matches.end(), RanksBefore);
  std::sort(summary.weaker.begin(), summary.weaker.end(), RanksBefore);
  std::size_t rank = 0;
  for (RankedAlert& ranked : summary.matches) ranked.rank = ++rank;
  for (RankedAlert& ranked : summary.weaker) ranked.rank = ++rank;
  return summary;
}

EntryReader ReadEntriesFrom(std::span<const match::CompiledList* const> lists) {
  return [lists](const match::Alert& alert) -> std::optional<entity::Entity> {
    if (alert.list_index >= lists.size() || lists[alert.list_index] == nullptr) return std::nullopt;
    const match::CompiledList& list = *lists[alert.list_index];
    if (alert.index >= list.entity_count()) return std::nullopt;
    return list.ReadEntity(alert.index);
  };
}

const match::ListInfo* FindList(const RunFacts& facts, std::string_view name) {
  for (const match::ListInfo& list : facts.lists)
    if (list.name == name) return &list;
  return nullptr;
}

std::vector<ScoreStep> ScoreSteps(const match::Alert& alert) {
  std::vector<ScoreStep> steps;
  double sum = 0, at = alert.name_similarity;
  for (const match::Evidence& item : alert.evidence) {
    sum += item.effect;
    const double next = match::ScoreOf(alert.name_similarity, sum);
    steps.push_back({&item, at, next});
    at = next;
  }
  if (!steps.empty()) steps.back().to = alert.score;
  return steps;
}

}  // namespace screening
