// Who takes part: invitations, decisions, attendance, certificates; and the log of a closed session.

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "panel/sessions/faces.h"
#include "panel/sessions/kind_fields.h"

namespace panel {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kLogLines = 50;

struct PeopleView {
  SessionView view;
  std::vector<Participant> participants;
  SessionNames names;
  std::vector<desk::AuditEntry> log;
  std::size_t certificates = 0;
  bool chair = false;
  bool inside = false;  // takes part herself
};

std::vector<html::Choice> RoleChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < static_cast<std::size_t>(ParticipantRole::kCount); ++i) {
    const auto role = static_cast<ParticipantRole>(i);
    choices.push_back({std::string(ParticipantRoleName(role)), locale.tr(RoleLabel(role))});
  }
  return choices;
}

html::Mark MarkOf(ParticipantState state) {
  switch (state) {
    case ParticipantState::kComing:
      return html::Mark::kOk;
    case ParticipantState::kInvited:
      return html::Mark::kUnknown;
    case ParticipantState::kAsked:
      return html::Mark::kAct;
    case ParticipantState::kWaiting:
      return html::Mark::kCare;
    case ParticipantState::kRefused:
    case ParticipantState::kExcused:
    case ParticipantState::kRemoved:
    case ParticipantState::kCount:
      break;
  }
  return html::Mark::kPlain;
}

bool RecordsAttendance(const PanelSession& session) {
  return session.state == SessionState::kUnderWay || session.state == SessionState::kHeld;
}

Html Decisions(const html::Locale& locale, desk::Context& context, const PanelSession& session,
               const Participant& one) {
  Html buttons;
  for (const auto& step : ParticipantSteps()) {
    if (step.from != one.state || step.act == ParticipantAct::kAccept || step.act == ParticipantAct::kExcuse)
      continue;
    const char* words = step.act == ParticipantAct::kApprove  ? desk::tr("Approve")
                        : step.act == ParticipantAct::kRefuse ? desk::tr("Refuse")
                        : step.act == ParticipantAct::kRemove ? desk::tr("Remove")
                                                              : desk::tr("Invite again");
    buttons.Add(html::Button(locale.tr(words), {.name = "do",
                                                .value = ParticipantActName(step.act),
                                                .kind = html::ButtonKind::kQuiet,
                                                .css = "small"}));
  }
  if (buttons.empty()) return {};
  return html::Form({.action = SessionHref(session.id, "/people"), .csrf = context.csrf(), .css = "row"},
                    Join(desk::HiddenField("person", one.person.text()), buttons));
}

// What somebody takes part as; a chair may change it.
Html RoleCell(desk::Context& context, const PeopleView& all, const Participant& one) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string role = locale.tr(RoleLabel(one.role));
  if (!all.chair || !one.belongs()) return role;
  const std::string id = "role-" + one.person.text();
  const Html form = html::Form(
      {.action = SessionHref(all.view.session.id, "/people"), .csrf = context.csrf(), .css = "row"},
      Join(desk::HiddenField("person", one.person.text()), desk::HiddenField("do", "role"),
           El("label", {{"class", "vh"}, {"for", id}}, locale.tr("As")),
           html::Select("role", RoleChoices(locale), ParticipantRoleName(one.role), id),
           html::Button(locale.tr("Save"), {.kind = html::ButtonKind::kQuiet, .css = "small"})));
  return html::Closed(role, form);
}

Html PeopleTable(desk::Context& context, const PeopleView& all) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<desk::Heading> headings = {
      {locale.tr("Name")}, {locale.tr("For")}, {locale.tr("As")}, {locale.tr("State")}, {locale.tr("How")}};
  if (all.chair) headings.push_back({locale.tr("Decide")});
  desk::TableMaker table(headings);
  for (const Participant& one : all.participants) {
    if (!all.chair && !one.belongs()) continue;
    Html state = html::Badge(MarkOf(one.state), locale.tr(ParticipantStateLabel(one.state)));
    if (all.view.session.closed() && one.belongs() && !one.let_in)
      state = Join(state, " ", html::Badge(html::Mark::kCare, locale.tr("no keys yet")));
    html::Row row = {html::Value(all.names.Person(one.person)), html::Value(all.names.Org(one.org)),
                     RoleCell(context, all, one), state,
                     one.present ? locale.tr(ModeLabel(*one.present)) : locale.tr(ModeLabel(one.planned))};
    if (all.chair) row.push_back(Decisions(locale, context, all.view.session, one));
    table.Row(row);
  }
  return table.Done(locale.tr("Who takes part"));
}

Html InviteForm(desk::Context& context, const PeopleView& all, const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string email = errors.empty() ? "" : FieldOf(context, "email");
  const std::string org = errors.empty() ? "" : FieldOf(context, "org");
  return html::Section(
      locale.tr("Invite"),
      html::Form(
          {.action = SessionHref(all.view.session.id, "/people"), .csrf = context.csrf()},
          Join(errors.Summary(), desk::HiddenField("do", "invite"),
               desk::TextField(locale.tr("E-mail address"),
                               {.name = "email", .type = html::InputType::kEmail, .value = email}, errors),
               desk::TextField(locale.tr("Organisation"), {.name = "org", .value = org}, errors,
                               locale.tr("Its short name.")),
               html::Field({.control_id = "role", .label = locale.tr("As")},
                           html::Select("role", RoleChoices(locale), "guest")),
               html::Button(locale.tr("Invite")))));
}

