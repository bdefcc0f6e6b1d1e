#include "screening/entity_screening.h"

#include <map>
#include <utility>

#include "base/limits.h"
#include "screening/queue/record.h"

namespace screening {

EntityScreening ScreenOne(const entity::Entity& entity, std::span<const match::CompiledList* const> lists,
                          const std::vector<std::string>& datasets, double threshold,
                          match::Scratch& scratch) {
  const match::ScreenOptions options{
      .threshold = threshold, .limit = base::kMaxAlertsPerParty, .explain = false};
  std::map<std::pair<std::string, std::string>, ListedHit> hits;
  for (const match::Alert& alert : match::Screen(entity, lists, options, scratch)) {
    if (!alert.match) continue;
    const std::string& dataset = datasets[alert.list_index];
    const auto [place, added] = hits.try_emplace(std::pair(dataset, alert.id));
    if (!added) continue;  // they come best first
    place->second = {dataset, alert.id, alert.caption,
                     EntryHash(lists[alert.list_index]->ReadEntity(alert.index)), alert.score};
  }
  EntityScreening screening{PartyHash(entity), {}};
  for (auto& [key, hit] : hits) screening.hits.push_back(std::move(hit));
  return screening;
}

}  // namespace screening
