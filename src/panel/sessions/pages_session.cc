// The page of one session: when, where, what, who comes, what I do about it, and the steps of its life.

#include <fmt/format.h>

#include <algorithm>

#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "panel/sessions/faces.h"
#include "panel/sessions/kind_fields.h"
#include "panel/sessions/zone.h"

namespace panel {
namespace {

using html::El;
using html::Html;
using html::Join;

struct Whole {
  SessionView view;
  std::vector<OpenPiece> parts;
  std::vector<OpenPiece> speakers;
  std::vector<OpenPiece> documents;
  std::vector<Participant> participants;
  std::vector<desk::OrgId> hosts;
  std::optional<Participant> me;
  std::optional<Series> series;
  SessionNames names;
  bool chair = false;
  bool has_certificate = false;
  Html cards;  // of other folders
};

// Text of people with its line breaks.
Html Paragraphs(std::string_view text) {
  Html all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!line.empty()) all.Add(El("p", line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

Html About(const html::Locale& locale, const SessionView& view) {
  Html about = Paragraphs(WordOf(view.words, "summary"));
  std::vector<std::pair<std::string, Html>> facts;
  for (const KindField& field : KindFields()) {
    if (field.kind != view.session.kind) continue;
    const std::string_view text = WordOf(view.words, field.name);
    if (!text.empty()) facts.emplace_back(locale.tr(field.label), Paragraphs(text));
  }
  std::vector<std::pair<std::string_view, Html>> pairs;
  pairs.reserve(facts.size());
  for (const auto& [name, value] : facts) pairs.emplace_back(name, value);
  if (!pairs.empty()) about.Add(html::Facts(pairs));
  return about.empty() ? about : html::Section(locale.tr("What it is about"), about);
}

Html Agenda(const html::Locale& locale, const Whole& all) {
  if (all.parts.empty()) return {};
  desk::TableMaker table(
      {{locale.tr("Start"), true}, {locale.tr("Item")}, {locale.tr("Led by")}, {locale.tr("Minutes"), true}});
  base::UtcTime time = all.view.session.starts;
  for (const OpenPiece& one : all.parts) {
    const WallTime wall = WallTimeAt(all.view.session.zone, time);
    const std::string leader =
        one.piece.org.empty() ? std::string(WordOf(one.words, "leader")) : all.names.Org(one.piece.org);
    table.Row({fmt::format("{:02}:{:02}", wall.hour, wall.minute),
               one.locked ? Html(locale.tr("Sealed")) : html::Value(WordOf(one.words, "title")),
               html::Value(leader), locale.Number(one.piece.minutes)});
    time.ms += one.piece.minutes * base::kMinuteMs;
  }
  return html::Section(locale.tr("Agenda"), table.Done(locale.tr("Agenda")),
                       desk::LinkTo(SessionHref(all.view.session.id, "/programme"), locale.tr("All of it")));
}

Html WhoComes(const html::Locale& locale, const Whole& all) {
  std::map<std::string, std::array<std::int64_t, 3>> by_side;  // room, online, no reply
  std::array<std::int64_t, 3> total{};
  for (const Participant& one : all.participants) {
    if (one.state != ParticipantState::kComing && one.state != ParticipantState::kInvited) continue;
    const std::size_t column = one.state == ParticipantState::kInvited  ? 2
                               : one.planned == AttendanceMode::kOnline ? 1
                                                                        : 0;
    const auto type = all.names.org_types.find(one.org.text());
    ++by_side[type == all.names.org_types.end() ? "" : type->second][column];
    ++total[column];
  }
  if (by_side.empty()) return {};
  desk::TableMaker table({{locale.tr("Side")},
                          {locale.tr("Room"), true},
                          {locale.tr("Online"), true},
                          {locale.tr("No reply"), true}});
  for (const auto& [side, counts] : by_side)
    table.Row({SideLabel(locale, side), locale.Number(counts[0]), locale.Number(counts[1]),
               locale.Number(counts[2])});
  return html::Section(locale.tr("Who comes"),
                       Join(table.Done(locale.tr("Who comes")),
                            El("p", {{"class", "small muted"}},
                               locale.ntr("{n} said yes.", "{n} said yes.", total[0] + total[1]))));
}

Html RoomAndLine(const html::Locale& locale, const Whole& all) {
  const PanelSession& session = all.view.session;
  const auto seats = [&](bool there, std::int64_t number) -> std::string {
    if (!there) return {};
    return number == 0 ? locale.tr("no limit") : locale.Number(number);
  };
  const bool comes = all.chair || (all.me && all.me->state == ParticipantState::kComing);
  const std::string_view link = WordOf(all.view.words, "link");
  const Html join = comes && !link.empty() ? El("a", {html::Href(link)}, locale.tr("Join online")) : Html();
  const std::string room = locale.tr("Room"), languages = locale.tr("Languages"),
                    online = locale.tr("Online"), room_seats = locale.tr("Seats in the room"),
                    online_seats = locale.tr("Seats online"), admission = locale.tr("How one gets in"),
                    held_by = locale.tr("Held by"), series = locale.tr("Series");
  std::string hosts = all.names.Org(session.owner);
  for (const desk::OrgId& org : all.hosts)
    if (org != session.owner) hosts += ", " + all.names.Org(org);
  Html series_link;
  if (all.series)
    series_link = desk::LinkTo("/sessions/series/" + all.series->id.text(),
                               all.series->closed ? locale.tr("Closed series") : all.series->title);
  return html::Section(locale.tr("Room and line"),
                       html::Facts({{held_by, html::Value(hosts)},
                                    {room, WordOf(all.view.words, "place")},
                                    {online, join},
                                    {languages, WordOf(all.view.words, "languages")},
                                    {room_seats, seats(session.in_room, session.room_seats)},
                                    {online_seats, seats(session.online, session.online_seats)},
                                    {admission, locale.tr(AdmissionLabel(session.admission))},
                                    {series, series_link}}));
}

Html Speakers(const html::Locale& locale, const Whole& all) {
  if (all.speakers.empty()) return {};
  Html list;
  for (const OpenPiece& one : all.speakers) {
    if (one.locked) continue;
    const std::string_view topic = WordOf(one.words, "topic"), from = WordOf(one.words, "organisation");
    list.Add(El("li", El("b", html::Value(WordOf(one.words, "name"))), from.empty() ? "" : ", ",
                html::Value(from), topic.empty() ? "" : ": ", html::Value(topic)));
  }
  return list.empty() ? list : html::Section(locale.tr("Speakers"), El("ul", {{"class", "links"}}, list));
}

Html Papers(const html::Locale& locale, const Whole& all) {
  if (all.documents.empty()) return {};
  Html list;
  for (const OpenPiece& one : all.documents)
    list.Add(El(
        "li", one.locked ? Html(locale.tr("Sealed"))
                         : desk::LinkTo(SessionHref(all.view.session.id, "/documents/" + one.piece.id.text()),
                                        html::Value(WordOf(one.words, "title")))));
  return html::Section(locale.tr("Papers"), El("ul", {{"class", "links"}}, list));
}

// What the reader herself does: comes, does not come, registers.
Html MyPart(desk::Context& context, const Whole& all) {
  const html::Locale& locale = desk::LocaleOf(context);
  const PanelSession& session = all.view.session;
  if (!context.actor().Can(desk::Permission::kPanelTakePart)) return {};
  const std::string action = SessionHref(session.id, "/register");
  Html buttons;
  const auto button = [&](std::string_view words, std::string_view value, html::ButtonKind kind) {
    buttons.Add(html::Button(locale.tr(words), {.name = "do", .value = value, .kind = kind}));
  };
  const bool over = session.state == SessionState::kHeld || session.state == SessionState::kClosed ||
                    session.state == SessionState::kCancelled;
  const bool mine = all.me && all.me->org == context.org();
  const bool answers = mine && (all.me->state == ParticipantState::kInvited ||
                                (all.me->state == ParticipantState::kExcused && !session.closed()));
  const bool registers =
      !mine && session.state == SessionState::kRegistration && session.admission != Admission::kInvitation;
  if (!over && (answers || registers)) {
    if (session.in_room) button(desk::tr("I come to the room"), "room", html::ButtonKind::kMain);
    if (session.online)
      button(desk::tr("I come online"), "online",
             session.in_room ? html::ButtonKind::kQuiet : html::ButtonKind::kMain);
  }
  if (!over && mine && all.me->belongs())
    button(desk::tr("I do not come"), "excuse", html::ButtonKind::kQuiet);
  Html words;
  if (mine && all.me->present)
    words =
        El("p", *all.me->present == AttendanceMode::kNone
                    ? locale.tr("You were not there.")
                    : locale.tr("You were there: {how}", {{"how", locale.tr(ModeLabel(*all.me->present))}}));
  else if (mine)
    words =
        El("p", locale.tr("You: {state}", {{"state", locale.tr(ParticipantStateLabel(all.me->state))}}),
           all.me->state == ParticipantState::kComing ? Html(" · " + locale.tr(ModeLabel(all.me->planned)))
                                                      : Html());
  if (all.has_certificate)
    words.Add(El("p", desk::LinkTo(SessionHref(session.id, "/certificate"),
                                   locale.tr("Your certificate of attendance (PDF)"))));
  if (words.empty() && buttons.empty()) return {};
  return html::Section(
      locale.tr("Your place"),
      Join(words, buttons.empty()
                      ? Html()
                      : html::Form({.action = action, .csrf = context.csrf(), .css = "row"}, buttons)));
}

bool IsAttended(const Whole& all) {
  return std::any_of(all.participants.begin(), all.participants.end(),
                     [](const Participant& one) { return one.present.has_value(); });
}

Html StepButtons(desk::Context& context, const Whole& all) {
  const html::Locale& locale = desk::LocaleOf(context);
  const PanelSession& session = all.view.session;
  Html buttons;
  Html early;  // what the clock has against it
  const base::UtcTime now = context.desk().clock().Now();
  for (const auto& step : SessionSteps()) {
    if (step.from != session.state) continue;
    if (const base::Status allowed = CheckClock(session, step.act, now); !allowed) {
      early.Add(El("p", {{"class", "small muted"}}, locale.tr(allowed.error().external)));
      continue;
    }
    if (step.act == SessionAct::kTakeBack && IsAttended(all)) continue;
    buttons.Add(
        html::Button(locale.tr(ActLabel(step.act)),
                     {.name = "act", .value = SessionActName(step.act), .kind = html::ButtonKind::kQuiet}));
  }
  if (session.state == SessionState::kDraft)
    buttons.Add(html::Button(locale.tr("Discard the draft"),
                             {.name = "act", .value = "discard", .kind = html::ButtonKind::kStop}));
  return html::Section(
      locale.tr("Next step"),
      Join(html::Form({.action = SessionHref(session.id, "/state"), .csrf = context.csrf(), .css = "row"},
                      Join(desk::VersionField(session.version), buttons)),
           early));
}

Html DoorNotice(const html::Locale& locale, const Whole& all) {
  if (!all.view.session.closed()) return {};
  if (all.view.locked || all.view.not_let_in) return SealedNotice(locale, all.view);
  return html::Notice(
      Join(El("b", locale.tr("Closed door.")), " ",
           locale.tr(
               "You may use what you hear. You may not say who said it. Nobody else learns that this session "
               "takes place.")));
}

class SessionPage {
 public:
  explicit SessionPage(SessionServices& services) : services_(services) {}

  base::Result<net::Response> Show(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Whole all = TRY(Read(context));
    const PanelSession& session = all.view.session;
    const Html left = html::Stack(
        {DoorNotice(locale, all), About(locale, all.view), Agenda(locale, all), Speakers(locale, all)});
    const Html right =
        html::Stack({MyPart(context, all), WhoComes(locale, all), all.cards, RoomAndLine(locale, all),
                     Papers(locale, all), all.chair ? StepButtons(context, all) : Html()});
    return desk::PageResponse(
        context,
        {.title = all.view.title,
         .subtitle = WhenBoth(locale, session),
         .current = "/sessions",
         .crumbs = {{locale.tr("Sessions"), "/sessions"}, {locale.tr(KindLabel(session.kind)), "/sessions"}},
         .badges = StateBadge(locale, session)},
        html::Stack({SessionTabs(locale, session, "", all.chair),
                     html::SideBySide(html::Columns::kWideAndNarrow, left, right)}));
  }

  base::Result<net::Response> Register(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const std::string wish = FieldOf(context, "do");
    const desk::Actor& actor = context.actor();
    if (wish == "excuse") {
      TRY(services_.participation.Answer(actor, id, ParticipantAct::kExcuse, AttendanceMode::kNone));
      return desk::RedirectWithFlash(context, "/sessions", locale.tr("Noted: you do not come."));
    }
    const AttendanceMode mode = wish == "online" ? AttendanceMode::kOnline : AttendanceMode::kRoom;
    TRY(services_.participation.Register(actor, id, mode));
    return desk::RedirectWithFlash(context, SessionHref(id), locale.tr("Noted. Your place is on this page."));
  }

 private:
  base::Result<Whole> Read(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto reader = TRY(ReaderOf(services_, context));
    return services_.desk.database().Read([&](db::Transaction& tx) -> base::Result<Whole> {
      Whole all;
      PanelSession session = TRY(services_.access.MustSee(tx, context.actor(), id));
      all.view = TRY(ViewOf(tx, services_, locale, std::move(session), Pointer(reader)));
      const PanelSession& now = all.view.session;
      all.chair = TRY(services_.access.MayChair(tx, context.actor(), now));
      all.parts = TRY(services_.pieces.All(tx, now, PieceKind::kPart, Pointer(reader)));
      all.speakers = TRY(services_.pieces.All(tx, now, PieceKind::kSpeaker, Pointer(reader)));
      all.documents = TRY(services_.pieces.All(tx, now, PieceKind::kDocument, Pointer(reader)));
      all.participants = TRY(services_.access.Participants(tx, id));
      all.hosts = TRY(services_.access.Hosts(tx, id));
      all.names = TRY(ReadNames(tx, id));
      if (!context.actor().person.empty())
        all.me = TRY(services_.access.ParticipantOf(tx, id, context.actor().person));
      if (!now.series.empty()) {
        const auto series = services_.sessions.MustSeeSeries(tx, context.actor(), now.series);
        if (series) all.series = *series;
      }
      for (const SessionCard& card : services_.cards) all.cards.Add(TRY(card(tx, context, now, all.chair)));
      all.has_certificate = services_.certificates.Own(tx, context.actor(), id).has_value();
      return all;
    });
  }

  SessionServices& services_;
};

}  // namespace

void AddSessionPage(SessionServices& services) {
  const auto page = std::make_shared<SessionPage>(services);
  AddPage(services, "/sessions/{id}", desk::Permission::kPanelRead,
          [page](desk::Context& c) { return page->Show(c); });
  AddPost(services, "/sessions/{id}/register", desk::Permission::kPanelTakePart,
          [page](desk::Context& c) { return page->Register(c); });
}

}  // namespace panel
