#include <memory>

#include "desk/desk.h"
#include "panel/common/migrations.h"
#include "panel/exchange/migrations.h"
#include "panel/exchange/register.h"
#include "panel/panel.h"
#include "panel/services.h"

namespace panel {

PanelServices::PanelServices(desk::Desk& desk)
    : seams{desk.database(), desk.clock(), desk.random(), desk.audit()},
      panels(seams),
      directory(seams),
      exchange(seams, panels, directory, desk.jobs()) {}

std::vector<std::span<const db::Migration>> AllMigrations() {
  return {CommonMigrations(), exchange::ExchangeMigrations()};
}

void Register(desk::Desk& desk) {
  for (const std::span<const db::Migration> part : AllMigrations()) desk.AddMigrations(part);
  const auto services = std::make_shared<PanelServices>(desk);
  desk.Keep(services);
  exchange::RegisterExchange(desk, *services);
}

}  // namespace panel
