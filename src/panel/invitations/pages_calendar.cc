// The page "Calendar" of a session: what the invited ones answered, other times that they proposed, and the
// days of a session of several days; and what of it stands on the session's own page.

#include <fmt/format.h>

#include "desk/people/fields.h"
#include "desk/tr.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "panel/invitations/faces.h"
#include "panel/sessions/kind_fields.h"
#include "panel/sessions/zone.h"

namespace panel::invitations {
namespace {

using html::El;
using html::Html;
using html::Join;

struct Page {
  SessionView view;
  bool chair = false;
  SessionNames names;
  AnswerView answers;
  std::vector<OpenProposal> proposals;
  std::vector<SessionDay> days;
  std::optional<Invitation> mine;
  std::string address;  // to which answers go; empty: nobody reads them
};

html::Mark MarkOf(InvitationState state) {
  switch (state) {
    case InvitationState::kAccepted:
      return html::Mark::kOk;
    case InvitationState::kTentative:
      return html::Mark::kCare;
    case InvitationState::kDeclined:
      return html::Mark::kHarm;
    case InvitationState::kAsked:
      return html::Mark::kUnknown;
    case InvitationState::kWithdrawn:
    case InvitationState::kCount:
      break;
  }
  return html::Mark::kPlain;
}

std::string CountText(const html::Locale& locale, const AnswerCount& count) {
  return locale.tr("{yes} yes · {perhaps} perhaps · {no} no · {open} without an answer",
                   {{"yes", locale.Number(count.accepted)},
                    {"perhaps", locale.Number(count.tentative)},
                    {"no", locale.Number(count.declined)},
                    {"open", locale.Number(count.asked)}});
}

Html CountPicture(const html::Locale& locale, const AnswerCount& count) {
  const std::string words = CountText(locale, count);
  const auto key = [&](html::Fill fill, const std::string& meaning) {
    return El("span", {{"class", "row"}}, html::KeySample(fill), El("span", meaning));
  };
  const Html strip =
      html::Strip(locale.tr("Answers to the invitation"), words,
                  {{static_cast<std::size_t>(count.accepted), html::Fill::kFilled},
                   {static_cast<std::size_t>(count.declined), html::Fill::kOutlined},
                   {static_cast<std::size_t>(count.tentative + count.asked), html::Fill::kGrey}});
  return El("figure", {{"class", "fig"}}, El("div", {{"class", "scroll"}}, strip),
            El("figcaption", {{"class", "row small key"}}, key(html::Fill::kFilled, locale.tr("Yes")),
               key(html::Fill::kOutlined, locale.tr("No")),
               key(html::Fill::kGrey, locale.tr("Perhaps or no answer yet")), El("span", words)));
}

std::string DayAnswers(const html::Locale& locale, const PanelSession& session, const AnswerRow& row) {
  std::string text;
  for (const auto& [starts, answer] : row.days) {
    const std::string day = locale.ShortDate(starts.ms + OffsetMs(session.zone, starts));
    const char* label = answer == calendar::Answer::kAccepted    ? desk::tr("{day}: yes")
                        : answer == calendar::Answer::kTentative ? desk::tr("{day}: perhaps")
                                                                 : desk::tr("{day}: no");
    text += (text.empty() ? "" : "; ") + locale.tr(label, {{"day", day}});
  }
  return text;
}

Html Answers(const html::Locale& locale, const Page& page) {
  if (page.answers.rows.empty())
    return html::Section(
        locale.tr("Answers"),
        html::Empty(
            locale.tr("No invitations yet"),
            locale.tr("Once the session is announced, everybody who is invited or comes gets an entry for "
                      "her calendar by mail, within five minutes.")));
  desk::TableMaker table(
      {{locale.tr("Name")}, {locale.tr("Answer")}, {locale.tr("When")}, {locale.tr("Words")}});
  for (const AnswerRow& row : page.answers.rows) {
    const std::string days = DayAnswers(locale, page.view.session, row);
    table.Row({html::Value(page.names.Person(row.person)),
               Join(html::Badge(MarkOf(row.state), locale.tr(AnswerLabel(row.state))),
                    days.empty() ? Html() : El("div", {{"class", "small muted"}}, days)),
               row.answered ? desk::MomentOf(locale, *row.answered) : Html("–"), html::Value(row.comment)});
  }
  return html::Section(locale.tr("Answers"), Join(CountPicture(locale, page.answers.count),
                                                  table.Done(locale.tr("Answers to the invitation"))));
}

Html Proposals(desk::Context& context, const Page& page) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (page.proposals.empty()) return {};
  desk::TableMaker table(
      {{locale.tr("Who")}, {locale.tr("Proposed time")}, {locale.tr("Words")}, {locale.tr("Decide")}});
  for (const OpenProposal& one : page.proposals) {
    const Proposal& proposal = one.proposal;
    Html time = DayText(locale, page.view.session, proposal.starts, proposal.ends);
    if (proposal.day)
      time = Join(
          time, El("div", {{"class", "small muted"}},
                   locale.tr("instead of {day}",
                             {{"day", locale.ShortDate(proposal.day->ms +
                                                       OffsetMs(page.view.session.zone, *proposal.day))}})));
    Html words = html::Value(WordOf(one.words, "comment"));
    const std::string_view place = WordOf(one.words, "place");
    if (!place.empty())
      words = Join(words, El("div", {{"class", "small"}}, locale.tr("Place: {place}", {{"place", place}})));
    Html decide = html::Badge(html::Mark::kPlain,
                              locale.tr(proposal.state == ProposalState::kAccepted   ? desk::tr("Accepted")
                                        : proposal.state == ProposalState::kDeclined ? desk::tr("Declined")
                                        : proposal.state == ProposalState::kReplaced ? desk::tr("Replaced")
                                                                                     : desk::tr("Lapsed")));
    if (proposal.state == ProposalState::kOpen)
      decide = html::Form(
          {.action = SessionHref(page.view.session.id, "/calendar"), .csrf = context.csrf(), .css = "row"},
          Join(desk::HiddenField("proposal", proposal.id.text()),
               html::Button(locale.tr("Accept: move it"), {.name = "do", .value = "accept", .css = "small"}),
               html::Button(
                   locale.tr("Decline"),
                   {.name = "do", .value = "decline", .kind = html::ButtonKind::kQuiet, .css = "small"})));
    table.Row({html::Value(one.name), time, words, decide});
  }
  return html::Section(locale.tr("Other times that were proposed"),
                       table.Done(locale.tr("Other times that were proposed")));
}

Html DayButtons(desk::Context& context, const Page& page, const SessionDay& day) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html buttons;
  for (const auto& step : DaySteps()) {
    if (step.from != day.state || step.act == DayAct::kMove) continue;
    buttons.Add(html::Button(
        locale.tr(step.act == DayAct::kCancel ? desk::tr("Cancel this day") : desk::tr("As planned again")),
        {.name = "do", .value = DayActName(step.act), .kind = html::ButtonKind::kQuiet, .css = "small"}));
  }
  return html::Form(
      {.action = SessionHref(page.view.session.id, "/calendar"), .csrf = context.csrf(), .css = "row"},
      Join(desk::VersionField(page.view.session.version),
           desk::HiddenField("day", fmt::to_string(day.planned.ms)), buttons));
}

