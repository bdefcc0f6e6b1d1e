#include <fmt/format.h>

#include <algorithm>

#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "voice/casework/pages.h"
#include "voice/services.h"

namespace voice {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::string DutyText(const Team& team) {
  std::string text;
  for (const DutyHours& hours : team.duty)
    text += fmt::format("{} {:02}:{:02}-{:02}:{:02}\n", kDays.at(static_cast<std::size_t>(hours.weekday)),
                        hours.from_minute / 60, hours.from_minute % 60, hours.to_minute / 60,
                        hours.to_minute % 60);
  return text;
}

std::optional<int> MinutesIn(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = desk::WholeNumber(text.substr(0, 2)), minute = desk::WholeNumber(text.substr(3));
  if (!hour || !minute || *hour > 24 || *minute > 59) return std::nullopt;
  return static_cast<int>(*hour * 60 + *minute);
}

// One line a turn: "mon 09:00-18:00".
base::Result<std::vector<DutyHours>> DutyIn(std::string_view text) {
  std::vector<DutyHours> duty;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    std::erase(line, '\r');
    ++number;
    if (line.find_first_not_of(' ') == std::string::npos) continue;
    const auto day = std::find(kDays.begin(), kDays.end(), line.substr(0, 3));
    const auto from = line.size() == 15 ? MinutesIn(std::string_view(line).substr(4, 5)) : std::nullopt;
    const auto to = line.size() == 15 ? MinutesIn(std::string_view(line).substr(10)) : std::nullopt;
    if (day == kDays.end() || !from || !to)
      return base::Invalid(fmt::format("duty, line {}: \"mon 09:00-18:00\" is expected", number));
    duty.push_back({static_cast<int>(day - kDays.begin()), *from, *to});
  }
  return duty;
}

LawDuty LawDutyIn(std::string_view answer) {
  return answer == "yes" ? LawDuty::kYes : answer == "no" ? LawDuty::kNo : LawDuty::kUndecided;
}

Html LawField(const html::Locale& locale, std::string_view name, const std::string& question, LawDuty duty) {
  const std::vector<html::Choice> answers = {
      {"", locale.ctr("of a duty", "Not decided")}, {"yes", locale.tr("Yes")}, {"no", locale.tr("No")}};
  return html::Field({.control_id = name,
                      .label = question,
                      .hint = locale.tr("By the law of its country. Ask the legal adviser; workers read it "
                                        "before they write.")},
                     html::Select(name, answers,
                                  duty == LawDuty::kYes  ? "yes"
                                  : duty == LawDuty::kNo ? "no"
                                                         : "",
                                  name));
}

Team TeamOfForm(desk::Context& context, Team team, std::string& error) {
  const auto field = [&](std::string_view name) { return desk::FieldOf(context, name); };
  team.name = field("name");
  team.country = field("country");
  team.zone = field("zone");
  team.open = field("open") == "yes";
  team.tells_children = LawDutyIn(field("tells_children"));
  team.tells_danger = LawDutyIn(field("tells_danger"));
  team.ack_days = desk::WholeNumber(field("ack_days")).value_or(-1);
  team.feedback_days = desk::WholeNumber(field("feedback_days")).value_or(-1);
  team.purge_days = desk::WholeNumber(field("purge_days")).value_or(-1);
  team.languages.clear();
  if (const auto form = context.Form(); form)
    for (const std::string_view language : (*form)->fields.All("language"))
      team.languages.emplace_back(language);
  const base::Result<std::vector<DutyHours>> duty = DutyIn(field("duty"));
  if (duty)
    team.duty = *duty;
  else
    error = duty.error().external;
  return team;
}

std::string OwnName(std::string_view tag) {
  for (const html::Locale* locale : html::WorkerLocales())
    if (locale->tag() == tag) return std::string(locale->own_name());
  return std::string(tag);
}

