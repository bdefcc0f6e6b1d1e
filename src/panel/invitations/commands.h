#pragma once
// `calendar receive`, `calendar send` and `calendar address`.

#include "desk/commands.h"

namespace CLI {
class App;
}

namespace panel::invitations {

void AddCalendarCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

}  // namespace panel::invitations
