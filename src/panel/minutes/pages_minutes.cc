// /minutes: what the actor may read; /sessions/{id}/minutes: one session's, with its phases, comments, seats
// and actions.

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/tr.h"
#include "html/names.h"
#include "panel/common/nav.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/minutes_page.h"
#include "panel/minutes/minutes_view.h"
#include "panel/minutes/people_lookup.h"
#include "panel/minutes/view.h"
#include "panel/sessions/tabs.h"

namespace panel {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;
using html::Join;

constexpr std::int64_t kRowsAPage = 25;
constexpr std::string_view kListHref = "/minutes";

class MinutesPages {
 public:
  explicit MinutesPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const;
  base::Result<net::Response> Show(Context& context) const;
  base::Result<net::Response> Edition(Context& context) const;
  base::Result<net::Response> Step(Context& context) const;
  base::Result<net::Response> Comment(Context& context) const;
  base::Result<net::Response> AnswerComment(Context& context) const;
  base::Result<net::Response> ApproveSeat(Context& context) const;

 private:
  base::Result<net::Response> NotYet(const Context& context, const PanelSessionId& id,
                                     const Reader& reader) const;
  base::Result<MinutesPage> Load(const Context& context, const PanelSessionId& id,
                                 const Reader& reader) const;
  base::Status LoadSealed(db::Transaction& tx, const desk::Actor& actor, const Reader& reader,
                          MinutesPage& page) const;
  base::Status LoadLater(db::Transaction& tx, const Context& context, const Reader& reader,
                         MinutesPage& page) const;

  PanelServices& services_;
};

base::Result<PanelSessionId> SessionOf(const Context& context) {
  return PanelSessionId::Parse(context.Path("id"));
}

base::Status MinutesPages::LoadSealed(db::Transaction& tx, const desk::Actor& actor, const Reader& reader,
                                      MinutesPage& page) const {
  const base::Result<std::string> text = services_.minutes.Text(tx, page.minutes, reader.get());
  if (!text && IsLocked(text.error())) {
    page.locked = true;
    return base::Ok();
  }
  if (!text) return text.error();
  page.text = *text;
  page.comments = TRY(services_.minutes.Comments(tx, actor, page.minutes, reader.get()));
  NamesOfPeople names(tx);
  for (const MinutesComment& one : page.comments) page.comment_orgs.push_back(TRY(names.Org(one.org)));
  if (!page.writes) return base::Ok();
  const std::vector<std::string> watched =
      TRY(services_.minutes.NamesOfParticipants(tx, page.minutes.session.id));
  page.names = NameWatch(watched).In(page.text);
  return base::Ok();
}

base::Status MinutesPages::LoadLater(db::Transaction& tx, const Context& context, const Reader& reader,
                                     MinutesPage& page) const {
  const html::Locale& locale = desk::LocaleOf(context);
  const PanelSession& own = page.minutes.session;
  if (!page.minutes.approval.empty()) {
    const base::Result<PanelSession> approving =
        services_.session_access.MustSee(tx, context.actor(), page.minutes.approval);
    page.approval_title = approving ? TitleOf(tx, services_.places, locale, *approving, reader.get())
                                    : locale.tr("a later session");
  }
  if (!page.writes || page.minutes.phase != MinutesPhase::kComments) return base::Ok();
  const SessionFilter filter{.panel = own.panel, .ends_after = own.ends};
  for (const PanelSession& one :
       TRY(services_.session_access.VisibleTo(tx, context.actor(), filter, {}, kRowsAPage)))
    if (one.id != own.id && one.starts >= own.ends && (own.closed() || !one.closed()))
      page.later.emplace_back(one.id.text(), TitleOf(tx, services_.places, locale, one, reader.get()) + ", " +
                                                 locale.ShortDate(one.starts.ms));
  return base::Ok();
}

base::Result<MinutesPage> MinutesPages::Load(const Context& context, const PanelSessionId& id,
                                             const Reader& reader) const {
  return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<MinutesPage> {
    MinutesPage page;
    const desk::Actor& actor = context.actor();
    page.minutes = TRY(services_.minutes.Get(tx, actor, id));
    page.title = TitleOf(tx, services_.places, desk::LocaleOf(context), page.minutes.session, reader.get());
    page.writes = TRY(services_.minutes.MayWrite(tx, actor, page.minutes));
    if (page.minutes.version == 0) return page;
    page.present = TRY(services_.minutes.WasPresent(tx, actor, id));
    TRY(LoadSealed(tx, actor, reader, page));
    NamesOfPeople names(tx);
    page.actions = TRY(services_.actions.OfSession(tx, actor, page.minutes.session, reader.get()));
    for (const PanelAction& action : page.actions)
      page.owners.push_back(action.owner_person.empty() ? TRY(names.Org(action.owner_org))
                                                        : TRY(names.Person(action.owner_person)));
    if (page.minutes.phase == MinutesPhase::kApproval) {
      page.seats = TRY(services_.minutes.Seats(tx, actor, page.minutes));
      for (const desk::OrgId& org : TRY(services_.minutes.SeatsMissing(tx, page.minutes)))
        page.missing_seats.push_back(TRY(names.Org(org)));
    }
    page.editions = TRY(services_.minutes.Editions(tx, page.minutes));
    TRY(LoadLater(tx, context, reader, page));
    return page;
  });
}

