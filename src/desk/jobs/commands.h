#pragma once
// `backup`, `restore`, `verify [audit|backup|store]`: keeping an installation, from the command line. Exit
// code 0: intact or done; 3: not intact, or it could not be done, and why.

namespace CLI {
class App;
}

namespace desk {

class CommandHost;
void AddMaintenanceCommands(CLI::App& app, int& exit_code, CommandHost& host);

}  // namespace desk
