#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "world/world.h"

namespace world {
namespace {

struct Arguments {
  std::string dir, check;
  std::uint64_t seed = 1;
  std::size_t suppliers = 5000;
};

int Fail(const base::Error& error) {
  fmt::print(stderr, "manumit: {}\n", error.external);
  return 3;
}

int Check(const Arguments& arguments) {
  const base::Result<WorldScore> score = ScoreWorld(arguments.dir, arguments.check);
  if (!score) return Fail(score.error());
  fmt::print("{}", ScoreText(*score));
  return 0;
}

int Write(const Arguments& arguments) {
  const base::Result<WorldFacts> facts = WriteWorld(arguments.dir, {arguments.seed, arguments.suppliers});
  if (!facts) {
    const bool usage =
        facts.error().code == base::Code::kInvalid || facts.error().code == base::Code::kTooLarge;
    return usage ? (Fail(facts.error()), 2) : Fail(facts.error());
  }
  fmt::print("world: {} suppliers, {} listed parties in {} entries of 4 lists\n", facts->suppliers,
             facts->listed_parties, facts->entries);
  fmt::print(
      "planted: {} rows ({} pairs in truth.csv); look-alikes: {} rows; without a name: {}; impossible dates: "
      "{}\n",
      facts->planted_rows, facts->planted_pairs, facts->lookalike_rows, facts->nameless_rows,
      facts->bad_dates);
  return 0;
}

}  // namespace

void AddCommands(CLI::App& app, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("world", "Write a made-up world with known truth, in the official list layouts");
  command
      ->add_option("DIR", arguments->dir, "Folder to write (made where it is missing), or to check against")
      ->required();
  CLI::Option* seed = command->add_option("--seed", arguments->seed, "The same seed gives the same bytes")
                          ->capture_default_str();
  CLI::Option* suppliers = command->add_option("--suppliers", arguments->suppliers, "Rows of suppliers.csv")
                               ->check(CLI::NonNegativeNumber)
                               ->capture_default_str();
  command
      ->add_option("--check", arguments->check,
                   "Write nothing: count what this NDJSON result of a screening found")
      ->type_name("RESULT.ndjson")
      ->excludes(seed)
      ->excludes(suppliers);
  command->footer(
      "Examples:\n"
      "  manumit world demo --seed 1 --suppliers 5000\n"
      "  manumit screen demo/suppliers.csv --lists demo/lists --format ndjson --out demo/result.ndjson\n"
      "  manumit world demo --check demo/result.ndjson");
  command->callback([arguments, &exit_code] {
    exit_code = arguments->check.empty() ? Write(*arguments) : Check(*arguments);
  });
}

}  // namespace world
