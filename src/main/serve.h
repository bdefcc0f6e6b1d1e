#pragma once
// `serve`: the server until SIGTERM or SIGINT; SIGHUP reads the certificate again.

#include <string>

namespace CLI {
class App;
}

namespace manumit {

class Host;
void AddServeCommand(CLI::App& app, int& exit_code, const std::string& config_path, Host& host);

}  // namespace manumit