base::Result<Html> TeamForm(desk::Context& context, VoiceServices& services, const Team& team,
                            const std::string& action, const std::string& error) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html circle;
  if (team.id.empty()) {
    std::vector<html::Choice> circles;
    for (const vault::Circle& one : TRY(services.vault.Circles(context.org())))
      circles.push_back({one.id.text(), one.name});
    if (circles.empty())
      return html::Empty(locale.tr("A circle of the vault is needed first"),
                         Join(locale.tr("Its members are the people who read what workers write."), " ",
                              desk::LinkTo("/vault", locale.tr("Vault"))));
    circle = html::Field({.control_id = "circle",
                          .label = locale.tr("Circle"),
                          .hint = locale.tr("Its members read what workers write.")},
                         html::Select("circle", circles, team.circle.text()));
  }
  const auto text = [&](std::string_view name, const std::string& label, const std::string& hint,
                        const std::string& value) {
    return html::Field({.control_id = name, .label = label, .hint = hint},
                       html::Input({.name = name, .value = value}));
  };
  Html languages;
  for (const std::string_view tag : kWorkerLanguages) {
    const bool spoken = std::find(team.languages.begin(), team.languages.end(), tag) != team.languages.end();
    languages.Add(html::CheckBox("language", tag, El("span", {html::Lang(tag)}, OwnName(tag)), spoken));
  }
  return html::Form(
      {.action = action, .csrf = context.csrf()},
      Join(
          error.empty() ? Html() : html::ErrorSummary(locale.tr("Not saved"), {{"name", locale.tr(error)}}),
          desk::VersionField(team.version),
          text("name", locale.tr("Name"), locale.tr("Workers see it."), team.name), circle,
          text("country", locale.tr("Country"), locale.tr("Two letters, as kr: its law applies."),
               team.country),
          El("fieldset", El("legend", locale.tr("Languages that its people speak")), languages),
          text("zone", locale.tr("Time zone"), locale.tr("As Asia/Seoul."), team.zone),
          html::Field({.control_id = "duty",
                       .label = locale.tr("Hours of duty"),
                       .hint = locale.tr("One line a turn, as: mon 09:00-18:00")},
                      html::TextArea("duty", DutyText(team), 7)),
          LawField(locale, "tells_children",
                   locale.tr("Does the law make us tell authorities where a child is harmed?"),
                   team.tells_children),
          LawField(locale, "tells_danger",
                   locale.tr("Does the law make us tell authorities where a life is in danger?"),
                   team.tells_danger),
          text("ack_days", locale.tr("First answer within, in days"), "", std::to_string(team.ack_days)),
          text("feedback_days", locale.tr("Outcome within, in days"), "", std::to_string(team.feedback_days)),
          text("purge_days", locale.tr("Deleted after the end, in days"), "",
               std::to_string(team.purge_days)),
          html::CheckBox("open", "yes", locale.tr("Takes reports"), team.open),
          html::Button(locale.tr("Save"))));
}

net::Response FormPage(desk::Context& context, const std::string& title, const Html& form, int status) {
  const html::Locale& locale = desk::LocaleOf(context);
  desk::PageOptions options{.title = title, .current = "/cases", .status = status};
  options.crumbs = {{locale.tr("Cases"), "/cases"}, {locale.tr("Teams"), "/cases/teams"}};
  return desk::PageResponse(context, options, form);
}

std::string StateWords(const html::Locale& locale, LanguageState state) {
  if (state == LanguageState::kOff) return locale.tr("Off");
  return state == LanguageState::kDraft ? locale.tr("On, not yet checked by a speaker")
                                        : locale.tr("On, checked by a speaker");
}

// With forms for who may set them; else only how they are.
base::Result<Html> LanguageRows(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  const bool may = TRY(Languages::MaySet(context.actor(), services.teams));
  Html rows;
  for (const WorkerLanguage& language : TRY(services.languages.All())) {
    if (language.tag == "en" || language.tag == "ko") continue;
    if (!may) {
      rows.Add(El("p", El("bdi", {html::Lang(language.tag)}, OwnName(language.tag)), ": ",
                  StateWords(locale, language.state)));
      continue;
    }
    const std::vector<html::Choice> states = {{"off", StateWords(locale, LanguageState::kOff)},
                                              {"draft", StateWords(locale, LanguageState::kDraft)},
                                              {"checked", StateWords(locale, LanguageState::kChecked)}};
    const std::string_view now = language.state == LanguageState::kChecked ? "checked"
                                 : language.state == LanguageState::kDraft ? "draft"
                                                                           : "off";
    const std::string id = "state-" + std::string(language.tag);
    rows.Add(html::Form({.action = "/cases/languages", .csrf = context.csrf(), .css = "row"},
                        Join(desk::HiddenField("tag", language.tag),
                             html::Field({.control_id = id, .label = OwnName(language.tag)},
                                         html::Select("state", states, now, id)),
                             html::Button(locale.tr("Set"), {.kind = html::ButtonKind::kQuiet}))));
  }
  return rows;
}

base::Result<net::Response> ListTeams(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  desk::TableMaker table(
      {{locale.tr("Team")}, {locale.tr("Country")}, {locale.tr("Languages")}, {locale.tr("Takes reports")}});
  for (const Team& team : TRY(services.teams.OfOrganisation(context.org()))) {
    std::string languages;
    for (const std::string& tag : team.languages) languages += (languages.empty() ? "" : ", ") + OwnName(tag);
    const std::optional<std::string> missing = TRY(services.teams.Missing(team));
    const bool undecided =
        team.tells_children == LawDuty::kUndecided || team.tells_danger == LawDuty::kUndecided;
    Html takes = missing ? Join(html::Badge(html::Mark::kCare, locale.tr("No")), " ", locale.tr(*missing))
                         : html::Badge(html::Mark::kOk, locale.tr("Yes"));
    if (undecided)
      takes.Add(
          Join(" ", html::Badge(html::Mark::kCare, locale.tr("What it must tell by law is not decided"))));
    table.Row({desk::LinkTo("/cases/teams/" + team.id.text(), El("bdi", team.name)), team.country, languages,
               takes});
  }
  const Html rows = TRY(LanguageRows(context, services));
  desk::PageOptions options{.title = locale.tr("Teams"), .current = "/cases"};
  options.crumbs = {{locale.tr("Cases"), "/cases"}};
  options.actions = html::LinkButton(locale.tr("New team"), "/cases/teams/new");
  return desk::PageResponse(
      context, options,
      html::Stack(
          {table.empty()
               ? html::Empty(locale.tr("No team yet"), locale.tr("Without a team no worker can write."))
               : table.Done(locale.tr("Teams")),
           html::Section(locale.tr("Languages of the worker's pages"),
                         html::Stack({El("p", locale.tr("English and Korean are complete. The others are "
                                                        "drafts: let a speaker read them first.")),
                                      rows}))}));
}

