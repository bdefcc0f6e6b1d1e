// `lists diff`, `parties compile` and `rescreen`: what changed, and what it means for parties.

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <memory>

#include "base/limits.h"
#include "crypto/digest.h"
#include "match/goods.h"
#include "screening/commands.h"
#include "screening/compiled_party_file.h"
#include "screening/goods_changes.h"
#include "screening/interrupt.h"
#include "screening/list_set.h"
#include "screening/overwrite.h"
#include "screening/party_input.h"
#include "screening/rescreen.h"
#include "screening/screen.h"

namespace screening {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

// The format that was asked for; else by the name of the output file, else the table.
base::Result<ChangeFormat> FormatOf(const std::string& format, const std::string& out) {
  if (format == "ndjson") return ChangeFormat::kNdjson;
  if (format == "table") return ChangeFormat::kTable;
  const auto usage = [](std::string text) { return base::Error{base::Code::kConflict, std::move(text), {}}; };
  if (!format.empty()) return usage(fmt::format("--format {}: expected table or ndjson", format));
  if (out.empty() || out == "-") return ChangeFormat::kTable;
  const std::string ending = fs::path(out).extension().string();
  if (ending == ".ndjson" || ending == ".jsonl") return ChangeFormat::kNdjson;
  if (ending == ".txt") return ChangeFormat::kTable;
  return usage(fmt::format("--out {}: the format cannot be told from the name; say --format", out));
}

void SayEdition(const char* which, const ListSet& set) {
  for (const match::ListInfo& info : set.Infos()) {
    Say(fmt::format("{} {}: {} entries, {}, sha256 {}", which, info.name, info.entities,
                    info.date.empty() ? "date not given" : "of " + info.date, info.sha256));
  }
  if (set.problem_count() > 0)
    Say(fmt::format("  Note: {} values or entries could not be used (all of them: manumit lists compile)",
                    set.problem_count()));
}

// All entries of a list without a counterpart are added or deleted, which is seldom what was meant.
void SayUnpaired(const match::EditionChanges& changes) {
  constexpr std::string_view kAdvice = "to compare it with a list of another name, give both one: NAME=PATH";
  for (const std::string& name : changes.only_before)
    Say(fmt::format("  Note: {} has no later edition here: all of it counts as deleted; {}", name, kAdvice));
  for (const std::string& name : changes.only_after)
    Say(fmt::format("  Note: {} has no earlier edition here: all of it counts as added; {}", name, kAdvice));
}

// Two editions, read and compared.
struct Editions {
  ListSet before;
  ListSet after;
  match::EditionChanges changes;
  GoodsChanges goods;
};

// Goods of a country on either side: they are no parties, so they are counted apart.
std::pair<std::size_t, std::size_t> ListedGoods(const Editions& editions) {
  return {match::GoodsIndex(editions.before.lists()).size(),
          match::GoodsIndex(editions.after.lists()).size()};
}

base::Result<Editions> ReadEditions(const std::vector<std::string>& before,
                                    const std::vector<std::string>& after, unsigned threads, bool quiet) {
  Editions editions{TRY(ListSet::Load(before, threads)), TRY(ListSet::Load(after, threads)), {}, {}};
  editions.changes = match::CompareEditions(editions.before.lists(), editions.after.lists());
  editions.goods = TRY(GoodsChanges::Of(editions.changes.entries));
  if (quiet) return editions;
  SayEdition("Before:", editions.before);
  SayEdition("After: ", editions.after);
  for (const auto& [was, is] : editions.changes.renamed)
    Say(fmt::format("  Note: {} is taken for an earlier edition of {}", was, is));
  SayUnpaired(editions.changes);
  const EntryCounts counts = CountLines(editions.changes.entries);
  Say(fmt::format("Entries: {} added, {} modified, {} deleted", counts.added, counts.modified,
                  counts.deleted));
  if (const auto [was, is] = ListedGoods(editions); was + is > 0)
    Say(fmt::format("Goods of a country: {} before, {} after; {} of the changed entries are such goods", was,
                    is, editions.goods.size()));
  return editions;
}

// ---- lists diff

struct DiffArguments {
  std::string before;
  std::string after;
  std::string format;
  std::string out;
  bool quiet = false;
};

base::Status Diff(const DiffArguments& arguments) {
  const ChangeFormat format = TRY(FormatOf(arguments.format, arguments.out));
  const Editions editions =
      TRY(ReadEditions({arguments.before}, {arguments.after}, DefaultJobs(), arguments.quiet));
  OutFile out = TRY(OutFile::Create(arguments.out));
  for (const match::ChangedEntry& entry : editions.changes.entries) TRY(out.Write(EntryLine(entry, format)));
  return out.Commit();
}

// ---- parties compile

struct PartyCompileArguments : PartyArguments {
  std::string out;
};

std::string RejectsPath(const PartyCompileArguments& arguments) {
  return arguments.rejects.empty() ? DefaultRejectsPath(arguments.input, arguments.out) : arguments.rejects;
}

std::string Complaint(const PartyCompileArguments& arguments) {
  if (std::string wrong = PartyComplaint(arguments); !wrong.empty()) return wrong;
  if (SameFile(arguments.out, arguments.rejects)) return "--out and --rejects are the same file";
  std::string wrong = Overwrites("--out", arguments.out, arguments.input, {});
  if (wrong.empty()) wrong = Overwrites("the rejects file", RejectsPath(arguments), arguments.input, {});
  return wrong;
}

base::Status CompileFile(const PartyCompileArguments& arguments) {
  const PartyOptions options = TRY(PartyOptionsOf(arguments));
  const PartyFile file = TRY(PartyFile::Open(arguments.input));
  if (match::LooksLikeCompiledParties(file.bytes()))
    return base::Invalid(fmt::format("{}: compiled already; give the file it was made from", file.name()));
  const std::unique_ptr<PartyReader> parties = TRY(OpenParties(file.bytes(), file.name(), options));
  RejectsFile rejects(RejectsPath(arguments), !arguments.rejects.empty());
  const std::string name =
      arguments.input == "-" ? file.name() : fs::path(arguments.input).filename().string();
  const std::string sha256 = crypto::Sha256Hex(file.bytes());
  const std::string bytes =
      TRY(CompileParties(*parties, name, sha256, rejects, static_cast<unsigned>(arguments.jobs)));
  OutFile out = TRY(OutFile::Create(arguments.out));
  TRY(out.Write(bytes));
  TRY(rejects.Finish());
  TRY(out.Commit());
  if (arguments.quiet) return base::Ok();
  SayInput(file.name(), parties->facts(), sha256);
  const std::string see =
      rejects.rows() + rejects.fields() > 0 ? fmt::format(" (see {})", rejects.path()) : "";
  const auto compiled = TRY(OpenCompiled(bytes, arguments.out));
  Say(fmt::format("Parties: {} compiled, {} rows rejected, {} fields set aside{}, {} blank rows",
                  compiled.size(), rejects.rows(), rejects.fields(), see, parties->blank_rows()));
  Say(fmt::format("Wrote {} ({} bytes, engine version {})", arguments.out, bytes.size(),
                  match::kEngineVersion));
  return base::Ok();
}

// ---- rescreen

struct RescreenArguments : PartyArguments {
  std::vector<std::string> before;
  std::vector<std::string> after;
  double threshold = 0.70;
  std::int64_t limit = 0;  // 0: all
  std::string format;
  std::string out;
};

std::vector<std::string> AllLists(const RescreenArguments& arguments) {
  std::vector<std::string> lists = arguments.before;
  lists.insert(lists.end(), arguments.after.begin(), arguments.after.end());
  return lists;
}

std::string RejectsPath(const RescreenArguments& arguments) {
  return arguments.rejects.empty() ? DefaultRejectsPath(arguments.input, arguments.out) : arguments.rejects;
}

std::string Complaint(const RescreenArguments& arguments) {
  if (!(arguments.threshold >= 0 && arguments.threshold <= 1)) return "--threshold must be between 0 and 1";
  if (arguments.limit < 0) return "--limit must be 1 or more";
  if (std::string wrong = PartyComplaint(arguments); !wrong.empty()) return wrong;
  if (SameFile(arguments.out, arguments.rejects)) return "--out and --rejects are the same file";
  const std::vector<std::string> lists = AllLists(arguments);
  std::string wrong = Overwrites("--out", arguments.out, arguments.input, lists);
  if (wrong.empty()) wrong = Overwrites("the rejects file", RejectsPath(arguments), arguments.input, lists);
  return wrong;
}

void SayTotals(const RescreenTotals& totals, const Editions& editions, const RescreenArguments& arguments,
               double seconds) {
  const match::EditionChanges& changes = editions.changes;
  Say(fmt::format("Changes: {} new, {} changed, {} withdrawn for {} of {} parties (score >= {})",
                  totals.found, totals.changed, totals.withdrawn, totals.changed_parties, totals.parties,
                  arguments.threshold));
  if (editions.goods.size() > 0)
    Say(fmt::format(
        "Goods: {} new, {} changed, {} withdrawn for {} parties that give a country and a product",
        totals.goods_found, totals.goods_changed, totals.goods_withdrawn, totals.goods_parties));
  Say(fmt::format("Scored: {} pairs, each with a changed entry; two full screenings answer for {}",
                  totals.scored, totals.parties * (changes.before + changes.after)));
  Say(fmt::format("Time: {:.2f} s for the comparison", seconds));
}

base::Status RescreenFile(const RescreenArguments& arguments) {
  RescreenRun run;
  run.format = TRY(FormatOf(arguments.format, arguments.out));
  run.threshold = arguments.threshold;
  if (arguments.limit > 0) run.limit = static_cast<std::size_t>(arguments.limit);
  run.threads = static_cast<unsigned>(arguments.jobs);
  run.stop = &stop_asked;
  const PartyOptions options = TRY(PartyOptionsOf(arguments));
  const PartyFile file = TRY(PartyFile::Open(arguments.input));
  const bool compiled = match::LooksLikeCompiledParties(file.bytes());
  const std::unique_ptr<PartyReader> parties = TRY(OpenParties(file.bytes(), file.name(), options));
  const Editions editions =
      TRY(ReadEditions(arguments.before, arguments.after, run.threads, arguments.quiet));
  run.goods = &editions.goods;
  CatchInterrupts();
  OutFile out = TRY(OutFile::Create(arguments.out));
  RejectsFile rejects(RejectsPath(arguments), !arguments.rejects.empty());
  const Printer print = [&out](std::string_view line) { return out.Write(line); };
  const Clock::time_point began = Clock::now();
  RescreenTotals totals;
  if (compiled) {
    const match::CompiledParties ready = TRY(OpenCompiled(file.bytes(), file.name()));
    totals = TRY(RescreenCompiled(ready, editions.changes, run, print));
  } else {
    totals = TRY(RescreenAll(*parties, rejects, editions.changes, run, print));
  }
  const double seconds = Seconds(began);
  TRY(rejects.Finish());
  TRY(out.Commit());
  if (arguments.quiet) return base::Ok();
  SayInput(file.name(), parties->facts(), crypto::Sha256Hex(file.bytes()));
  if (rejects.rows() + rejects.fields() > 0) {
    Say(fmt::format("Not used: {} rows rejected, {} fields set aside (see {})", rejects.rows(),
                    rejects.fields(), rejects.path()));
  }
  SayTotals(totals, editions, arguments, seconds);
  return base::Ok();
}

void Report(const base::Status& status, int& exit_code) {
  if (status) return;
  if (stop_asked.load()) {
    Say("manumit: stopped; nothing was written");
    exit_code = kExitInterrupted;
  } else {
    exit_code = Fail(status.error());
  }
}

}  // namespace

