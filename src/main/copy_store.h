#pragma once
// manumit --config FILE copy-store --to postgresql://...: from the embedded store to a server, once.

#include <string>

namespace CLI {
class App;
}

namespace manumit {

class Host;

// The target must be a database without organisations; it is brought to this program's schema. All tables are
// copied in one transaction, so it is all there or nothing. The configuration is not changed.
void AddCopyStoreCommand(CLI::App& app, int& exit_code, const std::string& config_path, Host& host);

}  // namespace manumit
