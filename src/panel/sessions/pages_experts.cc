// The roster of experts, and what of the sessions waits on the home page.

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "panel/common/nav.h"
#include "panel/sessions/faces.h"
#include "panel/sessions/guard.h"
#include "panel/sessions/kind_fields.h"

namespace panel {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::int64_t kInvitedUrgency = 420;
constexpr std::int64_t kDecideUrgency = 430;
constexpr std::int64_t kAttendanceUrgency = 320;
constexpr std::int64_t kGuardUrgency = 200;

std::string CompetenceLabel(const html::Locale& locale, std::string_view name) {
  for (const Competence& one : Competences())
    if (one.name == name) return locale.tr(one.label);
  return std::string(name);
}

std::string StateWords(const html::Locale& locale, ExpertState state) {
  switch (state) {
    case ExpertState::kProposed:
      return locale.tr("Proposed");
    case ExpertState::kListed:
      return locale.tr("Listed");
    case ExpertState::kResting:
      return locale.tr("Resting");
    case ExpertState::kRetired:
    case ExpertState::kCount:
      break;
  }
  return locale.tr("Retired");
}

std::string ActWords(const html::Locale& locale, ExpertAct act) {
  switch (act) {
    case ExpertAct::kList:
      return locale.tr("List");
    case ExpertAct::kRest:
      return locale.tr("Let rest");
    case ExpertAct::kReturn:
      return locale.tr("List again");
    case ExpertAct::kRetire:
    case ExpertAct::kCount:
      break;
  }
  return locale.tr("Retire");
}

class ExpertPages {
 public:
  explicit ExpertPages(SessionServices& services) : services_(services) {}

  base::Result<net::Response> List(desk::Context& context) const {
    return Page(context, desk::FormErrors(desk::LocaleOf(context)), 200);
  }

  base::Result<net::Response> Change(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    if (const std::string act = FieldOf(context, "do"); act != "add") {
      const auto named = ExpertActNamed(act);
      if (!named) return base::Invalid(desk::tr("There is no such step."));
      const ExpertId id = TRY(ExpertId::Parse(FieldOf(context, "expert")));
      TRY(services_.experts.Act(context.actor(), id, *named));
      return desk::RedirectWithFlash(context, "/sessions/experts", locale.tr("Done."));
    }
    Expert expert;
    expert.panel = TRY(services_.panel.panels.Root()).id;
    expert.name = FieldOf(context, "name");
    expert.organisation = FieldOf(context, "organisation");
    expert.country = FieldOf(context, "country");
    expert.languages = FieldOf(context, "languages");
    expert.about = FieldOf(context, "about");
    expert.email = FieldOf(context, "email");
    expert.consent = FieldOf(context, "consent") == "1";
    expert.competences = desk::FieldsOf(context, "competences");
    const auto added = services_.experts.Add(context.actor(), expert);
    if (added)
      return desk::RedirectWithFlash(context, "/sessions/experts", locale.tr("The expert is on the roster."));
    if (added.error().code != base::Code::kInvalid) return added.error();
    desk::FormErrors errors(locale);
    TRY(errors.Take("name", added.error()));
    return Page(context, errors, 400);
  }

 private:
  base::Result<net::Response> Page(desk::Context& context, const desk::FormErrors& errors, int status) const {
    const html::Locale& locale = desk::LocaleOf(context);
    constexpr std::int64_t kMost = 200;
    const std::string competence(context.Query("competence"));
    bool hosts = false;
    const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<Expert>> {
      const auto root = services_.panel.panels.Root(tx);
      hosts = root && Panels::Hosts(context.actor(), *root);
      return services_.experts.List(tx, context.actor(), competence, kMost);
    };
    const std::vector<Expert> experts = TRY(services_.desk.database().Read(read));
    Html main = Filter(locale, competence);
    if (experts.empty()) {
      main.Add(html::Empty(locale.tr("No experts here"), locale.tr("Nobody on the roster fits.")));
    } else {
      main.Add(Table(context, experts, hosts));
    }
    if (hosts) main.Add(AddForm(context, errors));
    return desk::PageResponse(context,
                              {.title = locale.tr("Roster of experts"),
                               .current = "/sessions",
                               .crumbs = {{locale.tr("Sessions"), "/sessions"}},
                               .status = status},
                              html::Stack({main}));
  }