base::Result<net::Response> MinutesPages::Show(Context& context) const {
  const html::Locale& locale = desk::LocaleOf(context);
  const PanelSessionId id = TRY(SessionOf(context));
  const Reader reader = TRY(Reader::Of(services_, context));
  const base::Result<MinutesPage> loaded = Load(context, id, reader);
  if (!loaded && loaded.error().code == base::Code::kNotFound) return NotYet(context, id, reader);
  const MinutesPage page = TRY(loaded);
  desk::PageOptions options{.title = locale.tr("Minutes: {session}", {{"session", page.title}})};
  options.subtitle = locale.Date(page.minutes.session.starts.ms);
  options.current = std::string(kListHref);
  options.crumbs = {{locale.tr("Minutes"), std::string(kListHref)}, {page.title, SessionHref(id)}};
  options.badges = Join(page.minutes.version > 0 ? PhaseBadge(locale, page.minutes.phase) : Html(),
                        ClosedBadge(locale, {page.minutes.session.panel, page.minutes.session}));
  const bool editable =
      page.minutes.phase == MinutesPhase::kDraft || page.minutes.phase == MinutesPhase::kComments;
  if (page.writes && editable && page.minutes.version > 0 && !page.locked)
    options.actions = html::LinkButton(locale.tr("Edit"), MinutesHref(id) + "/edit");
  return desk::PageResponse(context, options,
                            html::Stack({SessionTabs(locale, page.minutes.session, "/minutes", page.writes),
                                         MinutesPageHtml(context, services_.places.Now(), page)}));
}

// Who may know of the session learns that there is nothing to read yet, whether somebody writes or not.
base::Result<net::Response> MinutesPages::NotYet(const Context& context, const PanelSessionId& id,
                                                 const Reader& reader) const {
  const html::Locale& locale = desk::LocaleOf(context);
  std::string title;
  const auto see = [&](db::Transaction& tx) -> base::Result<PanelSession> {
    PanelSession one = TRY(services_.session_access.MustSee(tx, context.actor(), id));
    title = TitleOf(tx, services_.places, locale, one, reader.get());
    return one;
  };
  const PanelSession session = TRY(services_.seams.database.Read(see));
  desk::PageOptions options{.title = locale.tr("Minutes: {session}", {{"session", title}})};
  options.subtitle = locale.Date(session.starts.ms);
  options.current = std::string(kListHref);
  options.crumbs = {{locale.tr("Minutes"), std::string(kListHref)}, {title, SessionHref(id)}};
  const Html nothing =
      html::Empty(locale.tr("No minutes yet"), locale.tr("Minutes appear here once they are circulated."));
  return desk::PageResponse(context, options,
                            html::Stack({SessionTabs(locale, session, "/minutes", false), nothing}));
}

