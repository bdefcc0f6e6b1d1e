#include "screening/console/queue_pane.h"

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "screening/console/alert_words.h"
#include "screening/console/page_parts.h"
#include "screening/report_facts.h"

namespace screening {

namespace {

using html::Html;

QueueView OfStage(const QueueView& view, Stage stage) {
  QueueView other = view;
  other.filter.stage = stage;
  return other;
}

html::QueueItem ItemOf(const desk::Context& context, const QueuePane& pane, const QueuedAlert& alert) {
  const html::Locale& locale = desk::LocaleOf(context);
  return {.name = alert.party_caption,
          .number = ScoreText(alert.score),
          .second = alert.dataset,
          .age = locale.Age(context.desk().clock().Now().ms - alert.created.ms),
          .href = AlertHref(pane.view, alert.id),
          .current = pane.opened && *pane.opened == alert.id};
}

// The neighbours of the opened alert within the page.
void AddNeighbours(const QueuePane& pane, html::QueueOptions& options) {
  const std::vector<QueuedAlert>& alerts = pane.page.alerts;
  for (std::size_t i = 0; i < alerts.size(); ++i) {
    if (!pane.opened || alerts[i].id != *pane.opened) continue;
    if (i + 1 < alerts.size()) options.next = AlertHref(pane.view, alerts[i + 1].id);
    if (i > 0) options.previous = AlertHref(pane.view, alerts[i - 1].id);
  }
}

std::vector<html::Choice> SortChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices;
  for (const AlertSort sort : {AlertSort::kHarm, AlertSort::kOldest, AlertSort::kNewest, AlertSort::kScore})
    choices.push_back({std::string(AlertSortName(sort)), SortWords(locale, sort)});
  return choices;
}

std::vector<html::Choice> WithAll(const html::Locale& locale, const std::vector<std::string>& values,
                                  bool countries) {
  std::vector<html::Choice> choices = {{"", locale.tr("All")}};
  for (const std::string& value : values)
    choices.push_back({value, countries ? std::string(entity::CountryName(value)) : value});
  return choices;
}

bool IsFiltered(const AlertFilter& filter) {
  return !filter.dataset.empty() || !filter.country.empty() || !filter.assigned_to.empty() ||
         !filter.text.empty() || !filter.schema.empty() || filter.score_from > 0 || filter.score_below > 0 ||
         !filter.party.empty();
}

}  // namespace

Html StageTabs(const desk::Context& context, const QueueView& view, const StageCounts& counts, bool table) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::pair<Stage, std::int64_t> stages[] = {{Stage::kWaiting, counts.waiting},
                                                   {Stage::kUnsure, counts.unsure},
                                                   {Stage::kSecondLook, counts.second_look},
                                                   {Stage::kDecided, counts.decided},
                                                   {Stage::kWithdrawn, -1}};
  std::vector<html::Tab> tabs;
  for (const auto& [stage, count] : stages) {
    const QueueView other = OfStage(view, stage);
    tabs.push_back({.label = StageWords(locale, stage),
                    .href = table ? TableHref(other) : QueueHref(other),
                    .current = view.filter.stage == stage,
                    .count = count});
  }
  return html::Tabs(locale, locale.tr("Alerts by stage"), tabs);
}

Html QueueList(const desk::Context& context, const QueuePane& pane) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<html::QueueItem> items;
  for (const QueuedAlert& alert : pane.page.alerts) items.push_back(ItemOf(context, pane, alert));
  html::QueueOptions options;
  options.label = locale.tr("Alerts");
  options.order = SortWords(locale, pane.view.sort);
  options.order_link = html::El("a", {html::Href(TableHref(pane.view))}, locale.tr("As a table"));
  AddNeighbours(pane, options);
  const std::string href = QueueHref(pane.view);
  const html::PageLinks links{.first = pane.page.before.empty() ? std::string() : href,
                              .previous = WithArgument(href, "before", pane.page.before),
                              .next = WithArgument(href, "after", pane.page.after),
                              .range = {}};
  options.below = html::Pager(locale, links);
  return html::Queue(locale, options, items);
}

Html FilterForm(const desk::Context& context, const QueueView& view, const Alerts::Choices& choices,
                std::string_view action) {
  const html::Locale& locale = desk::LocaleOf(context);
  const AlertFilter& filter = view.filter;
  Html fields;
  fields.Add(
      html::Input({.name = "stage", .type = html::InputType::kHidden, .value = StageName(filter.stage)}));
  fields.Add(
      html::Field({.control_id = "text", .label = locale.tr("Name begins with")},
                  html::Input({.name = "text", .type = html::InputType::kSearch, .value = filter.text})));
  fields.Add(html::Field({.control_id = "dataset", .label = locale.tr("Watch list")},
                         html::Select("dataset", WithAll(locale, choices.datasets, false), filter.dataset)));
  fields.Add(html::Field({.control_id = "country", .label = locale.tr("Country of the party")},
                         html::Select("country", WithAll(locale, choices.countries, true), filter.country)));
  std::vector<html::Choice> who = {{"", locale.tr("Everybody")}, {"nobody", locale.tr("Nobody yet")}};
  if (!context.actor().person.empty()) who.push_back({context.actor().person.text(), locale.tr("Me")});
  fields.Add(html::Field({.control_id = "assigned", .label = locale.tr("Assigned to")},
                         html::Select("assigned", who, filter.assigned_to)));
  fields.Add(html::Field({.control_id = "sort", .label = locale.tr("Order")},
                         html::Select("sort", SortChoices(locale), AlertSortName(view.sort))));
  fields.Add(html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet}));
  if (IsFiltered(filter)) {
    QueueView plain;
    plain.filter.stage = filter.stage;
    const std::string all = action == "/alerts" ? QueueHref(plain) : TableHref(plain);
    fields.Add(html::El("a", {html::Href(all)}, locale.tr("Show all")));
  }
  const Html form = html::Form(
      {.action = action, .get = true, .css = "filters", .label = locale.tr("Filter alerts")}, fields);
  return html::Closed(locale.tr("Filter and order"), form, IsFiltered(filter));
}

}  // namespace screening