base::Result<net::Response> NewForm(desk::Context& context, VoiceServices& services) {
  const Html form = TRY(TeamForm(context, services, Team{}, "/cases/teams/new", ""));
  return FormPage(context, desk::LocaleOf(context).tr("New team"), form, 200);
}

base::Result<net::Response> Save(desk::Context& context, VoiceServices& services, Team team,
                                 const std::string& action) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::string error;
  team = TeamOfForm(context, team, error);
  if (error.empty()) {
    base::Status saved = base::Ok();
    if (team.id.empty()) {
      const base::Result<TeamId> made = services.teams.Create(context.actor(), team);
      if (!made) saved = made.error();
    } else {
      saved = services.teams.Edit(context.actor(), team);
    }
    if (saved) return desk::RedirectWithFlash(context, "/cases/teams", locale.tr("Saved."));
    const base::Code code = saved.error().code;
    if (code != base::Code::kInvalid && code != base::Code::kConflict && code != base::Code::kTooLarge &&
        code != base::Code::kNotFound)
      return saved.error();
    error = saved.error().external;
  }
  const Html form = TRY(TeamForm(context, services, team, action, error));
  return FormPage(context, team.id.empty() ? locale.tr("New team") : team.name, form, 422);
}

base::Result<net::Response> Create(desk::Context& context, VoiceServices& services) {
  Team team;
  team.circle = vault::CircleId::FromStore(desk::FieldOf(context, "circle"));
  return Save(context, services, team, "/cases/teams/new");
}

// What the team publishes for workers whose browsers seal. Nothing while nobody of the circle has keys.
base::Result<Html> KeyOfSealedPage(desk::Context& context, VoiceServices& services, const Team& team) {
  if (TRY(services.teams.Missing(team))) return Html();
  const html::Locale& locale = desk::LocaleOf(context);
  const SealingKey key = TRY(services.sealing_keys.Present(team));
  return html::Section(
      locale.tr("Key of the sealed page"),
      html::Stack(
          {El("p", El("code", key.fingerprint())),
           El("p", locale.tr("Tell workers this key on paper or by voice, so that they can compare it "
                             "with what their page shows. It changes when somebody leaves the "
                             "circle."))}));
}

base::Result<net::Response> EditForm(desk::Context& context, VoiceServices& services) {
  const TeamId id = TRY(TeamId::Parse(context.Path("id")));
  const Team team = TRY(services.teams.Get(context.org(), id));
  return FormPage(context, team.name,
                  html::Stack({TRY(TeamForm(context, services, team, "/cases/teams/" + id.text(), "")),
                               TRY(KeyOfSealedPage(context, services, team))}),
                  200);
}

base::Result<net::Response> Edit(desk::Context& context, VoiceServices& services) {
  const TeamId id = TRY(TeamId::Parse(context.Path("id")));
  Team team = TRY(services.teams.Get(context.org(), id));
  team.version = desk::WholeNumber(desk::FieldOf(context, "version")).value_or(-1);
  return Save(context, services, team, "/cases/teams/" + id.text());
}

base::Result<net::Response> SetLanguage(desk::Context& context, VoiceServices& services) {
  const std::string state = desk::FieldOf(context, "state");
  const LanguageState wanted = state == "checked" ? LanguageState::kChecked
                               : state == "draft" ? LanguageState::kDraft
                                                  : LanguageState::kOff;
  TRY(services.languages.Set(context.actor(), services.teams, desk::FieldOf(context, "tag"), wanted));
  return desk::RedirectWithFlash(context, "/cases/teams", desk::LocaleOf(context).tr("Saved."));
}

}  // namespace

void RegisterTeamPages(desk::Desk& desk, VoiceServices& services) {
  using Page = base::Result<net::Response> (*)(desk::Context&, VoiceServices&);
  const auto add = [&](std::string_view method, std::string_view pattern, Page page) {
    desk.router().Add(
        {.method = method,
         .pattern = pattern,
         .permission = desk::Permission::kCasesSupervise,
         .handler = [&services, page](desk::Context& context) { return page(context, services); }});
  };
  add("GET", "/cases/teams", ListTeams);
  add("GET", "/cases/teams/new", NewForm);
  add("POST", "/cases/teams/new", Create);
  add("GET", "/cases/teams/{id}", EditForm);
  add("POST", "/cases/teams/{id}", Edit);
  add("POST", "/cases/languages", SetLanguage);
}

}  // namespace voice
