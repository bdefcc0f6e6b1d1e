#pragma once
// `discussion receive`.

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
}

namespace panel {

void AddDiscussionCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace panel