Html MoveForm(desk::Context& context, const Page& page, const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const PanelSession& session = page.view.session;
  std::vector<html::Choice> choices;
  const SessionDay* first = nullptr;
  for (const SessionDay& day : page.days) {
    if (!Allows(DaySteps(), day.state, DayAct::kMove)) continue;
    if (first == nullptr) first = &day;
    choices.push_back(
        {fmt::to_string(day.planned.ms), locale.Date(day.planned.ms + OffsetMs(session.zone, day.planned))});
  }
  if (choices.empty()) return {};
  const auto typed = [&](std::string_view name, base::UtcTime usual) {
    return errors.empty() ? WallText(WallTimeAt(session.zone, usual)) : desk::FieldOf(context, name);
  };
  const std::string starts = typed("starts", first->starts);
  const std::string ends = typed("ends", first->ends);
  return html::Closed(
      locale.tr("Move one day"),
      html::Form(
          {.action = SessionHref(session.id, "/calendar"), .csrf = context.csrf()},
          Join(errors.Summary(), desk::VersionField(session.version),
               html::Field({.control_id = "day", .label = locale.tr("Day")},
                           html::Select("day", choices,
                                        errors.empty() ? choices[0].value : desk::FieldOf(context, "day"))),
               desk::TextField(locale.tr("Begins"), {.name = "starts", .value = starts}, errors,
                               locale.tr("As 2026-12-01T14:00, by the clock of the place.")),
               desk::TextField(locale.tr("Ends"), {.name = "ends", .value = ends}, errors),
               html::Button(locale.tr("Move this day"), {.name = "do", .value = "move"}))),
      !errors.empty());
}

