#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/web/parts.h"
#include "voice/casework/pages.h"
#include "voice/casework/shell.h"

// What is late, on the home page; each item leads to the cases that it means. And who is told of it.
namespace voice {
namespace {

base::Result<std::vector<desk::HomeItem>> HomeItems(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  constexpr std::int64_t kUrgent = 900, kSoon = 400;
  std::vector<desk::HomeItem> items;
  const Lateness late = TRY(services.tasks.LateFor(context.actor()));
  const auto add = [&](std::string_view show, std::int64_t count, const std::string& title,
                       const std::string& reason, std::int64_t urgency) {
    if (count > 0)
      items.push_back(
          {title, reason, desk::WithArgument("/cases", "show", show), locale.tr("Look"), urgency});
  };
  add("late", late.first_answers,
      locale.ntr("{n} worker waits for a first answer", "{n} workers wait for a first answer",
                 late.first_answers),
      locale.tr("The day that was promised has passed."), kUrgent);
  add("late", late.outcomes,
      locale.ntr("{n} case without an outcome", "{n} cases without an outcome", late.outcomes),
      locale.tr("The day that was promised has passed."), kSoon);
  add("tasks", late.tasks, locale.ntr("{n} task is late", "{n} tasks are late", late.tasks),
      locale.tr("Their day has passed."), kSoon);
  if (const std::int64_t orders = TRY(services.orders.Late(context.actor())); orders > 0)
    items.push_back(
        {locale.ntr("{n} order of an authority is late", "{n} orders of authorities are late", orders),
         locale.tr("The day that it names has passed."), "/cases/orders", locale.tr("Look"), kUrgent});
  if (context.actor().Can(desk::Permission::kCasesSupervise)) {
    add("closing", late.to_close,
        locale.ntr("{n} case is to be closed", "{n} cases are to be closed", late.to_close),
        locale.tr("A second person decides."), kSoon);
    add("delete", late.to_delete,
        locale.ntr("{n} case is to be deleted", "{n} cases are to be deleted", late.to_delete),
        locale.tr("A second person decides."), kSoon);
    std::int64_t answers = 0, tasks = 0;
    for (const LateTeam& team : TRY(services.escalation.Of(context.actor()))) {
      answers += team.first_answers;
      tasks += team.tasks;
    }
    const std::string reason = locale.tr("A team of your organisation has let them wait for days.");
    add("late", answers,
        locale.ntr("{n} first answer waits too long", "{n} first answers wait too long", answers), reason,
        kUrgent);
    add("tasks", tasks, locale.ntr("{n} task waits too long", "{n} tasks wait too long", tasks), reason,
        kSoon);
  }
  return items;
}

}  // namespace

void RegisterDutyHome(desk::Desk& desk, VoiceServices& services) {
  desk.AddHome({desk::Permission::kCasesWork,
                [&services](desk::Context& context) { return HomeItems(context, services); }});
  desk.jobs().Register({.name = "voice.escalation",
                        .handler =
                            [&services, &desk](desk::JobContext&) {
                              return services.escalation.Tell(desk.mailer(), desk.config().public_url);
                            },
                        .every_ms = base::kHourMs,
                        .quiet = true});
}

}  // namespace voice
