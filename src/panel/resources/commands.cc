#include "panel/resources/commands.h"

#include <CLI/CLI.hpp>

#include "panel/resources/iati_check_command.h"

namespace panel {

void AddIatiCommands(CLI::App& app, int& exit_code, desk::CommandHost&) {
  CLI::App* iati = app.add_subcommand("iati", "Files of the International Aid Transparency Initiative");
  iati->require_subcommand(1);
  AddIatiCheckCommand(*iati, exit_code);
}

}  // namespace panel
