#pragma once
// `parties import|screen`: supplier files and screenings from the command line, for an organisation of an
// installation.

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
}

namespace screening {

void AddPartiesCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace screening
