#include <memory>

#include "desk/desk.h"
#include "panel/agreements/migrations.h"
#include "panel/agreements/register.h"
#include "panel/calls/migrations.h"
#include "panel/calls/register.h"
#include "panel/commitments/migrations.h"
#include "panel/commitments/register.h"
#include "panel/common/migrations.h"
#include "panel/exchange/migrations.h"
#include "panel/exchange/register.h"
#include "panel/invitations/migrations.h"
#include "panel/invitations/register.h"
#include "panel/members/migrations.h"
#include "panel/members/register.h"
#include "panel/minutes/migrations.h"
#include "panel/minutes/register.h"
#include "panel/panel.h"
#include "panel/practices/migrations.h"
#include "panel/practices/register.h"
#include "panel/resources/migrations.h"
#include "panel/resources/register.h"
#include "panel/services.h"
#include "panel/sessions/migrations.h"
#include "panel/sessions/register.h"
#include "panel/showcase/migrations.h"
#include "panel/showcase/register.h"

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
      opinions(places),
      exchange(seams, panels, directory, desk.jobs()) {}

std::vector<std::span<const db::Migration>> AllMigrations() {
  return {CommonMigrations(),
          members::Migrations(),
          SessionMigrations(),
          MinutesMigrations(),
          invitations::Migrations(),
          PracticeMigrations(),
          exchange::ExchangeMigrations(),
          AgreementMigrations(),
          calls::Migrations(),
          CommitmentMigrations(),
          ResourceMigrations(),
          ShowcaseMigrations()};
}

void Register(desk::Desk& desk) {
  for (const std::span<const db::Migration> part : AllMigrations()) desk.AddMigrations(part);
  const auto services = std::make_shared<PanelServices>(desk);
  desk.Keep(services);
  members::RegisterMembers(desk, *services);
  SessionServices& sessions = RegisterSessions(desk, *services);
  invitations::RegisterInvitations(desk, *services, sessions);
  RegisterMinutes(desk, *services);
  RegisterPractices(desk, *services);
  exchange::RegisterExchange(desk, *services);
  RegisterAgreements(desk, *services);
  RegisterCalls(desk, *services);
  RegisterCommitments(desk, *services);
  RegisterResources(desk, *services);
  RegisterShowcase(desk, *services);
}

}  // namespace panel
