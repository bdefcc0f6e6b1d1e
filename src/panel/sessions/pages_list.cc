// The list of sessions: to come, past, mine; by kind; found by words; and series.

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "panel/sessions/faces.h"
#include "panel/sessions/guard.h"
#include "panel/sessions/kind_fields.h"
#include "panel/sessions/search.h"
#include "panel/sessions/zone.h"

namespace panel {
namespace {

using html::El;
using html::Html;
using html::Join;

struct ListQuery {
  std::string view;  // "", "past", "mine"
  std::string kind;
  std::string words;
  std::string cursor;
};

ListQuery QueryOf(const desk::Context& context) {
  return {std::string(context.Query("view")), std::string(context.Query("kind")),
          std::string(context.Query("q")), std::string(context.Query("cursor"))};
}

SessionFilter FilterOf(const ListQuery& query, base::UtcTime now) {
  SessionFilter filter;
  filter.kind = SessionKindNamed(query.kind);
  filter.mine = query.view == "mine";
  if (query.view == "past") {
    filter.starts_before = now;
    filter.newest_first = true;
  } else if (!filter.mine) {
    filter.ends_after = now;
  }
  return filter;
}

std::string HrefOf(const ListQuery& query) {
  return desk::WithArgument(desk::WithArgument("/sessions", "view", query.view), "kind", query.kind);
}

Html TabsOf(const html::Locale& locale, const ListQuery& query) {
  const auto tab = [&](std::string_view words, const char* view) {
    ListQuery other = query;
    other.view = view;
    return html::Tab{.label = locale.tr(words),
                     .href = HrefOf(other),
                     .current = query.words.empty() && query.view == view};
  };
  return html::Tabs(
      locale, locale.tr("Which sessions"),
      {tab(desk::tr("To come"), ""), tab(desk::tr("Past"), "past"), tab(desk::tr("Mine"), "mine")});
}

Html FilterForm(const html::Locale& locale, const ListQuery& query) {
  std::vector<html::Choice> kinds = {{"", locale.tr("All kinds")}};
  for (std::size_t i = 0; i < static_cast<std::size_t>(SessionKind::kCount); ++i) {
    const auto kind = static_cast<SessionKind>(i);
    kinds.push_back({std::string(SessionKindName(kind)), locale.tr(KindLabel(kind))});
  }
  return html::Form(
      {.action = "/sessions", .get = true, .css = "row", .label = locale.tr("Find sessions")},
      Join(desk::HiddenField("view", query.view),
           html::Field({.control_id = "q", .label = locale.tr("Words")},
                       html::Input({.name = "q", .type = html::InputType::kSearch, .value = query.words})),
           html::Field({.control_id = "kind", .label = locale.tr("Kind")},
                       html::Select("kind", kinds, query.kind)),
           html::Button(locale.tr("Find"), {.kind = html::ButtonKind::kQuiet})));
}

Html RowsOf(const html::Locale& locale, const std::vector<SessionView>& views) {
  desk::TableMaker table(
      {{locale.tr("Session")}, {locale.tr("When")}, {locale.tr("Kind")}, {locale.tr("State")}});
  for (const SessionView& view : views)
    table.Row({desk::LinkTo(SessionHref(view.session.id), view.title), WhenLine(locale, view.session),
               locale.tr(KindLabel(view.session.kind)), StateBadge(locale, view.session)});
  return table.Done(locale.tr("Sessions"));
}

Html GuardLine(const html::Locale& locale, const YearOfSessions& year) {
  const std::string words =
      locale.tr("{year}: {held} held, {planned} planned; the panel meets at least twice a year.",
                {{"year", fmt::to_string(year.year)},
                 {"held", locale.Number(year.held)},
                 {"planned", locale.Number(year.planned)}});
  if (!year.late) return El("p", {{"class", "muted"}}, words);
  return html::NoticeOf(html::Mark::kCare,
                        Join(words, " ", locale.ntr("{n} is missing.", "{n} are missing.", year.missing)));
}

struct Listed {
  std::vector<SessionView> views;
  std::string next;
  std::optional<YearOfSessions> year;
  bool may_make = false;
};

base::Result<SessionPosition> PositionOf(const desk::Desk& desk, const std::string& cursor) {
  if (cursor.empty()) return SessionPosition{};
  const std::string text = TRY(desk::DecodeCursor(desk, cursor));
  const std::size_t space = std::min(text.find(' '), text.size());
  const auto starts = desk::WholeNumber(text.substr(0, space));
  if (!starts || space == text.size()) return base::Invalid(desk::tr("This place in the list is damaged."));
  return SessionPosition{{*starts}, TRY(PanelSessionId::Parse(text.substr(space + 1)))};
}

class ListPages {
 public:
  explicit ListPages(SessionServices& services) : services_(services) {}

