#pragma once
// `vault init --as EMAIL [--org SLUG]`: makes a person's key pair; the pass-phrase comes from standard input,
// or is asked twice at a terminal.

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
}

namespace vault {

void AddCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace vault
