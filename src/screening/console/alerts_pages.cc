#include "screening/console/alerts_pages.h"

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "screening/console/alert_detail.h"
#include "screening/console/alert_table.h"
#include "screening/console/alert_words.h"
#include "screening/console/alerts_actions.h"
#include "screening/console/colleagues.h"
#include "screening/console/queue_pane.h"
#include "screening/console/sealed_notes_view.h"
#include "screening/queue/services.h"
#include "screening/registry/watch_lists.h"

namespace screening {

namespace {

using html::Html;
using html::Join;

constexpr std::size_t kQueueRows = 30;
constexpr std::size_t kTableRows = 50;
constexpr std::int64_t kSecondLookUrgency = 600;
constexpr std::int64_t kWaitingUrgency = 500;
constexpr std::int64_t kUnsureUrgency = 100;

class AlertPages {
 public:
  AlertPages(QueueServices& services, WatchLists& lists) : services_(services), lists_(lists) {}

  base::Result<net::Response> Queue(desk::Context& context) const {
    const QueueView view = TRY(ReadView(context.request().query));
    const AlertPage page = TRY(services_.alerts.List(context.org(), view.filter, view.sort, view.position,
                                                     view.direction, kQueueRows));
    if (page.alerts.empty()) return Empty(context, view);
    return Show(context, view, page, page.alerts.front().id);
  }

  base::Result<net::Response> Opened(desk::Context& context) const {
    const QueueView view = TRY(ReadView(context.request().query));
    const AlertId id = TRY(AlertId::Parse(context.Path("id")));
    const AlertPage page =
        TRY(services_.alerts.Around(context.org(), view.filter, view.sort, id, kQueueRows));
    return Show(context, view, page, id);
  }

  // What of the review waits for the person who asks.
  base::Result<std::vector<desk::HomeItem>> HomeItems(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const StageCounts counts = TRY(services_.alerts.Counts(context.org()));
    std::vector<desk::HomeItem> items;
    if (counts.second_look > 0 && context.actor().Can(desk::Permission::kAlertsApprove))
      items.push_back({.title = locale.ntr("{n} decision waits for a second person",
                                           "{n} decisions wait for a second person", counts.second_look),
                       .reason = locale.tr("The harm would be great if one were wrong."),
                       .href = "/alerts?stage=second-look",
                       .action = locale.tr("Look at them"),
                       .urgency = kSecondLookUrgency});
    if (counts.waiting > 0)
      items.push_back({.title = locale.ntr("{n} alert waits", "{n} alerts wait", counts.waiting),
                       .reason = locale.tr("A party resembles an entry of a watch list. Is it the same?"),
                       .href = "/alerts",
                       .action = locale.tr("Review"),
                       .urgency = kWaitingUrgency});
    if (counts.unsure > 0)
      items.push_back({.title = locale.ntr("{n} alert was left as unsure", "{n} alerts were left as unsure",
                                           counts.unsure),
                       .reason = locale.tr("Somebody looked and could not tell; more may be known by now."),
                       .href = "/alerts?stage=unsure",
                       .action = locale.tr("Look again"),
                       .urgency = kUnsureUrgency});
    return items;
  }

  base::Result<net::Response> Table(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const QueueView view = TRY(ReadView(context.request().query));
    const AlertPage page = TRY(services_.alerts.List(context.org(), view.filter, view.sort, view.position,
                                                     view.direction, kTableRows));
    const Colleagues colleagues = TRY(Colleagues::Of(context));
    Html main = Join(TRY(Above(context, view, true)), TRY(BatchUndo(context)));
    if (page.alerts.empty()) {
      main.Add(html::Empty(locale.tr("No alerts here"), locale.tr("Nothing fits this stage and filter.")));
    } else {
      main.Add(
          AlertTable({.context = context, .view = view, .page = page, .analysts = colleagues.analysts()}));
    }
    return desk::PageResponse(context,
                              {.title = locale.tr("Screening review"),
                               .current = "/alerts",
                               .actions = html::LinkButton(locale.tr("One by one"), QueueHref(view))},
                              main);
  }

 private:
  base::Result<Html> Above(desk::Context& context, const QueueView& view, bool table) const {
    const StageCounts counts = TRY(services_.alerts.Counts(context.org()));
    const Alerts::Choices choices = TRY(services_.alerts.FilterChoices(context.org()));
    return Join(StageTabs(context, view, counts, table),
                FilterForm(context, view, choices, table ? "/alerts/table" : "/alerts"));
  }

