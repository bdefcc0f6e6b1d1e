#pragma once
// `panel admit FILE`: brings organisations into the panel that handed in their papers elsewhere.

#include <functional>

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
}

namespace panel::members {

// Added to the subcommand `panel`.
void AddMemberCommands(CLI::App& panel, int& exit_code, desk::CommandHost& host);

}  // namespace panel::members
