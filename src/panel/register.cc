#include <memory>

#include "desk/desk.h"
#include "panel/agreements/migrations.h"
#include "panel/agreements/register.h"
#include "panel/commitments/migrations.h"
#include "panel/commitments/register.h"
#include "panel/common/migrations.h"
#include "panel/panel.h"
#include "panel/services.h"

namespace panel {

PanelServices::PanelServices(desk::Desk& desk)
    : seams{desk.database(), desk.clock(), desk.random(), desk.audit()}, panels(seams), directory(seams) {}

std::vector<std::span<const db::Migration>> AllMigrations() {
  return {CommonMigrations(), AgreementMigrations(), CommitmentMigrations()};
}

void Register(desk::Desk& desk) {
  for (const std::span<const db::Migration> part : AllMigrations()) desk.AddMigrations(part);
  const auto services = std::make_shared<PanelServices>(desk);
  desk.Keep(services);
  RegisterAgreements(desk, *services);
  RegisterCommitments(desk, *services);
}

}  // namespace panel
