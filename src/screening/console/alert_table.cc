#include "screening/console/alert_table.h"

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/web/pages.h"
#include "html/components.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "screening/console/alert_words.h"
#include "screening/console/page_parts.h"
#include "screening/report_facts.h"

namespace screening {

namespace {

using html::El;
using html::Html;
using html::Join;

Html RowOf(const TablePage& page, const html::Locale& locale, const std::vector<html::Column>& columns,
           const QueuedAlert& alert, bool may_tick) {
  Html name = El("a", {html::Href(AlertHref(page.view, alert.id))}, html::Value(alert.party_caption));
  // The version goes along, so that an alert that somebody changed meanwhile is skipped and named.
  if (may_tick)
    name = html::CheckBox("alert", fmt::format("{}:{}", alert.id.text(), alert.version), name, false);
  Html state = StageWords(locale, alert.stage);
  if (alert.decision != Decision::kNone) state.Add(": " + DecisionWords(locale, alert.decision));
  if (alert.carried) state.Add(" (" + locale.tr("carried over") + ")");
  return html::TableRow(
      columns, {name, html::Value(alert.entry_caption), html::Value(alert.dataset), ScoreText(alert.score),
                html::Badge(HarmMark(alert.harm), HarmWords(locale, alert.harm)), state,
                html::El("span", {{"class", "age"}},
                         locale.Age(page.context.desk().clock().Now().ms - alert.created.ms))});
}

Html Actions(const TablePage& page, const html::Locale& locale) {
  std::vector<html::Choice> who = {{"", locale.tr("Nobody")}};
  for (const auto& [id, name] : page.analysts) who.push_back({id, name});
  const Html judge = Join(
      html::Field({.control_id = "reason", .label = locale.tr("Reason (needed for Same)")},
                  html::Input({.name = "reason", .max_length = base::kMaxReasonBytes})),
      html::RowOf({html::Button(locale.tr("Same"),
                                {.name = "decision", .value = "same", .kind = html::ButtonKind::kQuiet}),
                   html::Button(locale.tr("Not same"),
                                {.name = "decision", .value = "not-same", .kind = html::ButtonKind::kQuiet}),
                   html::Button(locale.tr("Unsure"),
                                {.name = "decision", .value = "unsure", .kind = html::ButtonKind::kQuiet})}));
  const Html assign = Join(html::Field({.control_id = "person", .label = locale.tr("Assigned to")},
                                       html::Select("person", who, {})),
                           html::Button(locale.tr("Assign"), {.kind = html::ButtonKind::kQuiet,
                                                              .form_action = "/alerts/bulk/assign"}));
  return html::Section(locale.tr("For all that are ticked"),
                       html::SideBySide(html::Columns::kEven, judge, assign));
}

}  // namespace

Html AlertTable(const TablePage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const std::string headings[] = {
      locale.tr("Our party"),      locale.tr("On the list"), locale.tr("Watch list"), locale.tr("Score"),
      locale.tr("Harm if missed"), locale.tr("Stage"),       locale.tr("Age")};
  const std::vector<html::Column> columns = {{headings[0]}, {headings[1]}, {headings[2]}, {headings[3], true},
                                             {headings[4]}, {headings[5]}, {headings[6]}};
  const Stage stage = page.view.filter.stage;
  const bool may_tick = page.context.actor().Can(desk::Permission::kAlertsJudge) &&
                        stage != Stage::kWithdrawn && stage != Stage::kSecondLook;
  Html rows;
  for (const QueuedAlert& alert : page.page.alerts) rows.Add(RowOf(page, locale, columns, alert, may_tick));
  Html table = html::Table("data", locale.tr("Alerts"), columns, rows);
  const std::string href = TableHref(page.view);
  const Html pager = html::Pager(locale, {.first = page.page.before.empty() ? std::string() : href,
                                          .previous = WithArgument(href, "before", page.page.before),
                                          .next = WithArgument(href, "after", page.page.after),
                                          .range = {}});
  if (!may_tick) return Join(table, pager);
  const std::string query = ViewQuery(page.view);
  return Join(html::Form({.action = "/alerts/bulk", .csrf = page.context.csrf()},
                         Join(html::Input({.name = "view", .type = html::InputType::kHidden, .value = query}),
                              table, Actions(page, locale))),
              pager);
}

}  // namespace screening