Html AttendanceForm(desk::Context& context, const PeopleView& all) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (!RecordsAttendance(all.view.session)) return {};
  Html rows;
  for (const Participant& one : all.participants) {
    if (!one.belongs()) continue;
    const std::string name = "at-" + one.person.text();
    const AttendanceMode now =
        one.present.value_or(one.state == ParticipantState::kComing ? one.planned : AttendanceMode::kNone);
    std::vector<html::Choice> choices;
    for (std::size_t i = 0; i < static_cast<std::size_t>(AttendanceMode::kCount); ++i) {
      const auto mode = static_cast<AttendanceMode>(i);
      choices.push_back({std::string(AttendanceModeName(mode)), locale.tr(ModeLabel(mode))});
    }
    const std::string label = all.names.Person(one.person);
    rows.Add(html::Field({.control_id = name, .label = label},
                         html::Select(name, choices, AttendanceModeName(now))));
  }
  return html::Section(
      locale.tr("Who was there"),
      html::Form(
          {.action = SessionHref(all.view.session.id, "/people"), .csrf = context.csrf()},
          Join(desk::HiddenField("do", "attendance"), rows, html::Button(locale.tr("Record attendance")))));
}

Html CertificateForm(desk::Context& context, const PeopleView& all) {
  const html::Locale& locale = desk::LocaleOf(context);
  const SessionState state = all.view.session.state;
  if (state != SessionState::kHeld && state != SessionState::kClosed) return {};
  return html::Section(
      locale.tr("Certificates of attendance"),
      Join(El("p", locale.ntr("{n} issued.", "{n} issued.", static_cast<std::int64_t>(all.certificates))),
           html::Form({.action = SessionHref(all.view.session.id, "/people"), .csrf = context.csrf()},
                      Join(desk::HiddenField("do", "certificates"),
                           html::Button(locale.tr("Issue to those who were there"),
                                        {.kind = html::ButtonKind::kQuiet})))));
}

Html LetInForm(desk::Context& context, const PeopleView& all) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (!all.view.session.closed()) return {};
  return html::Section(
      locale.tr("Sealed content"),
      Join(
          El("p",
             locale.tr("Lets in those who made vault keys since they were invited, and renews what somebody "
                       "who left could have kept.")),
          html::Form({.action = SessionHref(all.view.session.id, "/people"), .csrf = context.csrf()},
                     Join(desk::HiddenField("do", "let-in"),
                          html::Button(locale.tr("Let in and renew"), {.kind = html::ButtonKind::kQuiet})))));
}

Html LogOf(const html::Locale& locale, const PeopleView& all) {
  if (all.log.empty()) return {};
  std::vector<html::HistoryItem> items;
  for (const desk::AuditEntry& entry : all.log)
    items.push_back(
        {.when = locale.DateTime(entry.time.ms),
         .datetime = base::FormatTime(entry.time),
         .what = Join(fmt::format("{} · ", entry.number), El("code", entry.action), " ",
                      entry.actor.starts_with("person:")
                          ? html::Value(all.names.Person(desk::PersonId::FromStore(entry.actor.substr(7))))
                          : Html(entry.actor))});
  return html::Closed(locale.tr("Log of this session, for its participants alone"), html::History(items));
}

class PeoplePages {
 public:
  explicit PeoplePages(SessionServices& services) : services_(services) {}

  base::Result<net::Response> Show(desk::Context& context) const {
    return Page(context, desk::FormErrors(desk::LocaleOf(context)), 200);
  }

  base::Result<net::Response> Do(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const std::string act = FieldOf(context, "do");
    const auto reader = TRY(ReaderOf(services_, context));
    if (act == "invite") return Invite(context, id, Pointer(reader));
    if (act == "attendance") return Attendance(context, id);
    if (act == "certificates") {
      const std::int64_t issued = TRY(services_.certificates.Issue(context.actor(), id));
      return Back(context, id, locale.ntr("{n} certificate issued.", "{n} certificates issued.", issued));
    }
    if (act == "let-in") return LetIn(context, id, reader);
    if (act == "role") {
      const auto role = ParticipantRoleNamed(FieldOf(context, "role"));
      if (!role) return base::Invalid(desk::tr("Choose one of the list."));
      TRY(services_.participation.SetRole(context.actor(), id, PersonIn(context), *role));
      return Back(context, id, locale.tr("Saved."));
    }
    const auto named = ParticipantActNamed(act);
    if (!named) return base::Invalid(desk::tr("There is no such step."));
    TRY(services_.participation.Decide(context.actor(), Pointer(reader), id, PersonIn(context), *named));
    return Back(context, id, locale.tr("Done."));
  }

