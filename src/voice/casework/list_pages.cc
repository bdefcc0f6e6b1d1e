#include <algorithm>
#include <array>

#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "vault/access.h"
#include "voice/casework/pages.h"
#include "voice/casework/shell.h"

namespace voice {
namespace {

using html::Html;

constexpr std::size_t kPageLines = 50;

Html UrgencyBadge(const html::Locale& locale, std::int64_t urgency) {
  if (urgency >= 3) return html::Badge(html::Mark::kHarm, locale.tr("Now"));
  if (urgency == 2) return html::Badge(html::Mark::kCare, locale.tr("Soon"));
  return html::Badge(html::Mark::kPlain, urgency == 1 ? locale.tr("Normal") : locale.tr("Not urgent"));
}

Html DueCell(const html::Locale& locale, const CaseRow& row, Day today) {
  if (row.state == "closed") return DayWords(locale, row.closed);
  const std::optional<Day> due = DueOf(row);
  if (due && *due < today)
    return html::Badge(html::Mark::kHarm, locale.ntr("Late by {n} day", "Late by {n} days", today - *due));
  return DayWords(locale, due);
}

// "3.20412.ID": where the next page begins.
std::optional<CasePosition> PositionIn(std::string_view text) {
  const std::size_t first = text.find('.'), second = text.find('.', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  const auto number = desk::WholeNumber(text.substr(0, first));
  const auto day = desk::WholeNumber(text.substr(first + 1, second - first - 1));
  if (!number || !day || !base::IsIdText(text.substr(second + 1))) return std::nullopt;
  return CasePosition{*number, *day, CaseId::FromStore(text.substr(second + 1))};
}

struct OrderWord {
  CaseOrder order;
  std::string_view name;
  const char* words;
  const char* caption;
};
constexpr std::array<OrderWord, 4> kOrders = {{
    {CaseOrder::kUrgent, "urgent", desk::tr("Most urgent first"), desk::tr("Cases, most urgent first")},
    {CaseOrder::kDue, "due", desk::tr("Due soonest first"), desk::tr("Cases, due soonest first")},
    {CaseOrder::kOldest, "oldest", desk::tr("Oldest first"), desk::tr("Cases, oldest first")},
    {CaseOrder::kNewest, "newest", desk::tr("Newest first"), desk::tr("Cases, newest first")},
}};

const OrderWord& OrderNamed(std::string_view name) {
  const auto* found = std::ranges::find(kOrders, name, &OrderWord::name);
  return found == kOrders.end() ? kOrders.front() : *found;
}

// The list with what is chosen, without a place in it.
std::string ListHref(std::string_view show, const OrderWord& order) {
  std::string href = "/cases";
  if (show != "open") href = desk::WithArgument(href, "show", show);
  if (order.order != CaseOrder::kUrgent) href = desk::WithArgument(href, "order", order.name);
  return href;
}

Html OrderForm(const html::Locale& locale, std::string_view show, const OrderWord& current) {
  std::vector<html::Choice> choices;
  for (const OrderWord& order : kOrders) choices.push_back({std::string(order.name), locale.tr(order.words)});
  Html fields = html::Input({.name = "show", .type = html::InputType::kHidden, .value = std::string(show)});
  fields.Add(html::Field({.control_id = "order", .label = locale.tr("Order")},
                         html::Select("order", choices, current.name)));
  fields.Add(html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet}));
  return html::Form({.action = "/cases", .get = true, .css = "row", .label = locale.tr("Order of the cases")},
                    fields);
}

Html ShowTabs(const html::Locale& locale, std::string_view current, const OrderWord& order) {
  std::vector<html::Tab> tabs;
  const auto tab = [&](std::string_view show, std::string label) {
    tabs.push_back({.label = std::move(label), .href = ListHref(show, order), .current = current == show});
  };
  tab("open", locale.tr("Open"));
  tab("unread", locale.tr("Unread"));
  tab("late", locale.tr("Late"));
  tab("tasks", locale.tr("Late tasks"));
  tab("closing", locale.ctr("state of a case", "To be closed"));
  tab("delete", locale.tr("To be deleted"));
  tab("closed", locale.ctr("state of a case", "Closed"));
  tab("all", locale.tr("All"));
  return html::Tabs(locale, locale.tr("Which cases"), tabs);
}

Waits WaitsNamed(std::string_view show) {
  if (show == "late") return Waits::kLate;
  if (show == "tasks") return Waits::kTasks;
  if (show == "closing") return Waits::kClose;
  return show == "delete" ? Waits::kDelete : Waits::kAny;
}

// What the teams of the organisation let wait too long; also of teams whose cases the supervisor does not
// see.
base::Result<Html> EscalatedPart(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (!context.actor().Can(desk::Permission::kCasesSupervise)) return Html();
  desk::TableMaker table({{locale.tr("Team")},
                          {locale.tr("First answers that are late"), true},
                          {locale.tr("Tasks that are late"), true}});
  for (const LateTeam& team : TRY(services.escalation.Of(context.actor())))
    table.Row({html::El("bdi", team.name), locale.Number(team.first_answers), locale.Number(team.tasks)});
  if (table.empty()) return Html();
  return html::Section(locale.tr("What teams of your organisation let wait too long"),
                       table.Done(locale.tr("Late by more than three days")));
}

base::Result<net::Response> List(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string_view asked = context.Query("show");
  const Waits waits = WaitsNamed(asked);
  const bool known = asked == "unread" || asked == "closed" || asked == "all" || waits != Waits::kAny;
  const std::string_view show = known ? asked : "open";
  const OrderWord& order = OrderNamed(context.Query("order"));
  CaseFilter filter{
      .state = {}, .open_only = show == "open", .unread_only = show == "unread", .order = order.order};
  filter.waits = waits;
  if (show == "closed") filter.state = CaseState::kClosed;
  const CasePosition after = PositionIn(context.Query("after")).value_or(CasePosition{});
  std::vector<CaseLine> lines = TRY(services.cases.List(context.actor(), filter, after, kPageLines + 1));
  const bool more = lines.size() > kPageLines;
  if (more) lines.pop_back();
  const Day today = DayOf(context.desk().clock().Now());
  desk::TableMaker table({{locale.tr("Case")},
                          {locale.tr("Urgency")},
                          {locale.tr("State")},
                          {locale.tr("Language")},
                          {locale.tr("Received")},
                          {locale.tr("Due")},
                          {locale.tr("Team")}});
  for (const CaseLine& line : lines) {
    Html name = desk::LinkTo(CaseHref(line.row.id), CaseNumber(line.row.id));
    if (line.row.channel == Channel::kImport)
      name = html::Join(name, " ", html::Badge(html::Mark::kPlain, locale.ctr("of a case", "Imported")));
    if (line.row.unread) name = html::Join(name, " ", html::Badge(html::Mark::kAct, locale.tr("Unread")));
    table.Row(
        {name, UrgencyBadge(locale, line.row.urgency), CaseStateWord(locale, CaseStateNamed(line.row.state)),
         html::El("bdi", {html::Lang(line.row.language)}, LanguageWord(line.row.language)),
         DayWords(locale, line.row.received), DueCell(locale, line.row, today), html::El("bdi", line.team)});
  }
  Html body = table.empty()
                  ? html::Empty(locale.tr("No case here"),
                                locale.tr("Cases appear when workers write to a team that you belong to."))
                  : table.Done(locale.tr(order.caption));
  if (more) {
    const CasePosition last = PositionOf(lines.back().row, order.order);
    const std::string next =
        std::to_string(last.first) + "." + std::to_string(last.received) + "." + last.id.text();
    body.Add(html::El(
        "p", desk::LinkTo(desk::WithArgument(ListHref(show, order), "after", next), locale.tr("More"))));
  }
  desk::PageOptions options{.title = locale.tr("Cases"), .current = "/cases"};
  options.actions = html::LinkButton(locale.tr("Search in cases"), "/cases/search");
  options.actions.Add(html::LinkButton(locale.tr("Orders of authorities"), "/cases/orders"));
  if (context.actor().Can(desk::Permission::kCasesSupervise))
    options.actions.Add(html::LinkButton(locale.tr("Teams"), "/cases/teams"));
  options.actions.Add(html::LinkButton(locale.tr("Public figures"), "/mechanism"));
  const bool late = waits == Waits::kLate || waits == Waits::kTasks;
  const Html escalated = late ? TRY(EscalatedPart(context, services)) : Html();
  return desk::PageResponse(
      context, options,
      html::Stack({ShowTabs(locale, show, order), OrderForm(locale, show, order), escalated, body}));
}

}  // namespace

void RegisterCaseList(desk::Desk& desk, VoiceServices& services) {
  desk.router().Add({.method = "GET",
                     .pattern = "/cases",
                     .permission = desk::Permission::kCasesWork,
                     .handler = [&services](desk::Context& context) { return List(context, services); }});
  desk.AddNav({.permission = desk::Permission::kCasesWork,
               .order = 50,
               .make = [&services](const desk::Context& context) {
                 const html::Locale& locale = desk::LocaleOf(context);
                 const base::Result<std::int64_t> unread = services.cases.CountUnread(context.actor());
                 return html::NavItem{.section = locale.tr("Workers"),
                                      .label = locale.tr("Cases"),
                                      .href = "/cases",
                                      .waiting = unread ? *unread : 0};
               }});
}

}  // namespace voice
