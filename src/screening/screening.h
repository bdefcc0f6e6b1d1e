#pragma once
// The room's door: the subcommands screen, compare and lists. Every room with commands has a function of this
// form; main calls them all. A callback that runs sets `exit_code` to 0 (done), 1 (only with
// --fail-on-match), 2 (usage) or 3 (bad input). `app` and `exit_code` must outlive the parsing.

namespace CLI {
class App;
}

namespace screening {

void AddCommands(CLI::App& app, int& exit_code);

}  // namespace screening
