#include "screening/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

#include "base/limits.h"
#include "match/match.h"
#include "screening/compare.h"
#include "screening/overwrite.h"
#include "screening/screen.h"
#include "screening/screening.h"
#include "screening/terminal_text.h"

namespace screening {

void Say(const std::string& line) {
  fmt::print(stderr, "{}\n", SafeText(line));
}

int Fail(const base::Error& error) {
  Say("manumit: " + error.external);
  return error.code == base::Code::kConflict ? kExitUsage : kExitBadInput;
}

int UsageError(const std::string& message) {
  Say("manumit: " + message);
  return kExitUsage;
}

unsigned DefaultJobs() {
  return std::clamp(std::thread::hardware_concurrency(), 1u, static_cast<unsigned>(base::kMaxJobs));
}

namespace {

struct CompareArguments {
  std::string pairs;
  std::string out;
};

base::Result<CompareCounts> Compare(const CompareArguments& arguments) {
  const PartyFile file = TRY(PartyFile::Open(arguments.pairs));
  OutFile out = TRY(OutFile::Create(arguments.out));
  CompareCounts counts = TRY(ComparePairs(file.bytes(), file.name(), match::CompareNames, out));
  TRY(out.Commit());
  return counts;
}

}  // namespace

void AddCompareCommand(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<CompareArguments>();
  CLI::App* command = app.add_subcommand("compare", "Score pairs of names, from the names alone");
  command
      ->add_option("PAIRS", arguments->pairs,
                   "CSV or XLSX with the columns schema, name1, name2 ('-': standard input)")
      ->required();
  command->add_option("--out", arguments->out, "write here instead of standard output");
  command->footer(
      "The rows come back in order with all their columns and one more, score (0..1, six decimals).\n\n"
      "Examples:\n"
      "  manumit compare pairs.csv --out scored.csv\n"
      "  printf 'schema,name1,name2\\nPerson,Vladimir Petrov,Petrov Wladimir\\n' | manumit compare -");
  command->callback([arguments, &exit_code] {
    if (const std::string wrong = Overwrites("--out", arguments->out, arguments->pairs, {}); !wrong.empty()) {
      exit_code = UsageError(wrong);
      return;
    }
    const auto counts = Compare(*arguments);
    if (!counts) {
      exit_code = Fail(counts.error());
      return;
    }
    for (const std::string& note : counts->notes) Say("Note: " + note);
    Say(fmt::format("Pairs: {}", counts->pairs));
  });
}

void AddCommands(CLI::App& app, int& exit_code) {
  AddScreenCommand(app, exit_code);
  AddCompareCommand(app, exit_code);
  AddListsCommands(app, exit_code);
  AddPartiesCommand(app, exit_code);
  AddRescreenCommand(app, exit_code);
}

}  // namespace screening
