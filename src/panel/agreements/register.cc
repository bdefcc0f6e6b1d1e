#include "panel/agreements/register.h"

#include "desk/desk.h"
#include "panel/agreements/faces.h"

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

html::NavItem NavOf(const html::Locale& locale, const std::string& label, const std::string& href) {
  return {.section = locale.tr("Panel"), .label = label, .href = href};
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
  desk.AddNav({.permission = desk::Permission::kPanelRead, .order = 44, .make = [](const auto& context) {
                 const html::Locale& locale = desk::LocaleOf(context);
                 return NavOf(locale, locale.tr("Memoranda"), "/memoranda");
               }});
  desk.AddNav({.permission = desk::Permission::kPanelRead, .order = 45, .make = [](const auto& context) {
                 const html::Locale& locale = desk::LocaleOf(context);
                 return NavOf(locale, locale.tr("Relationships"), "/relationships");
               }});
}

}  // namespace panel
