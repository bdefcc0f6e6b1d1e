// manumit --config FILE lists import | fetch | editions | withdraw | restore: the watch lists of an
// installation.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "desk/commands.h"
#include "screening/commands.h"
#include "screening/queue/commands.h"
#include "screening/registry/transfer.h"
#include "screening/registry/watch_lists.h"
#include "screening/screening.h"

namespace screening {

namespace {

struct Arguments {
  std::string path;
  std::string dataset;
  std::string edition;
  std::string as;
};

void PrintEdition(const ListEdition& edition) {
  fmt::print(
      "dataset   {}\n  edition   {} ({})\n  layout    {}\n  date      {}\n  entries   {}\n  names     {}\n",
      edition.dataset, edition.number, edition.id, edition.layout,
      edition.date.empty() ? "not given" : edition.date, edition.entities, edition.names);
  fmt::print(
      "  changes   {} added, {} changed, {} removed\n  problems  {}\n  imported  {} by {}\n  source    {}\n  "
      "sha256    {}\n",
      edition.added, edition.changed, edition.removed, edition.problems, base::FormatTime(edition.imported),
      edition.imported_by, edition.source, edition.sha256);
}

base::Status Import(desk::Desk& desk, const desk::Actor& actor, const Arguments& arguments) {
  const ListEdition edition = TRY(WatchListsOf(desk).ImportPath(actor, arguments.dataset, arguments.path));
  PrintEdition(edition);
  if (edition.problems > 0)
    Say(fmt::format("Problems: {} values or entries could not be used; see /lists/{}", edition.problems,
                    edition.dataset));
  return base::Ok();
}

// All configured addresses, or that of one dataset. One that fails does not keep the others from being asked.
base::Status Fetch(desk::Desk& desk, const desk::Actor& actor, const Arguments& arguments) {
  std::vector<std::string> datasets;
  if (!arguments.dataset.empty()) datasets.push_back(arguments.dataset);
  for (const desk::ListSource& source : desk.config().list_sources)
    if (arguments.dataset.empty()) datasets.push_back(source.dataset);
  if (datasets.empty())
    return base::NotFound("No address is configured (list_sources in the configuration).");
  base::Status result = base::Ok();
  for (const std::string& dataset : datasets) {
    const base::Result<FetchOutcome> outcome =
        FetchList(desk, WatchListsOf(desk), actor, dataset, !arguments.dataset.empty());
    if (!outcome) {
      Say(fmt::format("{}: {}", dataset, outcome.error().external));
      result = outcome.error();
    } else if (!outcome->changed) {
      fmt::print("{}: {}\n", dataset,
                 outcome->edition ? "unchanged" : "withdrawn; ask for it with --dataset");
    } else {
      PrintEdition(*outcome->edition);
    }
  }
  return result;
}

base::Status Editions(desk::Desk& desk, const desk::Actor&, const Arguments& arguments) {
  for (const ListEdition& edition : TRY(WatchListsOf(desk).Editions(arguments.dataset))) {
    fmt::print("{:<24} {:>4}  {}  {}  {:>9} entries  {}\n", edition.dataset, edition.number, edition.id,
               base::FormatTime(edition.imported), edition.entities, edition.current ? "current" : "");
  }
  return base::Ok();
}

base::Status Withdraw(desk::Desk& desk, const desk::Actor& actor, const Arguments& arguments) {
  return WatchListsOf(desk).Withdraw(actor, arguments.dataset);
}

base::Status Restore(desk::Desk& desk, const desk::Actor& actor, const Arguments& arguments) {
  return WatchListsOf(desk).Restore(actor, arguments.edition);
}

using Work = base::Status (*)(desk::Desk&, const desk::Actor&, const Arguments&);

base::Status RunWork(desk::CommandHost& host, const Arguments& arguments, Work work) {
  desk::Desk* desk = TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(arguments.as, ""));
  if (!actor.Can(desk::Permission::kListsManage))
    return base::Error{
        base::Code::kForbidden,
        arguments.as + " may not manage the watch lists; only an operator of the installation may",
        {}};
  return work(*desk, actor, arguments);
}

}  // namespace

void AddServerCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* group = app.get_subcommand("lists");
  const auto add = [&](const char* name, const char* what, Work work) {
    CLI::App* command = group->add_subcommand(name, what);
    command->add_option("--as", arguments->as,
                        "e-mail address of the person who does it; without it: the operating-system user");
    command->callback([arguments, work, &exit_code, &host] {
      if (const base::Status status = RunWork(host, *arguments, work); !status)
        exit_code = host.Fail(status.error());
    });
    return command;
  };
  CLI::App* import =
      add("import", "Make a list of this server, or its next edition, out of a file or folder", Import);
  import->add_option("PATH", arguments->path, "list file or folder, in any layout that `lists compile` reads")
      ->required();
  import->add_option("--dataset", arguments->dataset, "its name on this server, for example un_sc")
      ->required();
  import->footer("Example:\n  manumit --config manumit.toml lists import un.xml --dataset un_sc");
  add("fetch", "Download lists from the configured addresses where they have changed", Fetch)
      ->add_option("--dataset", arguments->dataset, "only this one, and also where it is unchanged");
  add("editions", "Show the current editions, or all of one dataset", Editions)
      ->add_option("--dataset", arguments->dataset, "of this one");
  add("withdraw", "Screen against a list no longer", Withdraw)
      ->add_option("--dataset", arguments->dataset, "which list")
      ->required();
  add("restore", "Make an older edition the current one again", Restore)
      ->add_option("EDITION", arguments->edition, "its id, as `lists editions --dataset NAME` shows it")
      ->required();
  AddPartiesCommands(app, exit_code, host);
}

}  // namespace screening
