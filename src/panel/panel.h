#pragma once
// The room's door. Called before the desk migrates or starts.

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
class Desk;
}  // namespace desk

namespace panel {

void Register(desk::Desk& desk);
// The subcommands of the panel: panel, commitment, discussion, iati.
void AddServerCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace panel
