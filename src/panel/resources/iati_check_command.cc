#include "panel/resources/iati_check_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "iati/check.h"

namespace panel {
namespace {

constexpr int kExitBadInput = 3;

struct Options {
  bool rules = false;
  std::vector<std::string> files;
};

void Print(const std::string& path, const std::vector<iati::Finding>& findings, std::size_t count) {
  for (const iati::Finding& finding : findings)
    fmt::print("{}:{}: {}: {}\n", path, finding.line, finding.rule, finding.text);
  if (count > findings.size()) fmt::print("{}: and {} more\n", path, count - findings.size());
}

// Whether the file is as it should be.
bool CheckOne(const std::string& path, const Options& options) {
  const iati::CheckOptions check{.today = base::SystemClock().Now().ms / base::kDayMs};
  const base::Result<iati::Report> report = iati::CheckFile(path, check);
  if (!report.has_value()) {
    fmt::print(stderr, "manumit: {}\n", report.error().external);
    return false;
  }
  Print(path, report->schema, report->schema_count);
  Print(path, report->rules, report->rule_count);
  const bool good = report->valid() && (!options.rules || report->rule_count == 0);
  fmt::print("{}: {} activities; schema: {}; rules: {}\n", path, report->activities,
             report->valid() ? "satisfied" : fmt::format("{} faults", report->schema_count),
             report->rule_count == 0 ? "satisfied" : fmt::format("{} findings", report->rule_count));
  return good;
}

}  // namespace

void AddIatiCheckCommand(CLI::App& iati, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* check = iati.add_subcommand(
      "check", "Check activity files against the IATI 2.03 schema; exit status 0 only if all satisfy it");
  check->add_flag("--rules", options->rules, "Fail on rules beyond the schema too");
  check->add_option("FILE", options->files, "IATI activity files (XML)")->required();
  check->callback([options, &exit_code] {
    for (const std::string& path : options->files)
      if (!CheckOne(path, *options)) exit_code = kExitBadInput;
  });
}

}  // namespace panel