void AddDiffCommand(CLI::App& lists, int& exit_code) {
  auto arguments = std::make_shared<DiffArguments>();
  CLI::App* command = lists.add_subcommand("diff", "Say which entries differ between two editions");
  command->add_option("OLD", arguments->before, "list file, folder, NAME=PATH or a compiled .mnx")
      ->required();
  command->add_option("NEW", arguments->after, "the same, later")->required();
  command->add_option("--format", arguments->format,
                      "table or ndjson; default by the name of --out, else table");
  command->add_option("--out", arguments->out, "write here instead of standard output");
  command->add_flag("--quiet", arguments->quiet, "no summary on standard error");
  command->footer("Example:\n  manumit lists diff un-2025.xml un-2026.xml --format ndjson");
  command->callback([arguments, &exit_code] {
    const std::vector<std::string> lists_read = {arguments->before, arguments->after};
    if (const std::string wrong = Overwrites("--out", arguments->out, "", lists_read); !wrong.empty()) {
      exit_code = UsageError(wrong);
      return;
    }
    Report(Diff(*arguments), exit_code);
  });
}

void AddPartiesCommand(CLI::App& app, int& exit_code) {
  CLI::App* group =
      app.add_subcommand("parties", "Compile parties; an organisation's: import a file, screen them again");
  group->require_subcommand(1);
  auto arguments = std::make_shared<PartyCompileArguments>();
  CLI::App* command =
      group->add_subcommand("compile", "Make parties ready for screening again and again (see rescreen)");
  AddPartyOptions(*command, "PARTIES", *arguments);
  command->add_option("--out", arguments->out, "the compiled file")->required();
  command->footer(
      "The file may stand wherever PARTIES of screen and rescreen may. Another version of the engine needs "
      "it "
      "compiled anew.\n\nExample:\n  manumit parties compile suppliers.xlsx --out suppliers.mnp");
  command->callback([arguments, &exit_code] {
    if (const std::string wrong = Complaint(*arguments); !wrong.empty()) {
      exit_code = UsageError(wrong);
      return;
    }
    Report(CompileFile(*arguments), exit_code);
  });
}