  // After a decision the next alert is shown; the one that was decided can be taken back from there.
  base::Result<Html> JustDecided(desk::Context& context, const QueueView& view) const {
    const base::Result<AlertId> id = AlertId::Parse(context.Query("decided"));
    if (!id.has_value()) return Html();
    const html::Locale& locale = desk::LocaleOf(context);
    const AlertDetail detail = TRY(services_.alerts.Detail(context.actor(), context.org(), *id));
    if (!detail.may_undo) return Html();
    const std::string action = "/alerts/" + id->text() + "/undo", query = ViewQuery(view);
    const Html words = Join(html::Value(detail.alert.party_caption), ": ",
                            DecisionWords(locale, detail.alert.decision), " ");
    return html::Form(
        {.action = action, .csrf = context.csrf(), .css = "row undo"},
        Join(
            words, html::Input({.name = "view", .type = html::InputType::kHidden, .value = query}),
            html::Button(locale.tr("Undo"), {.kind = html::ButtonKind::kQuiet, .key = "z", .css = "small"})));
  }

  static base::Result<Html> BatchUndo(desk::Context& context) {
    const std::string_view batch = context.Query("batch");
    if (batch.empty() || !context.actor().Can(desk::Permission::kAlertsJudge)) return Html();
    return html::Form({.action = "/alerts/bulk/undo", .csrf = context.csrf(), .css = "row undo"},
                      Join(html::Input({.name = "batch", .type = html::InputType::kHidden, .value = batch}),
                           html::Button(desk::LocaleOf(context).tr("Undo what was just decided"),
                                        {.kind = html::ButtonKind::kQuiet})));
  }

  base::Result<net::Response> Show(desk::Context& context, const QueueView& view, const AlertPage& page,
                                   const AlertId& id) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const AlertDetail detail = TRY(services_.alerts.Detail(context.actor(), context.org(), id));
    const QueueSettings settings = TRY(services_.settings.Get(context.org()));
    const Colleagues colleagues = TRY(Colleagues::Of(context));
    DetailPage detail_page{.context = context,
                           .view = view,
                           .detail = detail,
                           .threshold = settings.threshold,
                           .list_facts = TRY(EditionWords(locale, detail.alert.dataset)),
                           .analysts = colleagues.analysts(),
                           .name_of = [&](const std::string& label) { return colleagues.NameOf(label); }};
    detail_page.sealed_notes = TRY(SealedNotesView(detail_page, services_));
    const Html main = Join(
        TRY(Above(context, view, false)), TRY(JustDecided(context, view)),
        html::TwoPane(QueueList(context, {.view = view, .page = page, .opened = id}), AlertView(detail_page)),
        html::KeyHelp(locale));
    return desk::PageResponse(context,
                              {.title = locale.tr("Screening review"),
                               .current = "/alerts",
                               .islands = {"review"},
                               .actions = html::LinkButton(locale.tr("Many at once"), TableHref(view)),
                               .wide = true},
                              main);
  }

  base::Result<net::Response> Empty(desk::Context& context, const QueueView& view) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Html main = Join(TRY(Above(context, view, false)), TRY(JustDecided(context, view)),
                           html::Empty(locale.tr("No alerts here"),
                                       locale.tr("Nothing fits this stage and filter. When a watch list or a "
                                                 "party changes, new alerts appear by themselves.")));
    return desk::PageResponse(
        context, {.title = locale.tr("Screening review"), .current = "/alerts", .islands = {"review"}}, main);
  }

  base::Result<std::string> EditionWords(const html::Locale& locale, const std::string& dataset) const {
    const std::shared_ptr<const ListSnapshot> snapshot = TRY(lists_.Current());
    for (const ListEdition& edition : snapshot->editions())
      if (edition.dataset == dataset)
        return locale.tr(
            "edition {number}, imported {date}",
            {{"number", std::to_string(edition.number)}, {"date", locale.ShortDate(edition.imported.ms)}});
    return locale.tr("no longer current");
  }

  QueueServices& services_;
  WatchLists& lists_;
};

}  // namespace

void RegisterAlertPages(desk::Desk& desk, QueueServices& services, WatchLists& lists) {
  const AlertPages pages(services, lists);
  using desk::Permission;
  desk::Router& router = desk.router();
  router.Add({.method = "GET",
              .pattern = "/alerts",
              .permission = Permission::kAlertsRead,
              .handler = [pages](desk::Context& c) { return pages.Queue(c); }});
  router.Add({.method = "GET",
              .pattern = "/alerts/table",
              .permission = Permission::kAlertsRead,
              .handler = [pages](desk::Context& c) { return pages.Table(c); }});
  router.Add({.method = "GET",
              .pattern = "/alerts/{id}",
              .permission = Permission::kAlertsRead,
              .handler = [pages](desk::Context& c) { return pages.Opened(c); }});
  RegisterAlertActions(desk, services);
  desk.AddHome({.permission = Permission::kAlertsJudge,
                .items = [pages](desk::Context& c) { return pages.HomeItems(c); }});
  desk.AddNav(
      {.permission = Permission::kAlertsRead, .order = 10, .make = [&services](const desk::Context& context) {
         const html::Locale& locale = desk::LocaleOf(context);
         const auto counts = services.alerts.Counts(context.org());
         return html::NavItem{.section = locale.tr("Supply chain"),
                              .label = locale.tr("Screening review"),
                              .href = "/alerts",
                              .waiting = counts.has_value() ? counts->waiting : 0};
       }});
}

}  // namespace screening
