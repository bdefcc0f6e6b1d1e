#include "panel/agreements/register.h"

#include "desk/desk.h"
#include "panel/agreements/faces.h"
#include "panel/common/nav.h"

namespace panel {
namespace {

constexpr std::int64_t kClockEveryMs = 6 * base::kHourMs;

base::Result<std::vector<desk::HomeItem>> HomeItems(AgreementServices& services, desk::Context& context) {
  constexpr std::int64_t kToSign = 65, kToRenew = 40;
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<desk::HomeItem> items;
  for (const Memorandum& m : TRY(services.memoranda.Waiting(context.actor()))) {
    const bool sign = m.state == MemorandumState::kOffered;
    items.push_back(
        {.title = m.title,
         .reason = sign ? locale.tr("A memorandum waits for the signature of your organisation.")
                        : locale.tr("It expires on {day}.", {{"day", locale.ShortDate(m.expires.ms)}}),
         .href = "/memoranda/" + m.id.text(),
         .action = sign ? locale.tr("Read and sign") : locale.tr("Renew or let it end"),
         .urgency = sign ? kToSign : kToRenew});
  }
  return items;
}

}  // namespace

void RegisterAgreements(desk::Desk& desk, PanelServices& panel) {
  const auto services = std::make_shared<AgreementServices>(panel);
  desk.Keep(services);
  AddTimelineSources(services);
  AddMemorandumPages(desk, services);
  AddMemorandumApi(desk, services);
  AddRelationshipPages(desk, services);
  desk.jobs().Register({.name = "panel.agreement-clock",
                        .handler = [services, &desk](desk::JobContext& context) -> base::Status {
                          desk::Actor clock;
                          clock.kind = desk::Actor::Kind::kSystem;
                          clock.label = "job:" + context.job().id.text();
                          TRY(services->memoranda.RunClock(clock));
                          return services->memoranda.SendReminders(desk);
                        },
                        .every_ms = kClockEveryMs,
                        .quiet = true});
  desk.AddHome({.permission = desk::Permission::kPanelTakePart,
                .items = [services](desk::Context& context) { return HomeItems(*services, context); }});
  AddPanelNav(desk, {.part = NavPart::kPromises,
                     .place = 0,
                     .label = [](const html::Locale& locale) { return locale.tr("Memoranda"); },
                     .href = "/memoranda"});
  AddPanelNav(desk, {.part = NavPart::kPeople,
                     .place = 3,
                     .label = [](const html::Locale& locale) { return locale.tr("Relationships"); },
                     .href = "/relationships"});
}

}  // namespace panel
