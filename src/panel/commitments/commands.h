#pragma once
// `commitment add`, `commitment list`: the same use cases as the pages, for scripts and the demo.

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
}

namespace panel {

void AddCommitmentCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace panel
