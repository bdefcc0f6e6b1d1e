// /actions: my actions and the panel's; /actions/{id}: one, with what happened and what may be done.

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/tr.h"
#include "html/names.h"
#include "panel/common/nav.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/minutes_view.h"
#include "panel/minutes/people_lookup.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;
using html::Join;

constexpr std::int64_t kRowsAPage = 50;

std::string ViewWords(const html::Locale& locale, ActionView view) {
  switch (view) {
    case ActionView::kUnfinished:
      return locale.tr("All to do");
    case ActionView::kOverdue:
      return locale.tr("Late");
    case ActionView::kToConfirm:
      return locale.tr("To confirm");
    case ActionView::kAll:
      return locale.tr("All");
    case ActionView::kMine:
    case ActionView::kCount:
      break;
  }
  return locale.tr("My actions");
}

Html TabsFor(const html::Locale& locale, ActionView current) {
  std::vector<html::Tab> tabs;
  for (std::size_t i = 0; i < static_cast<std::size_t>(ActionView::kCount); ++i) {
    const auto view = static_cast<ActionView>(i);
    const std::string href =
        view == ActionView::kMine ? "/actions" : fmt::format("/actions?view={}", ActionViewName(view));
    tabs.push_back({.label = ViewWords(locale, view), .href = href, .current = view == current});
  }
  return html::Tabs(locale, locale.tr("Which actions"), tabs);
}

// Whose it is, in words.
base::Result<std::string> OwnerName(NamesOfPeople& names, const PanelAction& action) {
  if (action.owner_person.empty()) return names.Org(action.owner_org);
  return names.Person(action.owner_person);
}

struct OneAction {
  PanelAction action;
  std::string session;
  std::string owner;
  std::string owner_org;
  std::vector<ActionEvent> history;
  std::vector<std::string> by;
  std::vector<ActionAct> possible;
};

std::string EventWords(const html::Locale& locale, const ActionEvent& event) {
  switch (event.act) {
    case ActionAct::kStart:
      return locale.tr("Begun");
    case ActionAct::kFinish:
      return locale.tr("Said to be done");
    case ActionAct::kConfirm:
      return locale.tr("Confirmed");
    case ActionAct::kReturn:
      return locale.tr("Given back");
    case ActionAct::kDrop:
      return locale.tr("Dropped");
    case ActionAct::kReopen:
    case ActionAct::kCount:
      break;
  }
  return locale.tr("Taken up again");
}

Html HistoryOf(const html::Locale& locale, const OneAction& one) {
  if (one.history.empty()) return El("p", {{"class", "muted"}}, locale.tr("Nothing has happened yet."));
  std::vector<html::HistoryItem> items;
  for (std::size_t i = 0; i < one.history.size(); ++i) {
    const ActionEvent& event = one.history[i];
    Html what = Join(EventWords(locale, event), " · ", html::Value(one.by[i]));
    if (!event.note.empty()) what.Add(El("p", event.note));
    items.push_back({locale.DateTime(event.made.ms), base::FormatTime(event.made), what,
                     event.act == ActionAct::kReturn ? html::Mark::kHarm : html::Mark::kAct});
  }
  return html::History(items);
}

Html ActForm(const Context& context, const OneAction& one) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (one.possible.empty())
    return El("p", {{"class", "muted"}}, locale.tr("There is nothing for you to do here now."));
  std::vector<Html> buttons;
  bool first = true;
  bool reason = false;
  for (const ActionAct act : one.possible) {
    reason = reason || act == ActionAct::kDrop || act == ActionAct::kReturn;
    buttons.push_back(html::Button(ActionActWords(locale, act),
                                   {.name = "act",
                                    .value = ActionActName(act),
                                    .kind = first ? html::ButtonKind::kMain : html::ButtonKind::kQuiet}));
    first = false;
  }
  return html::Form({.action = ActionHref(one.action.id) + "/do", .csrf = context.csrf()},
                    Join(desk::VersionField(one.action.version),
                         FieldOf({.name = "note",
                                  .label = locale.tr("Note"),
                                  .hint = reason ? locale.tr("Needed to drop an action or to give it back.")
                                                 : std::string(),
                                  .value = {},
                                  .rows = 3},
                                 {}),
                         html::RowOf(buttons)));
}