void AddRescreenCommand(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<RescreenArguments>();
  CLI::App* command =
      app.add_subcommand("rescreen", "Say what a new edition of watch lists changes for parties");
  AddPartyOptions(*command, "PARTIES", *arguments);
  command->add_option("--before", arguments->before, "the earlier edition: as screen --lists takes it")
      ->required()
      ->expected(1, -1);
  command->add_option("--after", arguments->after, "the later edition")->required()->expected(1, -1);
  command->add_option("--threshold", arguments->threshold, "score from which on a result counts")
      ->capture_default_str();
  command->add_option("--limit", arguments->limit, "most changes printed for one party; default all");
  command->add_option("--format", arguments->format,
                      "table or ndjson; default by the name of --out, else table");
  command->add_option("--out", arguments->out, "write here instead of standard output");
  command->footer(
      "Prints exactly what a full screening against the later edition has or lacks against one with the "
      "earlier edition: pairs that are\n"
      "new, withdrawn, or whose score changed. Only pairs with a changed entry are scored.\n\n"
      "Examples:\n"
      "  manumit rescreen suppliers.xlsx --before un-2025.xml ofac-old/ --after un-2026.xml ofac-new/\n"
      "  manumit parties compile suppliers.xlsx --out suppliers.mnp\n"
      "  manumit rescreen suppliers.mnp --before old.mnx --after new.mnx --format ndjson --out "
      "changes.ndjson");
  command->callback([arguments, &exit_code] {
    if (const std::string wrong = Complaint(*arguments); !wrong.empty()) {
      exit_code = UsageError(wrong);
      return;
    }
    Report(RescreenFile(*arguments), exit_code);
  });
}

}  // namespace screening
