#pragma once
// `manumit iati check | export | import`.

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
}

namespace panel {

void AddIatiCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace panel