  base::Result<net::Response> List(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ListQuery query = QueryOf(context);
    const Listed listed = TRY(Read(context, query));
    Html main = Join(TabsOf(locale, query), FilterForm(locale, query));
    if (listed.year) main.Add(GuardLine(locale, *listed.year));
    if (listed.views.empty()) {
      main.Add(html::Empty(
          locale.tr("No sessions here"),
          locale.tr("None that you may see fits. Past ones and your own stand in the other tabs.")));
    } else {
      main.Add(RowsOf(locale, listed.views));
      const std::string next =
          listed.next.empty() ? std::string() : desk::WithArgument(HrefOf(query), "cursor", listed.next);
      main.Add(html::Pager(locale, {.first = query.cursor.empty() ? "" : HrefOf(query), .next = next}));
    }
    return desk::PageResponse(
        context,
        {.title = locale.tr("Sessions"),
         .current = "/sessions",
         .actions = Join(html::LinkButton(locale.tr("Feed links"), "/sessions/calendar"),
                         html::LinkButton(locale.tr("Series"), "/sessions/series"),
                         listed.may_make ? html::LinkButton(locale.tr("New session"), "/sessions/new",
                                                            html::ButtonKind::kMain)
                                         : Html())},
        html::Stack({main}));
  }

  base::Result<net::Response> AllSeries(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::vector<Series> all = TRY(services_.desk.database().Read(
        [&](db::Transaction& tx) { return services_.sessions.SeriesFor(tx, context.actor()); }));
    Html main;
    if (all.empty()) {
      main.Add(html::Empty(locale.tr("No series yet"),
                           locale.tr("A series holds meetings that come again, or the days of one event.")));
    } else {
      desk::TableMaker table({{locale.tr("Series")}, {locale.tr("What it is")}});
      for (const Series& one : all)
        table.Row(
            {desk::LinkTo("/sessions/series/" + one.id.text(), TitleOf(locale, one)), WordsOf(locale, one)});
      main.Add(table.Done(locale.tr("Series")));
    }
    if (context.actor().Can(desk::Permission::kPanelTakePart) ||
        context.actor().Can(desk::Permission::kPanelManage))
      main.Add(NewSeriesForm(context));
    return desk::PageResponse(context,
                              {.title = locale.tr("Series"),
                               .current = "/sessions",
                               .crumbs = {{locale.tr("Sessions"), "/sessions"}}},
                              html::Stack({main}));
  }

  base::Result<net::Response> OneSeries(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const SeriesId id = TRY(SeriesId::Parse(context.Path("id")));
    const auto reader = TRY(ReaderOf(services_, context));
    Series series;
    std::vector<SessionView> views;
    const auto work = [&](db::Transaction& tx) -> base::Status {
      series = TRY(services_.sessions.MustSeeSeries(tx, context.actor(), id));
      SessionFilter filter;
      filter.series = id;
      for (PanelSession& session :
           TRY(services_.access.VisibleTo(tx, context.actor(), filter, {}, base::kMaxSeriesSessions)))
        views.push_back(TRY(ViewOf(tx, services_, locale, std::move(session), Pointer(reader))));
      return base::Ok();
    };
    TRY(services_.desk.database().Read(work));
    Html main = views.empty() ? html::Empty(locale.tr("No sessions in it yet"),
                                            locale.tr("Choose this series when you make a session."))
                              : RowsOf(locale, views);
    return desk::PageResponse(
        context,
        {.title = TitleOf(locale, series),
         .subtitle = WordsOf(locale, series),
         .current = "/sessions",
         .crumbs = {{locale.tr("Sessions"), "/sessions"}, {locale.tr("Series"), "/sessions/series"}}},
        html::Stack({main}));
  }

