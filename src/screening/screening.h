#pragma once
// The room's door: the subcommands screen, compare and lists. Every room with commands has a function of this
// form; main calls them all. A callback that runs sets `exit_code` to 0 (done), 1 (only with
// --fail-on-match), 2 (usage) or 3 (bad input). `app` and `exit_code` must outlive the parsing.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "desk/ids.h"

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
class Desk;
}  // namespace desk
namespace db {
class Transaction;
}

namespace screening {

void AddCommands(CLI::App& app, int& exit_code);

// The server's half: watch lists, parties, the alert queue, the matching API. Called before the desk migrates
// or starts.
void Register(desk::Desk& desk);
// `lists import`, `lists fetch`, ...: commands that work on an installation, added to the subcommand `lists`
// and to the program.
void AddServerCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

// What another room may know of an alert of the organisation: for records that follow from a finding.
struct Finding {
  std::string party;     // as the alert names it
  std::string dataset;   // of the watch list
  std::string decision;  // "same", "not-same", or empty where nobody has decided
};
// Nothing where the organisation has no such alert.
base::Result<std::optional<Finding>> FindFinding(db::Transaction& tx, const desk::OrgId& org,
                                                 std::string_view alert);

}  // namespace screening
