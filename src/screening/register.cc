#include "screening/register.h"

#include <memory>

#include "desk/desk.h"
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

}  // namespace screening