  static Html Filter(const html::Locale& locale, const std::string& chosen) {
    std::vector<html::Choice> choices = {{"", locale.tr("All")}};
    for (const Competence& one : Competences())
      choices.push_back({std::string(one.name), locale.tr(one.label)});
    const std::string label = locale.tr("Competence");
    return html::Form(
        {.action = "/sessions/experts", .get = true, .css = "row", .label = locale.tr("Find experts")},
        Join(html::Field({.control_id = "competence", .label = label},
                         html::Select("competence", choices, chosen)),
             html::Button(locale.tr("Find"), {.kind = html::ButtonKind::kQuiet})));
  }

  static Html Table(desk::Context& context, const std::vector<Expert>& experts, bool hosts) {
    const html::Locale& locale = desk::LocaleOf(context);
    std::vector<desk::Heading> headings = {
        {locale.tr("Name")}, {locale.tr("Organisation")}, {locale.tr("Knows")}, {locale.tr("Languages")}};
    if (hosts) headings.push_back({locale.tr("State")});
    if (hosts) headings.push_back({locale.tr("Address")});
    desk::TableMaker table(headings);
    for (const Expert& one : experts) {
      std::string knows;
      for (const std::string& name : one.competences)
        knows += (knows.empty() ? "" : ", ") + CompetenceLabel(locale, name);
      html::Row row = {html::Value(one.name), html::Value(one.organisation), knows,
                       html::Value(one.languages)};
      if (hosts) row.push_back(Join(StateWords(locale, one.state), " ", Acts(context, one)));
      if (hosts) row.push_back(html::Value(one.email));
      table.Row(row);
    }
    return table.Done(locale.tr("Experts"));
  }

  static Html Acts(desk::Context& context, const Expert& one) {
    const html::Locale& locale = desk::LocaleOf(context);
    Html buttons;
    for (const auto& step : ExpertSteps()) {
      if (step.from != one.state) continue;
      buttons.Add(html::Button(ActWords(locale, step.act), {.name = "do",
                                                            .value = ExpertActName(step.act),
                                                            .kind = html::ButtonKind::kQuiet,
                                                            .css = "small"}));
    }
    if (buttons.empty()) return {};
    return html::Form({.action = "/sessions/experts", .csrf = context.csrf(), .css = "row"},
                      Join(desk::HiddenField("expert", one.id.text()), buttons));
  }

  static Html AddForm(desk::Context& context, const desk::FormErrors& errors) {
    const html::Locale& locale = desk::LocaleOf(context);
    const auto typed = [&](std::string_view name) {
      return errors.empty() ? std::string() : FieldOf(context, name);
    };
    const std::string name = typed("name"), organisation = typed("organisation"), country = typed("country"),
                      languages = typed("languages"), email = typed("email");
    std::vector<std::pair<std::string, Html>> choices;
    for (const Competence& one : Competences()) choices.emplace_back(one.name, locale.tr(one.label));
    const std::vector<std::string> chosen =
        errors.empty() ? std::vector<std::string>() : desk::FieldsOf(context, "competences");
    const std::string about = locale.tr("About");
    return html::Section(
        locale.tr("Add an expert"),
        html::Form(
            {.action = "/sessions/experts", .csrf = context.csrf()},
            Join(errors.Summary(), desk::HiddenField("do", "add"),
                 desk::TextField(locale.tr("Name"), {.name = "name", .value = name}, errors),
                 desk::TextField(locale.tr("Organisation"), {.name = "organisation", .value = organisation},
                                 errors),
                 desk::TextField(locale.tr("Country"), {.name = "country", .value = country}, errors,
                                 locale.tr("Its two letters.")),
                 desk::TextField(locale.tr("Languages"), {.name = "languages", .value = languages}, errors),
                 desk::TextField(locale.tr("E-mail address"),
                                 {.name = "email", .type = html::InputType::kEmail, .value = email}, errors,
                                 locale.tr("Shown to the secretariat alone.")),
                 html::Field({.control_id = "about", .label = about},
                             html::TextArea("about", typed("about"), 3)),
                 desk::CheckBoxes(locale.tr("Knows"), "competences", choices, chosen, errors),
                 html::CheckBox("consent", "1", locale.tr("Agreed to be listed for members"),
                                typed("consent") == "1"),
                 html::Button(locale.tr("Add"), {.kind = html::ButtonKind::kQuiet}))));
  }