Html DaysOf(desk::Context& context, const Page& page, const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (page.days.empty()) return {};
  const PanelSession& session = page.view.session;
  const bool decides = page.chair && !IsPast(session);
  std::vector<desk::Heading> headings = {{locale.tr("Day")}, {locale.tr("Time")}, {locale.tr("State")}};
  if (decides) headings.push_back({locale.tr("Decide")});
  desk::TableMaker table(headings);
  for (const SessionDay& day : page.days) {
    const html::Mark mark = day.state == DayState::kPlanned ? html::Mark::kOk
                            : day.state == DayState::kMoved ? html::Mark::kCare
                                                            : html::Mark::kHarm;
    const char* label = day.state == DayState::kPlanned ? desk::tr("As planned")
                        : day.state == DayState::kMoved ? desk::tr("Moved")
                                                        : desk::tr("Cancelled");
    html::Row row = {locale.Date(day.planned.ms + OffsetMs(session.zone, day.planned)),
                     DayText(locale, session, day.starts, day.ends), html::Badge(mark, locale.tr(label))};
    if (decides) row.push_back(DayButtons(context, page, day));
    table.Row(row);
  }
  return html::Section(locale.tr("Days"), Join(table.Done(locale.tr("Days")),
                                               decides ? MoveForm(context, page, errors) : Html()));
}

Html Mine(const html::Locale& locale, const Page& page) {
  if (!page.mine || page.mine->state == InvitationState::kWithdrawn) return {};
  return html::Section(
      locale.tr("Your entry"),
      Join(El("p", html::Badge(MarkOf(page.mine->state), locale.tr(AnswerLabel(page.mine->state)))),
           El("p", {{"class", "small muted"}},
              page.address.empty()
                  ? locale.tr("Sent to {address}. Answer on the session's page.",
                              {{"address", page.mine->address}})
                  : locale.tr("Sent to {address}. Answer in your calendar program, or on the session's page.",
                              {{"address", page.mine->address}}))));
}

class CalendarPage {
 public:
  explicit CalendarPage(InvitationServices& services) : services_(services) {}

  base::Result<net::Response> Show(desk::Context& context) const {
    return Answer(context, desk::FormErrors(desk::LocaleOf(context)), 200);
  }

  base::Result<net::Response> Do(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const std::string act = desk::FieldOf(context, "do");
    if (const std::string proposal = desk::FieldOf(context, "proposal"); !proposal.empty()) {
      const auto named = ProposalActNamed(act);
      if (!named) return base::Invalid(desk::tr("There is no such step."));
      const ProposalId proposal_id = TRY(ProposalId::Parse(proposal));
      TRY(services_.proposals.Decide(context.actor(), id, proposal_id, *named));
      return Back(context, id,
                  *named == ProposalAct::kAccept
                      ? locale.tr("Moved. Everybody gets the new time within five minutes.")
                      : locale.tr("Declined. Whoever proposed it is told within five minutes."));
    }
    const auto named = DayActNamed(act);
    const auto day = desk::WholeNumber(desk::FieldOf(context, "day"));
    if (!named || !day) return base::Invalid(desk::tr("There is no such step."));
    const auto version = desk::WholeNumber(desk::FieldOf(context, "version"));
    base::UtcTime starts;
    base::UtcTime ends;
    desk::FormErrors errors(locale);
    if (*named == DayAct::kMove) {
      TRY(ReadTimes(context, id, starts, ends, errors));
      if (!errors.empty()) return Answer(context, errors, 422);
    }
    const base::Status done =
        services_.days.Act(context.actor(), id, {*day}, *named, starts, ends, version.value_or(-1));
    if (done) return Back(context, id, locale.tr("Saved. Those invited get it within five minutes."));
    if (done.error().code != base::Code::kInvalid) return done.error();
    TRY(errors.Take("ends", done.error()));
    return Answer(context, errors, 422);
  }

 private:
  static net::Response Back(desk::Context& context, const PanelSessionId& id, const std::string& words) {
    return desk::RedirectWithFlash(context, SessionHref(id, "/calendar"), words);
  }

  base::Status ReadTimes(desk::Context& context, const PanelSessionId& id, base::UtcTime& starts,
                         base::UtcTime& ends, desk::FormErrors& errors) const {
    const auto read = [&](db::Transaction& tx) {
      return services_.access.MustChair(tx, context.actor(), id);
    };
    const PanelSession session = TRY(services_.desk.database().Read(read));
    for (const auto& [name, time] : {std::pair{"starts", &starts}, std::pair{"ends", &ends}}) {
      const auto wall = WallTimeOf(desk::FieldOf(context, name));
      const auto moment = wall ? MomentAt(session.zone, *wall) : base::Result<base::UtcTime>(wall.error());
      if (moment)
        *time = *moment;
      else
        TRY(errors.Take(name, moment.error()));
    }
    return base::Ok();
  }

