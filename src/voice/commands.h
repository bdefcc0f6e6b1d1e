#pragma once
// The subcommands of casework: team, worker-language, cases.

#include <string>

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
}

namespace voice {

void AddTeamCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);
void AddCaseCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace voice
