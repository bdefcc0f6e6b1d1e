#include "main/host.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include "desk/people/people.h"
#include "desk/signin/signin.h"
#include "gate/register.h"
#include "panel/panel.h"
#include "screening/screening.h"
#include "vault/register.h"
#include "voice/voice.h"

namespace manumit {

namespace {

constexpr int kExitInput = 3;
constexpr int kExitOurMistake = 70;  // EX_SOFTWARE of sysexits.h

}  // namespace

std::string Host::SystemLabel() {
  const passwd* entry = getpwuid(geteuid());
  return "system:" + (entry != nullptr ? std::string(entry->pw_name) : std::to_string(geteuid()));
}

base::Result<std::unique_ptr<desk::Desk>> OpenInstallation(const std::string& config_path) {
  if (config_path.empty())
    return base::Invalid(
        "--config FILE is needed: the manumit.toml that `manumit init` wrote (it stands before the command)");
  return OpenInstallation(TRY(desk::LoadConfig(config_path)));
}

base::Result<std::unique_ptr<desk::Desk>> OpenInstallation(desk::Config config) {
  std::unique_ptr<desk::Desk> desk = TRY(desk::Desk::Open(std::move(config)));
  desk::Register(*desk);
  vault::Register(*desk);
  gate::Register(*desk);
  screening::Register(*desk);
  panel::Register(*desk);
  voice::Register(*desk);
  return desk;
}

base::Result<desk::Desk*> Host::OpenDesk() {
  if (desk_) return desk_.get();
  std::unique_ptr<desk::Desk> desk = TRY(OpenInstallation(config_path_));
  const db::MigrationState state = TRY(desk->PendingMigrations());
  if (!state.pending.empty())
    return base::Invalid(
        fmt::format("the store is older than this program ({} steps, first \"{}\"): make a backup, then run "
                    "`manumit --config {} migrate`",
                    state.pending.size(), state.pending.front(), config_path_));
  desk_ = std::move(desk);
  return desk_.get();
}

base::Result<desk::Actor> Host::ActingAs(const std::string& as_email, const std::string& org_slug) {
  desk::Desk& desk = *TRY(OpenDesk());
  const desk::Organisation org = org_slug.empty() ? TRY(desk.people().DefaultOrganisation())
                                                  : TRY(desk.people().OrganisationBySlug(org_slug));
  if (!as_email.empty()) {
    const base::Result<desk::Person> person = desk.people().PersonByEmail(as_email);
    if (!person.has_value())
      return base::Error{person.error().code, "--as " + as_email + ": " + person.error().external,
                         person.error().internal};
    return desk.sign_in().ActorOfPerson(person->id, org.id);
  }
  desk::Actor actor;
  actor.kind = desk::Actor::Kind::kSystem;
  actor.label = SystemLabel();
  actor.org = org.id;
  actor.permissions.set();
  return actor;
}

int Host::Fail(const base::Error& error) {
  fmt::print(stderr, "manumit: {}\n", error.external.empty() ? error.internal : error.external);
  return error.code == base::Code::kInternal ? kExitOurMistake : kExitInput;
}

}  // namespace manumit