  base::Result<net::Response> MakeSeries(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel root = TRY(services_.panel.panels.Root());
    const SeriesKind kind = SeriesKindNamed(FieldOf(context, "kind")).value_or(SeriesKind::kSeries);
    const SeriesId id = TRY(services_.sessions.CreateSeries(
        context.actor(), root.id, kind, FieldOf(context, "closed") == "1", FieldOf(context, "title")));
    return desk::RedirectWithFlash(context, "/sessions/series/" + id.text(),
                                   locale.tr("The series is there."));
  }

 private:
  static std::string TitleOf(const html::Locale& locale, const Series& series) {
    return series.closed ? locale.tr("Closed series") : series.title;
  }
  static std::string WordsOf(const html::Locale& locale, const Series& series) {
    return series.kind == SeriesKind::kDays ? locale.tr("Days of one event")
                                            : locale.tr("Meetings that come again");
  }
  static Html NewSeriesForm(desk::Context& context) {
    const html::Locale& locale = desk::LocaleOf(context);
    return html::Section(
        locale.tr("New series"),
        html::Form({.action = "/sessions/series", .csrf = context.csrf()},
                   Join(html::Field(
                            {.control_id = "title",
                             .label = locale.tr("Title"),
                             .hint = locale.tr("A closed series has none: its sessions' titles are sealed.")},
                            html::Input({.name = "title"})),
                        html::Field({.control_id = "kind", .label = locale.tr("What it is")},
                                    html::Select("kind",
                                                 {{"series", locale.tr("Meetings that come again")},
                                                  {"days", locale.tr("Days of one event")}},
                                                 "series")),
                        html::CheckBox("closed", "1", locale.tr("Behind closed doors"), false),
                        html::Button(locale.tr("Make the series")))));
  }

  base::Result<Listed> Read(desk::Context& context, const ListQuery& query) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const auto reader = TRY(ReaderOf(services_, context));
    const SessionPosition after = TRY(PositionOf(services_.desk, query.cursor));
    return services_.desk.database().Read([&](db::Transaction& tx) -> base::Result<Listed> {
      Listed listed;
      std::vector<PanelSession> rows;
      if (!query.words.empty()) {
        for (FoundSession& found :
             TRY(SearchSessions(tx, services_.access, context.actor(), Pointer(reader), query.words)))
          rows.push_back(std::move(found.session));
      } else {
        const SessionFilter filter = FilterOf(query, services_.desk.clock().Now());
        rows = TRY(services_.access.VisibleTo(tx, context.actor(), filter, after, base::kSessionsPage + 1));
      }
      if (query.words.empty() && std::ssize(rows) > base::kSessionsPage) {
        rows.pop_back();
        listed.next = desk::EncodeCursor(services_.desk,
                                         fmt::format("{} {}", rows.back().starts.ms, rows.back().id.text()));
      }
      for (PanelSession& session : rows)
        listed.views.push_back(TRY(ViewOf(tx, services_, locale, std::move(session), Pointer(reader))));
      const auto root = services_.panel.panels.Root(tx);
      if (!root) return listed;
      const std::vector<PanelId> panels = TRY(services_.access.PanelsOf(tx, context.actor()));
      if (!panels.empty())
        listed.year =
            TRY(GuardOf(tx, services_.access, context.actor(), root->id, services_.desk.clock().Now()));
      listed.may_make = !context.actor().person.empty() && !panels.empty() &&
                        (context.actor().Can(desk::Permission::kPanelTakePart) ||
                         context.actor().Can(desk::Permission::kPanelManage));
      return listed;
    });
  }

  SessionServices& services_;
};

}  // namespace

void AddSessionListPages(SessionServices& services) {
  const auto pages = std::make_shared<ListPages>(services);
  using desk::Permission;
  AddPage(services, "/sessions", Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->List(c); });
  AddPage(services, "/sessions/series", Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->AllSeries(c); });
  AddPage(services, "/sessions/series/{id}", Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->OneSeries(c); });
  AddPost(services, "/sessions/series", Permission::kPanelTakePart,
          [pages](desk::Context& c) { return pages->MakeSeries(c); });
}

}  // namespace panel
