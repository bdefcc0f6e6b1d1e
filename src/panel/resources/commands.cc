#include "panel/resources/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "desk/commands.h"
#include "desk/desk.h"
#include "desk/people/people.h"
#include "files/bytes.h"
#include "panel/resources/iati_check_command.h"
#include "panel/resources/iati_exchange.h"
#include "panel/services.h"

namespace panel {
namespace {

constexpr int kExitBadInput = 3;

struct Options {
  std::string path;
  std::string panel;
  std::string as;
};

struct Opened {
  std::unique_ptr<PanelServices> services;
  desk::Actor actor;
  PanelId panel;
};

base::Result<Opened> Open(const Options& options, desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  Opened opened{.services = std::make_unique<PanelServices>(desk), .actor = {}, .panel = {}};
  const auto find = [&](db::Transaction& tx) {
    return options.panel.empty() ? opened.services->panels.Root(tx)
                                 : opened.services->panels.BySlug(tx, options.panel);
  };
  const Panel panel = TRY(desk.database().Read(find));
  opened.panel = panel.id;
  const desk::Organisation org = TRY(desk.people().GetOrganisation(panel.host));
  opened.actor = TRY(host.ActingAs(options.as, org.slug));
  return opened;
}

base::Status Export(const Options& options, desk::CommandHost& host) {
  const Opened opened = TRY(Open(options, host));
  IatiExchange exchange(opened.services->seams, opened.services->panels, opened.services->directory);
  const std::string text = TRY(exchange.Export(opened.actor, opened.panel));
  TRY(files::WriteFile(options.path, text));
  fmt::print("{}: written, {} bytes\n", options.path, text.size());
  return base::Ok();
}

base::Result<bool> Import(const Options& options, desk::CommandHost& host) {
  const Opened opened = TRY(Open(options, host));
  const files::MappedFile file = TRY(files::MappedFile::Open(options.path));
  IatiExchange exchange(opened.services->seams, opened.services->panels, opened.services->directory);
  const ImportOutcome outcome = TRY(exchange.Import(opened.actor, opened.panel, file.text(), options.path));
  for (const ImportFault& fault : outcome.faults)
    fmt::print(stderr, "{}:{}: {}{}{}\n", options.path, fault.row, fault.field,
               fault.field.empty() ? "" : ": ", fault.text);
  if (outcome.fault_count > 0) {
    fmt::print(stderr, "manumit: {}: {} faults, nothing was taken\n", options.path, outcome.fault_count);
    return false;
  }
  fmt::print("{}: {} activities taken\n", options.path, outcome.taken);
  if (outcome.skipped > 0)
    fmt::print("{}: {} transactions left out: the ledger keeps types 13, 11, 1, 3 and 4\n", options.path,
               outcome.skipped);
  return true;
}

}  // namespace

void AddIatiCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  CLI::App* iati = app.add_subcommand("iati", "Files of the International Aid Transparency Initiative");
  iati->require_subcommand(1);
  AddIatiCheckCommand(*iati, exit_code);
  auto options = std::make_shared<Options>();
  const auto common = [&](CLI::App* command) {
    command->add_option("--panel", options->panel, "Short name of the panel; empty: the first one");
    command->add_option("--as", options->as, "E-mail of the person who does it");
  };
  CLI::App* out =
      iati->add_subcommand("export", "Write the panel's projects and ledger as an IATI 2.03 activity file");
  out->add_option("--out", options->path, "The file to write")->required();
  common(out);
  out->callback([options, &host, &exit_code] {
    const base::Status done = Export(*options, host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
  CLI::App* in = iati->add_subcommand(
      "import", "Take projects and transactions from an IATI activity file, all or nothing");
  in->add_option("FILE", options->path, "IATI activity file")->required();
  common(in);
  in->callback([options, &host, &exit_code] {
    const base::Result<bool> done = Import(*options, host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
    if (done.has_value() && !*done) exit_code = kExitBadInput;
  });
}

}  // namespace panel
