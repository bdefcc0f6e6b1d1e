#pragma once
// `init DIR`, `migrate`, `config check`: making an installation and bringing it up to date.

#include <string>

namespace CLI {
class App;
}

namespace manumit {

class Host;
void AddInitCommands(CLI::App& app, int& exit_code, const std::string& config_path, Host& host);

}  // namespace manumit
