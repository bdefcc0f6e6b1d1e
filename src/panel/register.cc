#include <memory>

#include "desk/desk.h"
#include "panel/common/migrations.h"
#include "panel/minutes/migrations.h"
#include "panel/minutes/register.h"
#include "panel/panel.h"
#include "panel/services.h"
#include "panel/sessions/migrations.h"
#include "panel/sessions/register.h"

namespace panel {

PanelServices::PanelServices(desk::Desk& desk)
    : seams{desk.database(), desk.clock(), desk.random(), desk.audit()},
      panels(seams),
      directory(seams),
      vault(desk.database(), desk.clock(), desk.random(), desk.audit()),
      session_access(seams, panels, directory, vault),
      places(seams, panels, directory, session_access),
      minutes(places),
      actions(places),
      consultations(places),
      discussions(places),
      opinions(places) {}

std::vector<std::span<const db::Migration>> AllMigrations() {
  return {CommonMigrations(), SessionMigrations(), MinutesMigrations()};
}

void Register(desk::Desk& desk) {
  for (const std::span<const db::Migration> part : AllMigrations()) desk.AddMigrations(part);
  const auto services = std::make_shared<PanelServices>(desk);
  desk.Keep(services);
  RegisterSessions(desk, *services);
  RegisterMinutes(desk, *services);
}

}  // namespace panel