 private:
  static desk::PersonId PersonIn(desk::Context& context) {
    const auto person = desk::PersonId::Parse(FieldOf(context, "person"));
    return person ? *person : desk::PersonId();
  }
  static net::Response Back(desk::Context& context, const PanelSessionId& id, const std::string& words) {
    return desk::RedirectWithFlash(context, SessionHref(id, "/people"), words);
  }

  base::Result<net::Response> Invite(desk::Context& context, const PanelSessionId& id,
                                     const vault::UnlockedPerson* reader) const {
    const auto role = ParticipantRoleNamed(FieldOf(context, "role")).value_or(ParticipantRole::kGuest);
    const base::Status done = services_.participation.Invite(
        context.actor(), reader, id, FieldOf(context, "email"), FieldOf(context, "org"), role);
    if (done) return Back(context, id, desk::LocaleOf(context).tr("Invited."));
    if (done.error().code != base::Code::kInvalid && done.error().code != base::Code::kConflict)
      return done.error();
    desk::FormErrors errors(desk::LocaleOf(context));
    TRY(errors.Take("email", done.error()));
    return Page(context, errors, 400);
  }

  base::Result<net::Response> Attendance(desk::Context& context, const PanelSessionId& id) const {
    std::vector<std::pair<desk::PersonId, AttendanceMode>> present;
    const net::Form* form = TRY(context.Form());
    for (const auto& [name, value] : form->fields.pairs()) {
      if (!name.starts_with("at-")) continue;
      const auto mode = AttendanceModeNamed(value);
      if (!mode) return base::Invalid(desk::tr("Choose one of the list."));
      present.emplace_back(TRY(desk::PersonId::Parse(name.substr(3))), *mode);
    }
    TRY(services_.participation.RecordAttendance(context.actor(), id, present));
    return Back(context, id, desk::LocaleOf(context).tr("Attendance is recorded."));
  }

  base::Result<net::Response> LetIn(desk::Context& context, const PanelSessionId& id,
                                    const std::optional<vault::UnlockedPerson>& reader) const {
    const html::Locale& locale = desk::LocaleOf(context);
    if (!reader) return Back(context, id, locale.tr("Unlock your vault first."));
    const std::int64_t left = TRY(services_.participation.LetIn(context.actor(), *reader, id));
    return Back(context, id,
                left == 0 ? locale.tr("Everybody is in.")
                          : locale.ntr("{n} has no vault keys yet.", "{n} have no vault keys yet.", left));
  }

  base::Result<PeopleView> Read(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto reader = TRY(ReaderOf(services_, context));
    return services_.desk.database().Read([&](db::Transaction& tx) -> base::Result<PeopleView> {
      PeopleView all;
      PanelSession session = TRY(services_.access.MustSee(tx, context.actor(), id));
      all.view = TRY(ViewOf(tx, services_, locale, std::move(session), Pointer(reader)));
      all.participants = TRY(services_.access.Participants(tx, id));
      all.names = TRY(ReadNames(tx, id));
      all.chair = TRY(services_.access.MayChair(tx, context.actor(), all.view.session));
      for (const Participant& one : all.participants)
        all.inside =
            all.inside || (one.person == context.actor().person && one.org == context.org() && one.belongs());
      if (all.view.session.closed()) all.log = TRY(services_.access.closed_log().Page(tx, id, 0, kLogLines));
      if (all.chair) all.certificates = TRY(services_.certificates.Of(tx, context.actor(), id)).size();
      return all;
    });
  }

  base::Result<net::Response> Page(desk::Context& context, const desk::FormErrors& errors, int status) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PeopleView all = TRY(Read(context));
    Html main = SessionTabs(locale, all.view.session, "/people", all.chair);
    if (all.chair || all.inside) {
      main.Add(PeopleTable(context, all));
    } else {
      const SeatCount seats = CountSeats(all.participants);
      main.Add(html::Empty(locale.ntr("{n} person comes", "{n} persons come", seats.room + seats.online),
                           locale.tr("Names are shown to those who take part.")));
    }
    if (all.chair) {
      main.Add(AttendanceForm(context, all));
      main.Add(InviteForm(context, all, errors));
      main.Add(CertificateForm(context, all));
      main.Add(LetInForm(context, all));
    }
    main.Add(LogOf(locale, all));
    return desk::PageResponse(context,
                              {.title = all.view.title,
                               .subtitle = WhenBoth(locale, all.view.session),
                               .current = "/sessions",
                               .crumbs = {{locale.tr("Sessions"), "/sessions"}},
                               .badges = StateBadge(locale, all.view.session),
                               .status = status},
                              html::Stack({main}));
  }

  SessionServices& services_;
};

}  // namespace

void AddPeoplePages(SessionServices& services) {
  const auto pages = std::make_shared<PeoplePages>(services);
  AddPage(services, "/sessions/{id}/people", desk::Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->Show(c); });
  AddPost(services, "/sessions/{id}/people", desk::Permission::kPanelTakePart,
          [pages](desk::Context& c) { return pages->Do(c); });
}

}  // namespace panel
