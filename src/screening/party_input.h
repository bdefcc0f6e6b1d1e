#pragma once
// The party file on a command line: the options that every command with one has, and what they mean. Internal
// to the room's commands.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "screening/parties.h"

namespace CLI {
class App;
}

namespace screening {

struct PartyArguments {
  std::string input;
  std::vector<std::string> map;
  std::string rejects;
  std::string sheet;
  std::string encoding;
  std::int64_t header_row = -1;
  std::int64_t jobs = 0;
  bool quiet = false;
};

// Adds `name` (the file), --map, --rejects, --sheet, --encoding, --header-row, --jobs and --quiet; sets the
// default of jobs.
void AddPartyOptions(CLI::App& command, const char* name, PartyArguments& arguments);

// What is wrong with them; empty where nothing is.
std::string PartyComplaint(const PartyArguments& arguments);

// Errors: kInvalid for --map (the command line's mistake).
base::Result<PartyOptions> PartyOptionsOf(const PartyArguments& arguments);

// What was understood of the input, on standard error.
void SayInput(const std::string& name, const InputFacts& facts, const std::string& sha256);

}  // namespace screening
