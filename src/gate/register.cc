#include "gate/register.h"

#include <map>
#include <memory>
#include <mutex>

#include "desk/web/metrics.h"
#include "gate/pages.h"

namespace gate {

namespace {

struct Services {
  explicit Services(desk::Desk& desk)
      : vault(desk.database(), desk.clock(), desk.random(), desk.audit()),
        gate(desk.database(), desk.clock(), desk.random(), desk.audit(), vault) {}
  vault::Vault vault;
  Gate gate;
};

// By their desk, because other rooms and commands get only that.
struct Known {
  std::mutex mutex;
  std::map<const desk::Desk*, std::weak_ptr<Services>> services;
};
Known& KnownServices() {
  static Known known;
  return known;
}

// A team asks to be let in, or a quarter has ended: for those who can do something about it.
base::Result<std::vector<desk::HomeItem>> Waiting(Gate& gate, desk::Context& context) {
  std::vector<desk::HomeItem> items;
  if (!TRY(gate.IsInTeam(context.org(), context.actor().person))) return items;
  const html::Locale& locale = desk::LocaleOf(context);
  for (const Team& team : TRY(gate.Teams()))
    if (team.state == TeamState::kAsked) {
      items.push_back({.title = locale.tr("A case team asks for the key of the gate"),
                       .reason = locale.tr("Somebody of a team that has it decides"),
                       .href = "/gate",
                       .action = locale.tr("Look"),
                       .urgency = 30});
      break;
    }
  for (const QuarterState& state : TRY(gate.Quarters()))
    if (state.state == QuarterState::State::kEnded) {
      items.push_back({.title = locale.tr("A quarter of the gate has ended"),
                       .reason = locale.tr("Its bands appear once somebody closes it"),
                       .href = "/gate",
                       .action = locale.tr("Close it"),
                       .urgency = 20});
      break;
    }
  return items;
}

}  // namespace

Gate* FindGate(desk::Desk& desk) {
  Known& known = KnownServices();
  const std::lock_guard lock(known.mutex);
  const auto found = known.services.find(&desk);
  if (found == known.services.end()) return nullptr;
  const std::shared_ptr<Services> services = found->second.lock();
  return services ? &services->gate : nullptr;
}

void Register(desk::Desk& desk) {
  desk.AddMigrations(Migrations());
  const auto services = std::make_shared<Services>(desk);
  desk.Keep(services);
  {
    Known& known = KnownServices();
    const std::lock_guard lock(known.mutex);
    std::erase_if(known.services, [](const auto& entry) { return entry.second.expired(); });
    known.services[&desk] = services;
  }
  const std::size_t first_route = desk.router().routes().size();
  RegisterPages(desk, {services->gate, services->vault});
  desk::CountFailuresOnlySince(desk, first_route);
  desk.AddHome(
      {.permission = desk::Permission::kCasesSupervise,
       .items = [&gate = services->gate](desk::Context& context) { return Waiting(gate, context); }});
}

}  // namespace gate
