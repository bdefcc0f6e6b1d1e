#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <memory>

#include "base/limits.h"
#include "crypto/digest.h"
#include "screening/commands.h"
#include "screening/interrupt.h"
#include "screening/list_set.h"
#include "screening/overwrite.h"
#include "screening/party_input.h"
#include "screening/progress.h"
#include "screening/screen.h"

namespace screening {
namespace {

namespace fs = std::filesystem;

struct ScreenArguments : PartyArguments {
  std::vector<std::string> lists;
  double threshold = 0.70;
  std::int64_t limit = 5;
  std::string format;
  std::string out;
  bool fail_on_match = false;
};

std::string UtcNow() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

std::size_t TerminalWidth() {
  winsize size{};
  if (isatty(STDOUT_FILENO) != 1 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

std::string RejectsPath(const ScreenArguments& arguments) {
  return arguments.rejects.empty() ? DefaultRejectsPath(arguments.input, arguments.out) : arguments.rejects;
}

// What is wrong with the arguments themselves; empty where nothing is.
std::string Complaint(const ScreenArguments& arguments) {
  if (!(arguments.threshold >= 0 && arguments.threshold <= 1)) return "--threshold must be between 0 and 1";
  if (arguments.limit < 1 || arguments.limit > static_cast<std::int64_t>(base::kMaxResultLimit)) {
    return fmt::format("--limit must be between 1 and {}", base::kMaxResultLimit);
  }
  if (std::string wrong = PartyComplaint(arguments); !wrong.empty()) return wrong;
  if (!arguments.format.empty() && !FormatNamed(arguments.format)) {
    return fmt::format("--format {}: expected table, csv, ndjson, xlsx or html", arguments.format);
  }
  const bool to_file = !arguments.out.empty() && arguments.out != "-";
  if (arguments.format.empty() && to_file && !FormatOfPath(arguments.out)) {
    return fmt::format("--out {}: the format cannot be told from the name; say --format", arguments.out);
  }
  if (arguments.format == "xlsx" && !to_file) return "--format xlsx needs --out FILE.xlsx";
  if (SameFile(arguments.out, arguments.rejects)) return "--out and --rejects are the same file";
  std::string wrong = Overwrites("--out", arguments.out, arguments.input, arguments.lists);
  if (wrong.empty()) {
    wrong = Overwrites(arguments.rejects.empty() ? "the rejects file" : "--rejects", RejectsPath(arguments),
                       arguments.input, arguments.lists);
  }
  return wrong;
}

Format ChosenFormat(const ScreenArguments& arguments) {
  if (!arguments.format.empty()) return *FormatNamed(arguments.format);
  if (arguments.out.empty() || arguments.out == "-") return Format::kTable;
  return FormatOfPath(arguments.out).value_or(Format::kTable);
}

void SayLists(const ListSet& set) {
  Say("Lists:");
  for (const match::ListInfo& info : set.Infos()) {
    Say(fmt::format("  {}: {} entries, {} names, {}, sha256 {}", info.name, info.entities, info.names,
                    info.date.empty() ? "date not given" : "of " + info.date, info.sha256));
    if (info.entities == 0) Say(fmt::format("  Note: {} holds no entry that could be read", info.name));
  }
  if (set.problem_count() == 0) return;
  constexpr std::size_t kShown = 3;
  Say(fmt::format(
      "  Note: {} values or entries of the lists could not be used (all of them: manumit lists compile)",
      set.problem_count()));
  for (std::size_t i = 0; i < std::min(kShown, set.problems().size()); ++i)
    Say("    " + ProblemText(set.problems()[i]));
}

void SayCounts(const RunFacts& facts, const RunCounts& counts, const RejectsFile& rejects, double seconds) {
  const std::string see =
      rejects.rows() + rejects.fields() > 0 ? fmt::format(" (see {})", rejects.path()) : "";
  Say(fmt::format("Parties: {} screened, {} rows rejected, {} fields set aside{}, {} blank rows",
                  counts.parties, rejects.rows(), rejects.fields(), see, facts.blank_rows));
  Say(fmt::format("Results: {} for {} parties; {} of them match (score >= {})", counts.results,
                  counts.parties_with_results, counts.matches, facts.threshold));
  if (facts.listed_goods > 0) {
    Say(fmt::format(
        "Goods: {} for {} parties; {} parties give a country and a product to compare with {} goods",
        counts.goods, counts.parties_with_goods, counts.parties_for_goods, facts.listed_goods));
  }
  Say(fmt::format("Time: {:.2f} s", seconds));
}

RunFacts MakeFacts(const ScreenArguments& arguments, const PartyFile& file, const ListSet& lists,
                   std::string started) {
  RunFacts facts;
  facts.input_name = arguments.input == "-" ? file.name() : fs::path(arguments.input).filename().string();
  facts.input_sha256 = crypto::Sha256Hex(file.bytes());
  facts.started_utc = std::move(started);
  facts.lists = lists.Infos();
  facts.threshold = arguments.threshold;
  facts.limit = static_cast<std::size_t>(arguments.limit);
  facts.engine_version = match::kEngineVersion;
  return facts;
}

void CompleteFacts(const PartyReader& parties, const RunCounts& counts, const RejectsFile& rejects,
                   RunFacts& facts) {
  const InputFacts input = parties.facts();
  facts.parties = counts.parties;
  facts.parties_for_goods = counts.parties_for_goods;
  facts.rejected_rows = rejects.rows() + input.rejected_rows;
  facts.set_aside_fields = rejects.fields() + input.set_aside_fields;
  facts.blank_rows = parties.blank_rows();
  facts.recognised = input.recognised;
  facts.not_used = input.not_used;
}

// Everything but the parsing of arguments; the number of matches.
base::Result<std::size_t> Screen(const ScreenArguments& arguments, const PartyOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  const std::string started = UtcNow();
  const auto jobs = static_cast<unsigned>(arguments.jobs);
  const PartyFile file = TRY(PartyFile::Open(arguments.input));
  const std::unique_ptr<PartyReader> parties = TRY(OpenParties(file.bytes(), file.name(), options));
  const ListSet lists = TRY(ListSet::Load(arguments.lists, jobs));
  if (!arguments.quiet) SayLists(lists);

  CatchInterrupts();
  const std::unique_ptr<Output> output =
      TRY(MakeOutput(ChosenFormat(arguments), arguments.out, TerminalWidth()));
  RejectsFile rejects(RejectsPath(arguments), !arguments.rejects.empty());
  const match::ScreenOptions screening{arguments.threshold, static_cast<std::size_t>(arguments.limit),
                                       output->explains()};
  const Screener screener = [&](const entity::Entity& party, match::Scratch& scratch) {
    return match::Screen(party, lists.lists(), screening, scratch);
  };
  Progress progress(!arguments.quiet && isatty(STDERR_FILENO) == 1, EstimateRows(file.bytes()));
  const match::GoodsIndex goods(lists.lists());
  const RunHooks hooks{[&progress](std::size_t done) { progress.Show(done); }, &stop_asked,
                       goods.empty() ? nullptr : &goods};
  base::Result<RunCounts> counts = ScreenAll(*parties, screener, jobs, *output, rejects, hooks);
  progress.Clear();
  if (!counts) return counts.error();

  RunFacts facts = MakeFacts(arguments, file, lists, started);
  facts.listed_goods = goods.size();
  CompleteFacts(*parties, *counts, rejects, facts);
  TRY(rejects.Finish());
  TRY(output->Finish(facts, lists.lists()));
  if (!arguments.quiet) {
    SayInput(file.name(), parties->facts(), facts.input_sha256);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    SayCounts(facts, *counts, rejects, took.count());
  }
  return counts->matches;
}

void Run(const ScreenArguments& arguments, int& exit_code) {
  if (const std::string complaint = Complaint(arguments); !complaint.empty()) {
    exit_code = UsageError(complaint);
    return;
  }
  const auto options = PartyOptionsOf(arguments);
  if (!options) {
    exit_code = UsageError(options.error().external);
    return;
  }
  const auto matches = Screen(arguments, *options);
  if (stop_asked.load() && !matches) {
    Say("manumit: stopped; nothing was written");
    exit_code = kExitInterrupted;
  } else if (!matches) {
    exit_code = Fail(matches.error());
  } else {
    exit_code = arguments.fail_on_match && *matches > 0 ? kExitMatch : kExitDone;
  }
}

constexpr const char* kFooter =
    "INPUT is CSV, XLSX, ODS or JSON lines; its columns are recognised by their headers in many languages "
    "and shown. Results: the best\n"
    "--limit entries with a score of at least min(threshold, 0.50); match is true from the threshold on. "
    "table and csv have no line\n"
    "for a party without results; ndjson has one line for every party.\n"
    "Rows and fields that were not used go to the rejects file: OUT.rejects.csv, or INPUT.rejects.csv in the "
    "current folder. It is\n"
    "written when there is something to reject; one of an earlier run is then replaced, or emptied down to "
    "its header.\n\n"
    "Examples:\n"
    "  manumit screen suppliers.xlsx --lists un.xml ofac/\n"
    "  manumit screen suppliers.csv --lists lists.mnx --format ndjson --out results.ndjson\n"
    "  manumit screen vendors.csv --lists lists.mnx --map name=\"Vendor\" --map country=C --map notes= --out "
    "report.html\n"
    "  manumit screen suppliers.csv --lists un-new=un-2026.xml un-old=un-2025.xml --threshold 0.8 "
    "--fail-on-match\n\n"
    "Exit codes: 0 done; 1 a match was found (only with --fail-on-match); 2 wrong usage; 3 input that cannot "
    "be read.";

}  // namespace

void AddScreenCommand(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ScreenArguments>();
  CLI::App* command = app.add_subcommand("screen", "Screen parties against watch lists");
  AddPartyOptions(*command, "INPUT", *arguments);
  command
      ->add_option("--lists", arguments->lists,
                   "watch lists: PATH or NAME=PATH; a file, a folder or a compiled .mnx")
      ->required()
      ->expected(1, -1);
  command->add_option("--threshold", arguments->threshold, "score from which on a result is a match")
      ->capture_default_str();
  command->add_option("--limit", arguments->limit, "most results for one party")->capture_default_str();
  command->add_option("--format", arguments->format,
                      "table, csv, ndjson, xlsx or html; default by the name of --out, else table");
  command->add_option("--out", arguments->out, "write here instead of standard output");
  command->add_flag("--fail-on-match", arguments->fail_on_match, "exit with 1 when there is a match");
  command->footer(kFooter);
  command->callback([arguments, &exit_code] { Run(*arguments, exit_code); });
}

}  // namespace screening
