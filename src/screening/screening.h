#pragma once
// The room's door: the subcommands screen, compare and lists. Every room with commands has a function of this
// form; main calls them all. A callback that runs sets `exit_code` to 0 (done), 1 (only with
// --fail-on-match), 2 (usage) or 3 (bad input). `app` and `exit_code` must outlive the parsing.

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
class Desk;
}  // namespace desk

namespace screening {

void AddCommands(CLI::App& app, int& exit_code);

// The server's half: watch lists, parties, the alert queue, the matching API. Called before the desk migrates
// or starts.
void Register(desk::Desk& desk);
// `lists import`, `lists fetch`, ...: commands that work on an installation, added to the subcommand `lists`
// and to the program.
void AddServerCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace screening
