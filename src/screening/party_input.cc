#include "screening/party_input.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "base/limits.h"
#include "screening/commands.h"

namespace screening {

void AddPartyOptions(CLI::App& command, const char* name, PartyArguments& arguments) {
  arguments.jobs = DefaultJobs();
  command
      .add_option(name, arguments.input,
                  "the parties: CSV, XLSX, ODS, JSON lines or compiled parties ('-': standard input)")
      ->required();
  command
      .add_option("--map", arguments.map,
                  "field=column by header, letter or number; field= ignores it; repeatable")
      ->allow_extra_args(false);
  command.add_option("--rejects", arguments.rejects, "rows and fields that were not used");
  command.add_option("--sheet", arguments.sheet,
                     "sheet of a workbook; default the first with a recognised header");
  command.add_option("--encoding", arguments.encoding,
                     "encoding of a CSV, for example CP949; default detected");
  command
      .add_option("--header-row", arguments.header_row,
                  "row of the header; 0: the file has none; default found")
      ->check(CLI::Range(std::int64_t{0}, static_cast<std::int64_t>(base::kMaxPartyHeaderRows)));
  command.add_option("--jobs", arguments.jobs, "threads; default one a processor core");
  command.add_flag("--quiet", arguments.quiet, "no summary and no progress on standard error");
}

std::string PartyComplaint(const PartyArguments& arguments) {
  if (arguments.jobs < 1 || arguments.jobs > static_cast<std::int64_t>(base::kMaxJobs))
    return fmt::format("--jobs must be between 1 and {}", base::kMaxJobs);
  return {};
}

base::Result<PartyOptions> PartyOptionsOf(const PartyArguments& arguments) {
  PartyOptions options;
  options.rules = TRY(ParseMapRules(arguments.map));
  options.table.sheet = arguments.sheet;
  options.table.encoding = arguments.encoding;
  if (arguments.header_row >= 0) options.header_row = static_cast<std::size_t>(arguments.header_row);
  options.compiled = true;
  return options;
}

void SayInput(const std::string& name, const InputFacts& facts, const std::string& sha256) {
  Say(fmt::format("Input: {}: {}, sha256 {}", name, facts.format, sha256));
  std::string columns;
  for (const std::string& line : facts.recognised) columns += (columns.empty() ? "" : "; ") + line;
  Say("Columns: " + columns);
  std::string not_used;
  for (const std::string& header : facts.not_used) not_used += (not_used.empty() ? "" : "; ") + header;
  if (!not_used.empty()) Say("Not used: " + not_used);
  for (const std::string& note : facts.notes) Say("Note: " + note);
}

}  // namespace screening
