#include "screening/register.h"

#include <memory>

#include "desk/desk.h"
#include "screening/entity_screening.h"
#include "screening/registry/watch_lists.h"
#include "screening/screening.h"

namespace screening {

void Register(desk::Desk& desk) {
  const auto lists = std::make_shared<WatchLists>(desk);
  desk.Keep(lists);
  RegisterRegistry(desk, *lists);
  RegisterQueue(desk, *lists);
  RegisterApi(desk, *lists);
}

base::Result<WatchListsNow> ListsForEntities(desk::Desk& desk) {
  const std::shared_ptr<const ListSnapshot> snapshot = TRY(WatchListsOf(desk).Latest());
  std::vector<std::string> datasets;
  for (const match::CompiledList* list : snapshot->lists()) datasets.emplace_back(snapshot->DatasetOf(*list));
  const auto scratch = std::make_shared<match::Scratch>();
  return WatchListsNow{snapshot->version(),
                       [snapshot, datasets, scratch](const entity::Entity& entity, double threshold) {
                         return ScreenOne(entity, snapshot->lists(), datasets, threshold, *scratch);
                       }};
}

}  // namespace screening