base::Result<net::Response> MinutesPages::Edition(Context& context) const {
  const html::Locale& locale = desk::LocaleOf(context);
  const PanelSessionId id = TRY(SessionOf(context));
  const std::optional<std::int64_t> number = desk::WholeNumber(context.Path("edition"));
  if (!number) return base::NotFound(desk::tr("There is no such edition of the minutes."));
  const Reader reader = TRY(Reader::Of(services_, context));
  std::string title;
  const auto load = [&](db::Transaction& tx) -> base::Result<std::string> {
    const Minutes minutes = TRY(services_.minutes.Get(tx, context.actor(), id));
    title = TitleOf(tx, services_.places, locale, minutes.session, reader.get());
    return services_.minutes.EditionText(tx, minutes, *number, reader.get());
  };
  const base::Result<std::string> text = services_.seams.database.Read(load);
  if (!text && !IsLocked(text.error())) return text.error();
  const MinutesTextView view{locale, services_.places.Now(), {}, {}};
  desk::PageOptions options{.title = locale.tr("Edition {n}", {{"n", fmt::to_string(*number)}})};
  options.current = std::string(kListHref);
  options.crumbs = {{locale.tr("Minutes"), std::string(kListHref)}, {title, MinutesHref(id)}};
  const Html main = text ? El("div", {{"class", "stack"}}, MinutesTextHtml(view, *text))
                         : LockedNotice(context, MinutesHref(id) + "/editions/" + fmt::to_string(*number));
  return desk::PageResponse(context, options, main);
}

base::Result<net::Response> MinutesPages::Step(Context& context) const {
  const PanelSessionId id = TRY(SessionOf(context));
  const std::string name = TRY(Typed(context, "act"));
  const std::optional<MinutesAct> act = MinutesActNamed(name);
  if (!act) return base::Invalid(desk::tr("This form is incomplete. Reload the page and try again."));
  MinutesStep step;
  step.version = TRY(TypedNumber(context, "version"));
  step.reason = TRY(Typed(context, "reason"));
  if (const std::string approval = TRY(Typed(context, "approval")); !approval.empty())
    step.approval = TRY(PanelSessionId::Parse(approval));
  const std::string until = TRY(Typed(context, "comments_until"));
  const base::Result<base::UtcTime> end = EndOfDay(until);
  if (!end) return LeadTo(context, MinutesHref(id), end.error(), "");
  step.comments_until = *end;
  const Reader reader = TRY(Reader::Of(services_, context));
  const base::Status done = services_.minutes.Do(context.actor(), id, *act, step, reader.get());
  return LeadTo(context, MinutesHref(id), done, desk::LocaleOf(context).tr("Saved."));
}

base::Result<net::Response> MinutesPages::Comment(Context& context) const {
  const PanelSessionId id = TRY(SessionOf(context));
  const std::string text = TRY(Typed(context, "text"));
  const base::Result<CommentId> added = services_.minutes.Comment(context.actor(), id, text);
  return LeadTo(context, MinutesHref(id), added ? base::Ok() : base::Status(added.error()),
                desk::LocaleOf(context).tr("Your comment is sent."));
}

base::Result<net::Response> MinutesPages::AnswerComment(Context& context) const {
  const PanelSessionId id = TRY(SessionOf(context));
  const CommentId comment = TRY(CommentId::Parse(context.Path("comment")));
  const std::string name = TRY(Typed(context, "act"));
  const std::optional<CommentAct> act = CommentActNamed(name);
  if (!act) return base::Invalid(desk::tr("This form is incomplete. Reload the page and try again."));
  const std::int64_t version = TRY(TypedNumber(context, "version"));
  const std::string answer = TRY(Typed(context, "answer"));
  const base::Status done = services_.minutes.Answer(context.actor(), id, comment, version, *act, answer);
  return LeadTo(context, MinutesHref(id), done, desk::LocaleOf(context).tr("Saved."));
}

