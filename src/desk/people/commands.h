#pragma once
// `user add|list|password|roles`, `apikey create|list|revoke`, `org add|list`: people, keys and organisations
// from the command line.

namespace CLI {
class App;
}

namespace desk {

class CommandHost;
void AddPeopleCommands(CLI::App& app, int& exit_code, CommandHost& host);

}  // namespace desk
