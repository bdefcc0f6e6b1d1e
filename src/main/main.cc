// The program: one subcommand a task, each registered by its room. Exit codes: 0 done, 1 only with
// --fail-on-match, 2 usage, 3 bad input, 70 our own mistake.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <sstream>

#include "base/log.h"
#include "desk/jobs/commands.h"
#include "desk/people/commands.h"
#include "gate/commands.h"
#include "main/copy_store.h"
#include "main/host.h"
#include "main/init.h"
#include "main/serve.h"
#include "panel/panel.h"
#include "screening/screening.h"
#include "vault/commands.h"
#include "voice/voice.h"
#include "world/world.h"

namespace manumit {
namespace {

constexpr int kExitUsage = 2;
constexpr int kExitOurMistake = 70;  // EX_SOFTWARE of sysexits.h

// CLI11 has its own numbers for each kind of mistake; ours are 0 for help and 2 for the rest.
int Explain(const CLI::App& app, const CLI::ParseError& error) {
  std::ostringstream help;
  std::ostringstream complaint;
  const int code = app.exit(error, help, complaint);
  fmt::print(stdout, "{}", help.str());
  if (code == 0) return 0;
  fmt::print(stderr, "manumit: {}", complaint.str());
  return kExitUsage;
}

int Run(int argc, char** argv) {
  CLI::App app(
      "Manumit screens suppliers, sites and recruiters against watch lists and explains every result.",
      "manumit");
  app.set_version_flag("--version", "manumit " MANUMIT_VERSION);
  app.require_subcommand(1);
  std::string config_path;
  app.add_option("--config", config_path, "The installation: its manumit.toml")->envname("MANUMIT_CONFIG");
  base::SetLogLevel(base::LogLevel::kWarning);  // `serve` sets the configuration's
  int exit_code = 0;
  Host host(config_path);
  screening::AddCommands(app, exit_code);
  world::AddCommands(app, exit_code);
  AddInitCommands(app, exit_code, config_path, host);
  AddCopyStoreCommand(app, exit_code, config_path, host);
  AddServeCommand(app, exit_code, config_path, host);
  desk::AddPeopleCommands(app, exit_code, host);
  desk::AddMaintenanceCommands(app, exit_code, host);
  vault::AddCommands(app, exit_code, host);
  gate::AddCommands(app, exit_code, host);
  screening::AddServerCommands(app, exit_code, host);
  panel::AddServerCommands(app, exit_code, host);
  voice::AddServerCommands(app, exit_code, host);
  // Last, because a command made after it would take it over.
  app.footer(
      "Examples:\n"
      "  manumit screen suppliers.xlsx --lists un.xml ofac/ --out report.html\n"
      "  manumit lists compile un.xml ofac/ --out lists.mnx\n"
      "  manumit compare pairs.csv --out scored.csv\n"
      "  manumit init coalition && manumit --config coalition/manumit.toml serve\n\n"
      "manumit COMMAND --help says more about each. Exit codes: 0 done; 1 a match was found (only with "
      "--fail-on-match); 2 wrong\n"
      "usage; 3 input that cannot be read.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return Explain(app, error);
  }
  return std::fflush(stdout) == 0 ? exit_code : 3;
}

}  // namespace
}  // namespace manumit

int main(int argc, char** argv) {
  std::signal(
      SIGPIPE,
      SIG_IGN);  // a reader that has gone is an error of writing, after which temporary files are removed
  try {
    return manumit::Run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "manumit: internal error: {}\n", error.what());
    return manumit::kExitOurMistake;
  }
}