base::Result<net::Response> MinutesPages::ApproveSeat(Context& context) const {
  const PanelSessionId id = TRY(SessionOf(context));
  return LeadTo(context, MinutesHref(id), services_.minutes.ApproveSeat(context.actor(), id),
                desk::LocaleOf(context).tr("Your organisation has approved."));
}

base::Result<net::Response> MinutesPages::List(Context& context) const {
  const html::Locale& locale = desk::LocaleOf(context);
  const Reader reader = TRY(Reader::Of(services_, context));
  SeriesId series;
  if (const std::string_view chosen = context.Query("series"); !chosen.empty())
    series = TRY(SeriesId::Parse(chosen));
  SessionPosition after;
  const std::string cursor = TRY(CursorOf(context));
  if (const auto position = PositionOf(cursor))
    after = {position->first, PanelSessionId::FromStore(position->second)};
  desk::TableMaker table({{locale.tr("Session")}, {locale.tr("Day")}, {locale.tr("State")}});
  std::string next;
  const auto load = [&](db::Transaction& tx) -> base::Status {
    std::vector<Minutes> list =
        TRY(services_.minutes.List(tx, context.actor(), series, after, kRowsAPage + 1));
    if (std::ssize(list) > kRowsAPage) {
      list.pop_back();
      const PanelSession& last = list.back().session;
      next =
          desk::WithArgument(desk::WithArgument(std::string(kListHref), "series", series.text()), "cursor",
                             desk::EncodeCursor(context.desk(), PositionText(last.starts, last.id.text())));
    }
    for (const Minutes& one : list)
      table.Row({desk::LinkTo(MinutesHref(one.session.id),
                              TitleOf(tx, services_.places, locale, one.session, reader.get())),
                 desk::DayOf(locale, one.session.starts),
                 html::RowOf({PhaseBadge(locale, one.phase),
                              ClosedBadge(locale, {one.session.panel, one.session})})});
    return base::Ok();
  };
  TRY(services_.seams.database.Read(load));
  desk::PageOptions options{.title = locale.tr("Minutes"), .current = std::string(kListHref)};
  options.subtitle = locale.tr("What sessions said and decided, newest first");
  options.actions = html::LinkButton(locale.tr("All in one document"),
                                     desk::WithArgument("/minutes/book", "series", series.text()));
  const Html main = table.empty()
                        ? html::Empty(locale.tr("No minutes yet"),
                                      locale.tr("Minutes appear here once they are circulated."))
                        : Join(table.Done(locale.tr("Minutes")),
                               html::Pager(locale, {.first = {}, .previous = {}, .next = next, .range = {}}));
  return desk::PageResponse(context, options, main);
}

}  // namespace

void AddMinutesPages(desk::Desk& desk, PanelServices& services) {
  const MinutesPages pages(services);
  using Method = base::Result<net::Response> (MinutesPages::*)(Context&) const;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       Method page) {
    AddPage(desk, services, method, pattern, permission,
            [pages, page](Context& context) { return (pages.*page)(context); });
  };
  add("GET", kListHref, Permission::kPanelRead, &MinutesPages::List);
  add("GET", "/sessions/{id}/minutes", Permission::kPanelRead, &MinutesPages::Show);
  add("GET", "/sessions/{id}/minutes/editions/{edition}", Permission::kPanelRead, &MinutesPages::Edition);
  add("POST", "/sessions/{id}/minutes/step", Permission::kPanelTakePart, &MinutesPages::Step);
  add("POST", "/sessions/{id}/minutes/comments", Permission::kPanelTakePart, &MinutesPages::Comment);
  add("POST", "/sessions/{id}/minutes/comments/{comment}", Permission::kPanelTakePart,
      &MinutesPages::AnswerComment);
  add("POST", "/sessions/{id}/minutes/approve", Permission::kPanelTakePart, &MinutesPages::ApproveSeat);
  AddPanelNav(desk, {.part = NavPart::kSessions,
                     .place = 1,
                     .label = [](const html::Locale& locale) { return locale.tr("Minutes"); },
                     .href = "/minutes"});
}

}  // namespace panel