class ActionPages {
 public:
  explicit ActionPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Reader reader = TRY(Reader::Of(services_, context));
    const ActionView view = ActionViewNamed(context.Query("view")).value_or(ActionView::kMine);
    const std::string cursor = TRY(CursorOf(context));
    ActionPosition after;
    if (const auto position = PositionOf(cursor))
      after = {position->first, ActionId::FromStore(position->second)};
    Html table;
    std::string next;
    bool locked = false;
    const auto load = [&](db::Transaction& tx) -> base::Status {
      std::vector<PanelAction> list =
          TRY(services_.actions.List(tx, context.actor(), view, after, kRowsAPage + 1, reader.get()));
      if (std::ssize(list) > kRowsAPage) {
        list.pop_back();
        next = desk::WithArgument(
            fmt::format("/actions?view={}", ActionViewName(view)), "cursor",
            desk::EncodeCursor(context.desk(), PositionText(list.back().due, list.back().id.text())));
      }
      NamesOfPeople names(tx);
      std::vector<ActionRow> rows;
      for (const PanelAction& action : list) {
        rows.push_back({&action, TRY(OwnerName(names, action)),
                        TitleOf(tx, services_.places, locale, action.session, reader.get())});
        locked = locked || action.locked;
      }
      table =
          rows.empty() ? Html() : ActionTable(locale, services_.places.Now(), rows, ViewWords(locale, view));
      return base::Ok();
    };
    TRY(services_.seams.database.Read(load));
    desk::PageOptions options{.title = locale.tr("Actions"), .current = "/actions"};
    options.subtitle = locale.tr("What sessions asked somebody to do, by the day it is due");
    const Html list =
        table.empty()
            ? html::Empty(locale.tr("Nothing here"),
                          locale.tr("Actions appear once the minutes that name them are circulated."))
            : table;
    return desk::PageResponse(
        context, options,
        Join(TabsFor(locale, view), locked ? LockedNotice(context, "/actions") : Html(), list,
             html::Pager(locale, {.first = {}, .previous = {}, .next = next, .range = {}})));
  }

  base::Result<net::Response> Show(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const OneAction one = TRY(Load(context));
    const PanelAction& action = one.action;
    const base::UtcTime now = services_.places.Now();
    desk::PageOptions options{.title = action.locked ? locale.tr("Sealed action") : action.text};
    options.current = "/actions";
    options.crumbs = {{locale.tr("Actions"), "/actions"}, {one.session, MinutesHref(action.session.id)}};
    options.badges =
        Join(ActionBadge(locale, action, now), ClosedBadge(locale, {action.session.panel, action.session}));
    const Html facts = html::Facts(
        {{locale.tr("Owner"), Join(html::Value(one.owner), action.owner_person.empty() ? "" : " · ",
                                   html::Value(action.owner_person.empty() ? "" : one.owner_org))},
         {locale.tr("Due"), desk::DayOf(locale, action.due)},
         {locale.tr("From"), desk::LinkTo(MinutesHref(action.session.id),
                                          locale.tr("Minutes: {session}", {{"session", one.session}}))},
         {locale.tr("Number"), fmt::to_string(action.number)}});
    const Html main = html::Stack({action.locked ? LockedNotice(context, ActionHref(action.id)) : Html(),
                                   html::Section(locale.tr("What you can do"), ActForm(context, one)),
                                   html::Section(locale.tr("What happened"), HistoryOf(locale, one))});
    return desk::PageResponse(
        context, options,
        html::SideBySide(html::Columns::kWideAndNarrow, main, html::Section(locale.tr("Facts"), facts)));
  }

  base::Result<net::Response> Do(Context& context) const {
    const ActionId id = TRY(ActionId::Parse(context.Path("id")));
    const std::string name = TRY(Typed(context, "act"));
    const std::optional<ActionAct> act = ActionActNamed(name);
    if (!act) return base::Invalid(desk::tr("This form is incomplete. Reload the page and try again."));
    const std::int64_t version = TRY(TypedNumber(context, "version"));
    const std::string note = TRY(Typed(context, "note"));
    return LeadTo(context, ActionHref(id), services_.actions.Do(context.actor(), id, version, *act, note),
                  desk::LocaleOf(context).tr("Saved."));
  }

 private:
  base::Result<OneAction> Load(const Context& context) const {
    const ActionId id = TRY(ActionId::Parse(context.Path("id")));
    const Reader reader = TRY(Reader::Of(services_, context));
    return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<OneAction> {
      OneAction one;
      one.action = TRY(services_.actions.Get(tx, context.actor(), id, reader.get()));
      one.session = TitleOf(tx, services_.places, desk::LocaleOf(context), one.action.session, reader.get());
      NamesOfPeople names(tx);
      one.owner = TRY(OwnerName(names, one.action));
      one.owner_org = TRY(names.Org(one.action.owner_org));
      one.history = TRY(services_.actions.History(tx, one.action, reader.get()));
      for (const ActionEvent& event : one.history) one.by.push_back(TRY(names.Person(event.person)));
      one.possible = TRY(services_.actions.Possible(tx, context.actor(), one.action));
      return one;
    });
  }

  PanelServices& services_;
};

}  // namespace

void AddActionPages(desk::Desk& desk, PanelServices& services) {
  const ActionPages pages(services);
  AddPage(desk, services, "GET", "/actions", Permission::kPanelRead,
          [pages](Context& context) { return pages.List(context); });
  AddPage(desk, services, "GET", "/actions/{id}", Permission::kPanelRead,
          [pages](Context& context) { return pages.Show(context); });
  AddPage(desk, services, "POST", "/actions/{id}/do", Permission::kPanelTakePart,
          [pages](Context& context) { return pages.Do(context); });
  AddPanelNav(desk, {.part = NavPart::kSessions,
                     .place = 2,
                     .label = [](const html::Locale& locale) { return locale.tr("Actions"); },
                     .href = "/actions"});
}

}  // namespace panel