  base::Result<Page> Read(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto reader = TRY(ReaderOf(services_.sessions, context));
    return services_.desk.database().Read([&](db::Transaction& tx) -> base::Result<Page> {
      Page page;
      PanelSession session = TRY(services_.access.MustSee(tx, context.actor(), id));
      page.view = TRY(ViewOf(tx, services_.sessions, locale, std::move(session), Pointer(reader)));
      page.chair = TRY(services_.access.MayChair(tx, context.actor(), page.view.session));
      page.days = TRY(services_.days.Of(tx, page.view.session));
      page.address = TRY(services_.addresses.Of(tx, page.view.session.panel));
      if (!context.actor().person.empty())
        page.mine = TRY(services_.book.Find(tx, id, context.actor().person));
      if (!page.chair) return page;
      page.names = TRY(ReadNames(tx, id));
      page.answers = TRY(AnswersOf(tx, services_, page.view.session, Pointer(reader)));
      page.proposals = TRY(services_.proposals.Of(tx, context.actor(), id, Pointer(reader)));
      return page;
    });
  }

  base::Result<net::Response> Answer(desk::Context& context, const desk::FormErrors& errors,
                                     int status) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Page page = TRY(Read(context));
    Html main = SessionTabs(locale, page.view.session, "/calendar", page.chair);
    if (page.chair) {
      main.Add(Proposals(context, page));
      main.Add(Answers(locale, page));
    }
    main.Add(DaysOf(context, page, errors));
    main.Add(Mine(locale, page));
    main.Add(html::Section(
        locale.tr("In your calendar program"),
        El("p", locale.tr("A feed link shows your sessions in any calendar program, always as they stand."),
           " ", desk::LinkTo("/sessions/calendar", locale.tr("Feed links")))));
    return desk::PageResponse(context,
                              {.title = page.view.title,
                               .subtitle = WhenBoth(locale, page.view.session),
                               .current = "/sessions",
                               .crumbs = {{locale.tr("Sessions"), "/sessions"}},
                               .badges = StateBadge(locale, page.view.session),
                               .status = status},
                              html::Stack({main}));
  }

  InvitationServices& services_;
};

// On the session's own page, for its chairs.
base::Result<Html> Card(db::Transaction& tx, InvitationServices& services, desk::Context& context,
                        const PanelSession& session, bool chair) {
  if (!chair) return Html();
  const html::Locale& locale = desk::LocaleOf(context);
  const AnswerView view = TRY(AnswersOf(tx, services, session, nullptr));
  if (view.rows.empty()) return Html();
  std::int64_t open = 0;
  for (const OpenProposal& one : TRY(services.proposals.Of(tx, context.actor(), session.id, nullptr)))
    open += one.proposal.state == ProposalState::kOpen ? 1 : 0;
  Html content = CountPicture(locale, view.count);
  if (open > 0)
    content.Add(El("p", html::Badge(html::Mark::kAct, locale.ntr("{n} other time proposed",
                                                                 "{n} other times proposed", open))));
  return html::Section(locale.tr("Answers"), content,
                       desk::LinkTo(SessionHref(session.id, "/calendar"), locale.tr("All of them")));
}

}  // namespace

void AddCalendarPage(InvitationServices& services) {
  const auto page = std::make_shared<CalendarPage>(services);
  AddPage(services.sessions, "/sessions/{id}/calendar", desk::Permission::kPanelRead,
          [page](desk::Context& c) { return page->Show(c); });
  AddPost(services.sessions, "/sessions/{id}/calendar", desk::Permission::kPanelTakePart,
          [page](desk::Context& c) { return page->Do(c); });
}

void AddAnswersCard(InvitationServices& services, SessionServices& sessions) {
  sessions.cards.push_back([&services](db::Transaction& tx, desk::Context& context,
                                       const PanelSession& session,
                                       bool chair) { return Card(tx, services, context, session, chair); });
}

void AddInvitationHome(InvitationServices& services) {
  constexpr std::int64_t kUrgency = 60;
  services.desk.AddHome(
      {.permission = desk::Permission::kPanelTakePart,
       .items = [&services](desk::Context& context) -> base::Result<std::vector<desk::HomeItem>> {
         const html::Locale& locale = desk::LocaleOf(context);
         std::vector<desk::HomeItem> items;
         if (context.actor().person.empty()) return items;
         const auto read = [&](db::Transaction& tx) {
           return services.proposals.WaitingFor(tx, context.actor());
         };
         for (const auto& [session, count] : TRY(services.desk.database().Read(read)))
           items.push_back(
               {locale.tr("Another time is proposed for a session"),
                locale.ntr("{n} proposal waits for the chair.", "{n} proposals wait for the chair.", count),
                SessionHref(session, "/calendar"), locale.tr("Decide"), kUrgency});
         return items;
       }});
}

}  // namespace panel::invitations
