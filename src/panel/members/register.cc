#include "panel/members/register.h"

#include <boost/json.hpp>
#include <map>
#include <memory>
#include <mutex>

#include "base/check.h"
#include "desk/people/people.h"
#include "panel/members/exchange_guard.h"
#include "panel/members/faces.h"

namespace panel::members {
namespace {

constexpr std::string_view kScreenJob = "panel.members-screen";
constexpr std::string_view kDailyJob = "panel.members-calendar";
constexpr std::string_view kScreenDueJob = "panel.members-screen-due";

// Which services belong to which desk; a process may have several desks in tests.
struct Known {
  std::mutex mutex;
  std::map<const desk::Desk*, std::weak_ptr<Services>> services;
};
Known& KnownServices() {
  static Known known;
  return known;
}

MemberSeams SeamsOf(desk::Desk& desk, PanelServices& services) {
  return {
      .base = services.seams,
      .panels = services.panels,
      .directory = services.directory,
      .organisation = [&desk](const desk::OrgId& org) { return desk.people().GetOrganisation(org); },
      .lists = [&desk] { return screening::ListsForEntities(desk); },
      .screen_later = [&desk](db::Transaction& tx, const desk::Actor& actor) -> base::Status {
        // Work of the installation, which no organisation needs to see among its jobs.
        desk::Actor installation = actor;
        installation.org = {};
        TRY(desk.jobs().Enqueue(tx, installation, kScreenJob, "Compare members with the watch lists", "{}"));
        return base::Ok();
      },
      .nudge = [&desk] { desk.jobs().Nudge(); },
  };
}

desk::Actor Calendar() {
  return {.kind = desk::Actor::Kind::kSystem, .label = "system:calendar"};
}

void AddJobs(desk::Desk& desk, Services& services) {
  const auto screen = [&services](desk::JobContext& job) -> base::Status {
    const std::int64_t done = TRY(services.hits.ScreenDue(Calendar(), [&job] { return job.stopped(); }));
    job.SetResult(boost::json::serialize(boost::json::object{{"profiles", done}}), "");
    return base::Ok();
  };
  desk.jobs().Register({.name = std::string(kScreenJob), .handler = screen, .quiet = true});
  // Lists change without telling this room; comparing versions costs one row.
  desk.jobs().Register(
      {.name = std::string(kScreenDueJob), .handler = screen, .every_ms = base::kHourMs / 4, .quiet = true});
  const auto calendar = [&services](desk::JobContext& job) -> base::Status {
    const std::int64_t lapsed = TRY(services.memberships.LapseDue(Calendar()));
    job.SetResult(boost::json::serialize(boost::json::object{{"lapsed", lapsed}}), "");
    return base::Ok();
  };
  desk.jobs().Register(
      {.name = std::string(kDailyJob), .handler = calendar, .every_ms = base::kDayMs, .quiet = true});
}

}  // namespace

Services& ServicesOf(desk::Desk& desk) {
  Known& known = KnownServices();
  const std::lock_guard lock(known.mutex);
  const auto found = known.services.find(&desk);
  CHECK(found != known.services.end());
  const std::shared_ptr<Services> services = found->second.lock();
  CHECK(services != nullptr);
  return *services;  // the desk keeps it
}

void RegisterMembers(desk::Desk& desk, PanelServices& panel_services) {
  const auto services = std::make_shared<Services>(SeamsOf(desk, panel_services));
  desk.Keep(services);
  {
    Known& known = KnownServices();
    const std::lock_guard lock(known.mutex);
    known.services[&desk] = services;
  }
  panel_services.exchange.bars.AddGuard(GuardExchange);
  AddJobs(desk, *services);
  AddListPages(desk, *services);
  AddMemberPages(desk, *services);
  AddWizardPages(desk, *services);
  AddDiligencePages(desk, *services);
  AddBalancePages(desk, *services);
  AddInterestPages(desk, *services);
  AddSettingsPages(desk, *services);
  AddMemberApi(desk, *services);
  AddProfileApi(desk, *services);
  AddDiligenceApi(desk, *services);
  AddHome(desk, *services);
}

}  // namespace panel::members