  SessionServices& services_;
};

// Invitations to answer, people to decide about, attendance to record, a year that runs out.
base::Result<std::vector<desk::HomeItem>> HomeItems(SessionServices& services, desk::Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  const desk::Actor& actor = context.actor();
  std::vector<desk::HomeItem> items;
  if (actor.person.empty() || actor.org.empty()) return items;
  const auto read = [&](db::Transaction& tx) -> base::Status {
    SessionFilter mine;
    mine.mine = true;
    for (const PanelSession& session :
         TRY(services.access.VisibleTo(tx, actor, mine, {}, base::kMaxSessionsPage))) {
      const auto me = TRY(services.access.ParticipantOf(tx, session.id, actor.person));
      const std::string title = session.closed() ? locale.tr("A session behind closed doors") : session.title;
      const bool ahead = session.state == SessionState::kAnnounced ||
                         session.state == SessionState::kRegistration || session.state == SessionState::kFull;
      if (me && me->state == ParticipantState::kInvited && ahead)
        items.push_back({title, locale.tr("You are invited: say whether you come."), SessionHref(session.id),
                         locale.tr("Answer"), kInvitedUrgency});
      if (!TRY(services.access.MayChair(tx, actor, session))) continue;
      const std::vector<Participant> all = TRY(services.access.Participants(tx, session.id));
      const SeatCount seats = CountSeats(all);
      if (seats.asked > 0 && ahead)
        items.push_back({title,
                         locale.ntr("{n} person asks to come.", "{n} persons ask to come.", seats.asked),
                         SessionHref(session.id, "/people"), locale.tr("Decide"), kDecideUrgency});
      const bool recorded =
          std::any_of(all.begin(), all.end(), [](const Participant& one) { return one.present.has_value(); });
      if (session.state == SessionState::kHeld && !recorded)
        items.push_back({title, locale.tr("The session was held; who was there is not recorded yet."),
                         SessionHref(session.id, "/people"), locale.tr("Record attendance"),
                         kAttendanceUrgency});
    }
    for (const Panel& panel : TRY(services.panel.panels.HostedBy(tx, actor))) {
      const YearOfSessions year =
          TRY(GuardOf(tx, services.access, actor, panel.id, services.desk.clock().Now()));
      if (year.late && panel.kind == PanelKind::kPanel)
        items.push_back(
            {locale.tr("The panel meets twice a year"),
             locale.ntr("{n} session is missing in {year}.", "{n} sessions are missing in {year}.",
                        year.missing, {{"year", fmt::to_string(year.year)}}),
             "/sessions", locale.tr("Plan one"), kGuardUrgency});
    }
    return base::Ok();
  };
  TRY(services.desk.database().Read(read));
  return items;
}

}  // namespace

void AddExpertPages(SessionServices& services) {
  const auto pages = std::make_shared<ExpertPages>(services);
  AddPage(services, "/sessions/experts", desk::Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->List(c); });
  AddPost(services, "/sessions/experts", desk::Permission::kPanelManage,
          [pages](desk::Context& c) { return pages->Change(c); });
}

void AddHomeItems(SessionServices& services) {
  services.desk.AddHome(
      {.permission = desk::Permission::kPanelRead,
       .items = [&services](desk::Context& context) { return HomeItems(services, context); }});
  AddPanelNav(services.desk, {.part = NavPart::kSessions,
                              .place = 0,
                              .label = [](const html::Locale& locale) { return locale.tr("Sessions"); },
                              .href = "/sessions"});
}

void RegisterSessionPages(SessionServices& services) {
  AddSessionListPages(services);
  AddSessionFormPages(services);
  AddSessionPage(services);
  AddPeoplePages(services);
  AddProgrammePages(services);
  AddDocumentPages(services);
  AddExpertPages(services);
  AddHomeItems(services);
}

}  // namespace panel
