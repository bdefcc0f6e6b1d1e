// The subcommands of the panel: panel, discussion, calendar, commitment, iati.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "desk/commands.h"
#include "desk/people/people.h"
#include "panel/commitments/commands.h"
#include "panel/invitations/commands.h"
#include "panel/members/commands.h"
#include "panel/minutes/commands.h"
#include "panel/panel.h"
#include "panel/resources/commands.h"
#include "panel/services.h"

namespace panel {
namespace {

struct CreateOptions {
  std::string slug = "panel";
  std::string name;
  std::string host;    // slug of the organisation
  std::string parent;  // slug of a panel
  std::string country;
  std::string sector;
};

base::Status Create(const CreateOptions& options, desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  PanelServices services(desk);
  Panel panel{.slug = options.slug, .name = options.name};
  panel.host = options.host.empty() ? TRY(desk.people().DefaultOrganisation()).id
                                    : TRY(desk.people().OrganisationBySlug(options.host)).id;
  std::string acting = options.host;
  if (!options.parent.empty()) {
    const Panel parent = TRY(desk.database().Read(
        [&](db::Transaction& tx) { return services.panels.BySlug(tx, options.parent); }));
    panel.parent = parent.id;
    panel.kind = options.country.empty() ? PanelKind::kSectorChapter : PanelKind::kCountryChapter;
    panel.scope = options.country.empty() ? options.sector : options.country;
    acting = TRY(desk.people().GetOrganisation(parent.host)).slug;
  }
  const desk::Actor actor = TRY(host.ActingAs({}, acting));
  TRY(services.panels.Create(actor, panel));
  return base::Ok();
}

base::Status List(desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  PanelServices services(desk);
  for (const Panel& panel : TRY(services.panels.All())) {
    const std::string host_slug = TRY(desk.people().GetOrganisation(panel.host)).slug;
    fmt::print("{:<20} {:<16} {:<6} {:<20} {}\n", panel.slug, PanelKindName(panel.kind), panel.scope,
               host_slug, panel.name);
  }
  return base::Ok();
}

base::Status VerifyClosed(desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  PanelServices services(desk);
  TRY(desk.database().Read(
      [&](db::Transaction& tx) { return services.session_access.closed_log().Verify(tx); }));
  fmt::print("The logs of closed sessions are intact and fit every commitment.\n");
  return base::Ok();
}

}  // namespace

void AddServerCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  CLI::App* room = app.add_subcommand("panel", "The coalition's panel and its chapters");
  room->require_subcommand(1);
  auto options = std::make_shared<CreateOptions>();
  CLI::App* create = room->add_subcommand("create", "Make the panel, or a chapter of one");
  create->add_option("--name", options->name, "Its name")->required();
  create->add_option("--slug", options->slug, "Its short name in addresses")->capture_default_str();
  create->add_option("--host", options->host, "Short name of the organisation that is its secretariat");
  CLI::Option* parent =
      create->add_option("--chapter-of", options->parent, "Short name of the panel above it");
  create->add_option("--country", options->country, "Of a country chapter: its two letters")->needs(parent);
  create->add_option("--sector", options->sector, "Of a sector chapter: ISIC section or division")
      ->needs(parent);
  create->callback([options, &host, &exit_code] {
    const base::Status done = Create(*options, host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
  members::AddMemberCommands(*room, exit_code, host);
  CLI::App* list = room->add_subcommand("list", "Panels and chapters, with who hosts them");
  list->callback([&host, &exit_code] {
    const base::Status done = List(host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
  AddDiscussionCommands(app, exit_code, host);
  invitations::AddCalendarCommands(app, exit_code, host);
  AddCommitmentCommands(app, exit_code, host);
  AddIatiCommands(app, exit_code, host);
  CLI::App* verify = room->add_subcommand(
      "verify-closed",
      "Recomputes the logs of sessions behind closed doors, without showing anything of them");
  verify->callback([&host, &exit_code] {
    const base::Status done = VerifyClosed(host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
}

}  // namespace panel
