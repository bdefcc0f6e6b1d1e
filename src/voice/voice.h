#pragma once
// The room's door. Called before the desk migrates or starts.

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
class Desk;
}  // namespace desk

namespace voice {

void Register(desk::Desk& desk);
void AddServerCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace voice
