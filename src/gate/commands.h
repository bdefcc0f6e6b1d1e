#pragma once
// `gate verify`: the ledger is computed anew. `gate show QUARTER`: what was published of a quarter, as bytes.
// `gate close QUARTER --as EMAIL [--org SLUG]`: closes it; the pass-phrase comes from standard input.

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
}

namespace gate {

void AddCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace gate
