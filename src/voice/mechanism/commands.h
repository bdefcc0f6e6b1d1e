#pragma once
// manumit mechanism verify | show 2026Q1

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
}

namespace voice::mechanism {

void AddCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace voice::mechanism
