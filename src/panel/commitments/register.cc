#include "panel/commitments/register.h"

#include "desk/desk.h"
#include "panel/commitments/faces.h"
#include "panel/common/nav.h"

namespace panel {
namespace {

constexpr std::int64_t kClockEveryMs = 6 * base::kHourMs;

desk::Actor ClockActor(const desk::Job& job) {
  desk::Actor actor;
  actor.kind = desk::Actor::Kind::kSystem;
  actor.label = "job:" + job.id.text();
  return actor;
}

base::Result<std::vector<desk::HomeItem>> HomeItems(CommitmentServices& services, desk::Context& context) {
  constexpr std::int64_t kUrgent = 60;
  const html::Locale& locale = desk::LocaleOf(context);
  const base::UtcTime now = context.desk().clock().Now();
  std::vector<desk::HomeItem> items;
  if (!context.actor().Can(desk::Permission::kPanelTakePart)) return items;
  for (const Commitment& c : TRY(services.commitments.Waiting(context.actor()))) {
    desk::HomeItem item{.title = c.title, .reason = {}, .href = "/commitments/" + c.id.text(), .action = {}};
    const std::int64_t left = kit::DaysBetween(now, c.due);
    if (c.state == CommitmentState::kClaimed && c.asked.empty()) {
      item.reason =
          locale.tr("{member} says it is done and has asked nobody to check.", {{"member", c.member_name}});
      item.action = locale.tr("Find somebody who checks");
      item.urgency = kUrgent;
    } else if (c.state == CommitmentState::kClaimed) {
      item.reason = locale.tr("{member} says it is done and asks you to check.", {{"member", c.member_name}});
      item.action = locale.tr("Check");
      item.urgency = kUrgent;
    } else if (left < 0) {
      item.reason =
          locale.ntr("Your promise is late by {n} day.", "Your promise is late by {n} days.", -left);
      item.action = locale.tr("Say what became of it");
      item.urgency = kUrgent + 10;
    } else {
      item.reason = locale.ntr("Your promise is due in {n} day.", "Your promise is due in {n} days.", left);
      item.action = locale.tr("Report progress");
      item.urgency = kUrgent - std::min<std::int64_t>(left, 30);
    }
    items.push_back(std::move(item));
  }
  return items;
}

void AddClock(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services) {
  desk.jobs().Register({.name = "panel.commitment-clock",
                        .handler = [services, &desk](desk::JobContext& context) -> base::Status {
                          TRY(services->commitments.LapseDue(ClockActor(context.job())));
                          return services->commitments.SendReminders(desk);
                        },
                        .every_ms = kClockEveryMs,
                        .quiet = true});
}

}  // namespace

void RegisterCommitments(desk::Desk& desk, PanelServices& panel) {
  const auto services = std::make_shared<CommitmentServices>(desk, panel);
  desk.Keep(services);
  AddPlanSources(panel);
  AddCommitmentPages(desk, services);
  AddCommitmentForms(desk, services);
  AddCommitmentApi(desk, services);
  AddPlanPages(desk, services);
  AddPlanApi(desk, services);
  AddClock(desk, services);
  desk.AddHome({.permission = desk::Permission::kPanelTakePart,
                .items = [services](desk::Context& context) { return HomeItems(*services, context); }});
  AddPanelNav(desk, {.part = NavPart::kPromises,
                     .place = 1,
                     .label = [](const html::Locale& locale) { return locale.tr("Commitments"); },
                     .href = "/commitments"});
  AddPanelNav(desk, {.part = NavPart::kPromises,
                     .place = 2,
                     .label = [](const html::Locale& locale) { return locale.tr("Work plan"); },
                     .href = "/workplan"});
}

}  // namespace panel
