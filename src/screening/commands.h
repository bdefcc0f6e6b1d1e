#pragma once
// Shared by the room's command files. Internal to the room.

#include <string>

#include "base/result.h"

namespace CLI {
class App;
}

namespace screening {

inline constexpr int kExitDone = 0;
inline constexpr int kExitMatch = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitBadInput = 3;
inline constexpr int kExitInterrupted = 130;  // as a shell reports Ctrl-C

// Prints "manumit: ..." to standard error and returns the exit code: 2 for kConflict (what was asked for
// cannot be), 3 otherwise.
int Fail(const base::Error& error);
int UsageError(const std::string& message);

// One line to standard error.
void Say(const std::string& line);

// Number of processor cores, within kMaxJobs.
unsigned DefaultJobs();

void AddScreenCommand(CLI::App& app, int& exit_code);
void AddCompareCommand(CLI::App& app, int& exit_code);
void AddListsCommands(CLI::App& app, int& exit_code);
void AddDiffCommand(CLI::App& lists, int& exit_code);  // into the subcommand `lists`
void AddPartiesCommand(CLI::App& app, int& exit_code);
void AddRescreenCommand(CLI::App& app, int& exit_code);

}  // namespace screening
