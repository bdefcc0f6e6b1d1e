#include "panel/exchange/register.h"
#include "panel/common/nav.h"

#include "base/date.h"
#include "desk/tr.h"
#include "panel/common/nav.h"
#include "panel/exchange/faces.h"
#include "panel/exchange/shared_matches.h"

namespace panel::exchange {
namespace {

desk::Actor Calendar(const desk::Job& job) {
  desk::Actor actor;
  actor.kind = desk::Actor::Kind::kSystem;
  actor.org = job.org;
  actor.label = "job:" + job.id.text();
  return actor;
}

// One line of "what needs me now", where the count is not zero.
struct Line {
  std::int64_t count = 0;
  std::string title;
  std::string reason;
  std::string href;
  std::string action;
  std::int64_t urgency = 0;
};

void Put(std::vector<desk::HomeItem>& items, Line line) {
  if (line.count > 0)
    items.push_back({std::move(line.title), std::move(line.reason), std::move(line.href),
                     std::move(line.action), line.urgency});
}

void IntroductionLines(const html::Locale& locale, const Introductions::Waiting& waiting,
                       std::vector<desk::HomeItem>& items) {
  constexpr std::int64_t kAnswerUrgency = 60;
  constexpr std::int64_t kConfirmUrgency = 50;
  constexpr std::int64_t kSendUrgency = 40;
  Put(items, {waiting.answers,
              locale.ntr("{n} introduction waits for your yes or no",
                         "{n} introductions wait for your yes or no", waiting.answers),
              locale.tr("Without an answer in time it lapses."), "/introductions", locale.tr("Answer"),
              kAnswerUrgency});
  Put(items, {waiting.confirms,
              locale.ntr("{n} report of what arrived waits for your word",
                         "{n} reports of what arrived wait for your word", waiting.confirms),
              locale.tr("The other side has reported; only both together make it a result."),
              "/introductions?state=reported", locale.tr("Look"), kConfirmUrgency});
  Put(items,
      {waiting.begins,
       locale.ntr("{n} match was agreed and has not begun", "{n} matches were agreed and have not begun",
                  waiting.begins),
       locale.tr("Thirty days are over."), "/introductions?state=agreed", locale.tr("Look"), kSendUrgency});
  Put(items, {waiting.unsent,
              locale.ntr("{n} proposed pair is not sent", "{n} proposed pairs are not sent", waiting.unsent),
              locale.tr("Nobody but the secretariat sees them until then."), "/introductions?state=proposed",
              locale.tr("Look"), kSendUrgency});
}

void BoardLines(const html::Locale& locale, const HelpBoard::Waiting& help, const Barriers::Waiting& barriers,
                std::vector<desk::HomeItem>& items) {
  constexpr std::int64_t kUrgency = 45;
  Put(items,
      {help.to_take,
       locale.ntr("{n} request for help can be taken", "{n} requests for help can be taken", help.to_take),
       locale.tr("Somebody asks for what you may be able to do."), "/help-board?state=asked",
       locale.tr("Look"), kUrgency});
  Put(items, {help.to_answer,
              locale.ntr("{n} request for help waits for your answer",
                         "{n} requests for help wait for your answer", help.to_answer),
              locale.tr("You have taken it; its clock runs."), "/help-board?state=taken", locale.tr("Answer"),
              kUrgency});
  Put(items,
      {help.to_close,
       locale.ntr("{n} answer waits for you to close it", "{n} answers wait for you to close them",
                  help.to_close),
       locale.tr("Or say what it left open."), "/help-board?state=answered", locale.tr("Look"), kUrgency});
  Put(items, {barriers.to_assign,
              locale.ntr("{n} barrier has no owner", "{n} barriers have no owner", barriers.to_assign),
              locale.tr("Nobody lifts what is nobody's."), "/barriers?state=reported", locale.tr("Assign"),
              kUrgency});
  Put(items, {barriers.to_review,
              locale.ntr("{n} barrier is to be looked at again", "{n} barriers are to be looked at again",
                         barriers.to_review),
              locale.tr("Its day has come."), "/barriers?late=yes", locale.tr("Look"), kUrgency});
}

base::Result<std::vector<desk::HomeItem>> HomeItems(PanelServices& services, const desk::Context& context) {
  std::vector<desk::HomeItem> items;
  const base::Result<Panel> root = services.panels.Root();
  if (!root) return items;
  Exchange& exchange = services.exchange;
  const base::Result<Introductions::Waiting> waiting =
      exchange.introductions.WaitingFor(context.actor(), root->id);
  if (!waiting) return items;  // not a member of the panel
  const html::Locale& locale = desk::LocaleOf(context);
  IntroductionLines(locale, *waiting, items);
  const HelpBoard::Waiting help = TRY(exchange.help.WaitingFor(context.actor(), root->id));
  BoardLines(locale, help, TRY(exchange.barriers.WaitingFor(context.actor(), root->id)), items);
  return items;
}

}  // namespace

base::Result<Panel> PanelOf(PanelServices& services, const desk::Context& context) {
  const std::string_view slug = context.Query("panel");
  if (slug.empty()) return services.panels.Root();
  return services.seams.database.Read([&](db::Transaction& tx) { return services.panels.BySlug(tx, slug); });
}

base::Result<base::UtcTime> DayFrom(std::string_view text) {
  constexpr std::size_t kLength = 10;
  if (text.empty()) return base::UtcTime{};
  const base::Result<base::UtcTime> time = text.size() == kLength
                                               ? base::ParseTime(std::string(text) + "T00:00:00.000Z")
                                               : base::Result<base::UtcTime>(base::Invalid(""));
  if (!time) return base::Invalid(desk::tr("Write the day as year, month and day: 2026-11-28."));
  return *time;
}

void AddJobs(desk::Desk& desk, PanelServices& services) {
  Exchange& exchange = services.exchange;
  desk.jobs().Register({.name = std::string(kPlanJob), .handler = [&exchange](desk::JobContext& context) {
                          return exchange.proposals.Run(context);
                        }});
  desk.jobs().Register({.name = "exchange.calendar",
                        .handler = [&exchange](desk::JobContext& context) -> base::Status {
                          const desk::Actor calendar = Calendar(context.job());
                          TRY(exchange.listings.LapseDue(calendar));
                          TRY(exchange.introductions.LapseDue(calendar));
                          return base::Ok();
                        },
                        .every_ms = base::kHourMs,
                        .quiet = true});
}

void AddHomeItems(desk::Desk& desk, PanelServices& services) {
  desk.AddHome({.permission = desk::Permission::kPanelRead,
                .items = [&services](desk::Context& context) { return HomeItems(services, context); }});
  int place = 1;
  const auto nav = [&](std::string href, std::string (*words)(const html::Locale&)) {
    AddPanelNav(desk,
                {.part = NavPart::kExchange, .place = place++, .label = words, .href = std::move(href)});
  };
  nav("/offers", [](const html::Locale& locale) { return locale.tr("Offers and needs"); });
  nav("/introductions", [](const html::Locale& locale) { return locale.tr("Introductions"); });
  nav("/help-board", [](const html::Locale& locale) { return locale.tr("Help and barriers"); });
}

void RegisterExchange(desk::Desk& desk, PanelServices& services) {
  services.timeline.Add(SharedMatches());
  AddJobs(desk, services);
  AddHomeItems(desk, services);
  AddListingPages(desk, services);
  AddIntroductionPages(desk, services);
  AddPlanPages(desk, services);
  AddHelpPages(desk, services);
  AddBarrierPages(desk, services);
  AddPitchPages(desk, services);
  AddListingApi(desk, services);
  AddIntroductionApi(desk, services);
  AddBoardApi(desk, services);
}

}  // namespace panel::exchange
