// What of this folder needs somebody now.

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

using desk::Context;
using desk::HomeItem;

// Larger comes first on the home page; beside the urgencies of other rooms (alerts begin at 50).
constexpr std::int64_t kLate = 80;
constexpr std::int64_t kWaits = 60;
constexpr std::int64_t kSoon = 40;
constexpr std::int64_t kMostItems = 10;

base::Status AddActions(db::Transaction& tx, Context& context, PanelServices& services,
                        const vault::UnlockedPerson* reader, std::vector<HomeItem>& items) {
  const html::Locale& locale = desk::LocaleOf(context);
  const base::UtcTime now = services.places.Now();
  for (const PanelAction& action :
       TRY(services.actions.List(tx, context.actor(), ActionView::kMine, {}, kMostItems, reader))) {
    const std::int64_t late = DaysLate(action, now);
    items.push_back({.title = action.locked ? locale.tr("A sealed action of yours") : action.text,
                     .reason = late > 0
                                   ? locale.ntr("Late {n} day", "Late {n} days", late)
                                   : locale.tr("Due on {day}", {{"day", locale.ShortDate(action.due.ms)}}),
                     .href = ActionHref(action.id),
                     .action = locale.tr("Open the action"),
                     .urgency = late > 0 ? kLate : kSoon});
  }
  for (const PanelAction& action :
       TRY(services.actions.List(tx, context.actor(), ActionView::kToConfirm, {}, kMostItems, reader)))
    items.push_back({.title = action.locked ? locale.tr("A sealed action") : action.text,
                     .reason = locale.tr("Its owner says it is done. Somebody else has to confirm it."),
                     .href = ActionHref(action.id),
                     .action = locale.tr("Confirm"),
                     .urgency = kWaits});
  return base::Ok();
}

base::Status AddMinutes(db::Transaction& tx, Context& context, PanelServices& services,
                        const vault::UnlockedPerson* reader, std::vector<HomeItem>& items) {
  const html::Locale& locale = desk::LocaleOf(context);
  for (const Minutes& minutes : TRY(services.minutes.List(tx, context.actor(), {}, {}, kMostItems))) {
    const std::string title = TitleOf(tx, services.places, locale, minutes.session, reader);
    if (minutes.phase == MinutesPhase::kApproval) {
      const SeatsApproved seats = TRY(services.minutes.Seats(tx, context.actor(), minutes));
      if (!seats.may) continue;
      items.push_back(
          {.title = locale.tr("Approve the minutes: {session}", {{"session", title}}),
           .reason = locale.tr("{n} of {all} seats approved",
                               {{"n", locale.Number(seats.approved)}, {"all", locale.Number(seats.present)}}),
           .href = MinutesHref(minutes.session.id),
           .action = locale.tr("Read"),
           .urgency = kWaits});
    } else if (minutes.phase == MinutesPhase::kComments && minutes.comments_until > services.places.Now()) {
      if (!TRY(services.minutes.WasPresent(tx, context.actor(), minutes.session.id))) continue;
      items.push_back({.title = locale.tr("Comment on the minutes: {session}", {{"session", title}}),
                       .reason = locale.tr("Comments until {day}",
                                           {{"day", locale.ShortDate(minutes.comments_until.ms - 1)}}),
                       .href = MinutesHref(minutes.session.id),
                       .action = locale.tr("Read"),
                       .urgency = kSoon});
    }
  }
  return base::Ok();
}

base::Status AddBallots(db::Transaction& tx, Context& context, PanelServices& services,
                        const vault::UnlockedPerson* reader, std::vector<HomeItem>& items) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (!context.actor().Can(desk::Permission::kPanelTakePart)) return base::Ok();
  for (const Opinion& waiting : TRY(services.opinions.WaitingForVote(tx, context.actor(), kMostItems))) {
    const Opinion one = TRY(services.opinions.Get(tx, context.actor(), waiting.id, reader));
    items.push_back({.title = one.locked ? locale.tr("Vote on a sealed opinion")
                                         : locale.tr("Vote: {title}", {{"title", one.title}}),
                     .reason = one.closes.ms > 0
                                   ? locale.tr("Until {day}", {{"day", locale.ShortDate(one.closes.ms - 1)}})
                                   : locale.tr("Your organisation has one vote."),
                     .href = "/opinions/" + one.id.text(),
                     .action = locale.tr("Vote"),
                     .urgency = kWaits});
  }
  return base::Ok();
}

base::Status AddConsultations(db::Transaction& tx, Context& context, PanelServices& services,
                              std::vector<HomeItem>& items) {
  const html::Locale& locale = desk::LocaleOf(context);
  for (const Consultation& one : TRY(services.consultations.List(tx, context.actor(), {}, kMostItems))) {
    const bool runs = TRY(services.consultations.MayRun(tx, context.actor(), one));
    if (one.state == ConsultationState::kAnswering && runs) {
      std::int64_t open = 0;
      for (const InputCount& count : TRY(services.consultations.Counts(tx, context.actor(), one)))
        open += count.inputs - count.answered;
      items.push_back({.title = one.title,
                       .reason = open > 0 ? locale.ntr("{n} input waits for its answer",
                                                       "{n} inputs wait for their answers", open)
                                          : locale.tr("Every input has its answer: it can be published."),
                       .href = "/consultations/" + one.id.text(),
                       .action = open > 0 ? locale.tr("Answer") : locale.tr("Publish"),
                       .urgency = kWaits});
    }
    const bool open = one.state == ConsultationState::kOpen && one.closes > services.places.Now();
    if (!open || !services.directory.MustTakePart(tx, context.actor(), one.panel)) continue;
    if (TRY(services.consultations.OwnInput(tx, context.actor(), one.id))) continue;
    items.push_back(
        {.title = locale.tr("The panel asks: {title}", {{"title", one.title}}),
         .reason = locale.tr("Inputs until {day}", {{"day", locale.ShortDate(one.closes.ms - 1)}}),
         .href = "/consultations/" + one.id.text(),
         .action = locale.tr("Answer"),
         .urgency = kSoon});
  }
  return base::Ok();
}

base::Status AddPosts(db::Transaction& tx, Context& context, PanelServices& services,
                      std::vector<HomeItem>& items) {
  const html::Locale& locale = desk::LocaleOf(context);
  for (const DiscussionService::Held& held :
       TRY(services.discussions.HeldPosts(tx, context.actor(), kMostItems)))
    items.push_back({.title = held.discussion.locked ? locale.tr("Sealed discussion") : held.discussion.title,
                     .reason = locale.ntr("{n} post waits for you", "{n} posts wait for you", held.posts),
                     .href = "/discussions/" + held.discussion.id.text(),
                     .action = locale.tr("Moderate"),
                     .urgency = kWaits});
  return base::Ok();
}

}  // namespace

void AddMinutesHome(desk::Desk& desk, PanelServices& services) {
  desk.AddHome({.permission = desk::Permission::kPanelRead,
                .items = [&services](Context& context) -> base::Result<std::vector<HomeItem>> {
                  const Reader reader = TRY(Reader::Of(services, context));
                  return services.seams.database.Read(
                      [&](db::Transaction& tx) -> base::Result<std::vector<HomeItem>> {
                        std::vector<HomeItem> items;
                        TRY(AddActions(tx, context, services, reader.get(), items));
                        TRY(AddMinutes(tx, context, services, reader.get(), items));
                        TRY(AddBallots(tx, context, services, reader.get(), items));
                        TRY(AddConsultations(tx, context, services, items));
                        TRY(AddPosts(tx, context, services, items));
                        return items;
                      });
                }});
}

}  // namespace panel
