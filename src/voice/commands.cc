#include "voice/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "desk/commands.h"
#include "voice/mechanism/commands.h"
#include "voice/services.h"
#include "voice/voice.h"

namespace voice {
namespace {

struct TeamOptions {
  std::string as;
  std::string org;
  Team team;
  std::string circle;
  std::string tells_children, tells_danger;
};

base::Status CreateTeam(TeamOptions& options, desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, options.org));
  VoiceServices services(desk);
  for (const vault::Circle& circle : TRY(services.vault.Circles(actor.org)))
    if (circle.name == options.circle) options.team.circle = circle.id;
  if (options.team.circle.empty())
    return base::NotFound(
        fmt::format("--circle: there is no circle \"{}\" in this organisation", options.circle));
  const auto duty = [](const std::string& answer) { return answer == "yes" ? LawDuty::kYes : LawDuty::kNo; };
  options.team.tells_children = duty(options.tells_children);
  options.team.tells_danger = duty(options.tells_danger);
  options.team.open = true;
  TRY(services.teams.Create(actor, options.team));
  const Team made = TRY(services.teams.Named(actor.org, options.team.name));
  if (const std::optional<std::string> missing = TRY(services.teams.Missing(made)))
    fmt::print("The team is made and takes no reports yet: {}.\n", *missing);
  return base::Ok();
}

struct LanguageOptions {
  std::string as;
  std::string tag;
  std::string state;
};

base::Status SetLanguage(const LanguageOptions& options, desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, {}));
  VoiceServices services(desk);
  const LanguageState state = options.state == "checked" ? LanguageState::kChecked
                              : options.state == "draft" ? LanguageState::kDraft
                                                         : LanguageState::kOff;
  for (const WorkerLanguage& language : TRY(services.languages.All())) {
    const bool complete = language.tag == "en" || language.tag == "ko";
    if ((options.tag == "all" && !complete) || options.tag == language.tag)
      TRY(services.languages.Set(actor, services.teams, language.tag, state));
  }
  return base::Ok();
}

}  // namespace

void AddTeamCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  CLI::App* team = app.add_subcommand("team", "Teams that read what workers write");
  team->require_subcommand(1);
  CLI::App* create = team->add_subcommand("create", "Make a team of a circle of the vault");
  const auto options = std::make_shared<TeamOptions>();
  create->add_option("--as", options->as, "E-mail address of the person who does it");
  create->add_option("--org", options->org, "Slug of the organisation; the default one where it is left out");
  create->add_option("--name", options->team.name, "Its name; workers see it")->required();
  create->add_option("--circle", options->circle, "Name of the circle whose members read")->required();
  create->add_option("--country", options->team.country, "Two letters: whose law applies");
  create->add_option("--languages", options->team.languages, "Tags, as en,ko")->delimiter(',');
  create->add_option("--zone", options->team.zone, "Time zone, as Asia/Seoul");
  const auto asks_law = [&](const char* name, std::string& answer, const char* words) {
    create->add_option(name, answer, words)->required()->check(CLI::IsMember({"yes", "no"}));
  };
  asks_law("--tells-children", options->tells_children,
           "Whether the law of its country makes it tell authorities where a child is harmed");
  asks_law("--tells-danger", options->tells_danger,
           "Whether the law of its country makes it tell authorities where a life is in danger");
  create->callback([options, &exit_code, &host] {
    const base::Status done = CreateTeam(*options, host);
    if (!done) exit_code = host.Fail(done.error());
  });
  CLI::App* language = app.add_subcommand("worker-language", "Languages of the worker's pages");
  const auto chosen = std::make_shared<LanguageOptions>();
  language->add_option("tag", chosen->tag, "The language's tag, or \"all\"")->required();
  language->add_option("state", chosen->state, "off, draft (shown as not yet checked) or checked")
      ->required()
      ->check(CLI::IsMember({"off", "draft", "checked"}));
  language->add_option("--as", chosen->as, "E-mail address of the person who does it");
  language->callback([chosen, &exit_code, &host] {
    const base::Status done = SetLanguage(*chosen, host);
    if (!done) exit_code = host.Fail(done.error());
  });
}

void AddServerCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  AddTeamCommands(app, exit_code, host);
  AddCaseCommands(app, exit_code, host);
  mechanism::AddCommands(app, exit_code, host);
}

}  // namespace voice
