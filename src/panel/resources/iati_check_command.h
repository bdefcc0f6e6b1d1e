#pragma once
// `manumit iati check [--rules] FILE...`

namespace CLI {
class App;
}

namespace panel {

// Below the subcommand "iati".
void AddIatiCheckCommand(CLI::App& iati, int& exit_code);

}  // namespace panel
