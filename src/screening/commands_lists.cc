#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

#include "screening/commands.h"
#include "screening/csv_text.h"
#include "screening/list_set.h"
#include "screening/out_file.h"
#include "screening/overwrite.h"

namespace screening {
namespace {

struct ListsArguments {
  std::vector<std::string> paths;
  std::string out;
  std::string file;
};

void PrintList(const std::string& name, const std::string& layout, const std::string& date,
               std::size_t entities, std::size_t names, const std::string& sha256,
               const std::vector<std::string>& files) {
  std::string joined;
  for (const std::string& file : files) joined += (joined.empty() ? "" : ", ") + file;
  fmt::print(
      "list      {}\n  layout    {}\n  date      {}\n  entries   {}\n  names     {}\n  sha256    {}\n  files "
      "    {}\n",
      name, layout, date.empty() ? "not given" : date, entities, names, sha256, joined);
}

// Problems on standard error: the count, the first few, and where the rest is.
base::Status ReportProblems(std::size_t count, const std::vector<lists::Problem>& problems,
                            const std::string& path) {
  constexpr std::size_t kShown = 5;
  std::error_code ignored;
  if (count == 0) {
    std::filesystem::remove(path, ignored);  // an earlier run's problems must not pass for this one's
    return base::Ok();
  }
  Say(fmt::format("Problems: {} values or entries of the lists could not be used (see {})", count, path));
  for (std::size_t i = 0; i < std::min(kShown, problems.size()); ++i) Say("  " + ProblemText(problems[i]));
  OutFile file = TRY(OutFile::Create(path));
  TRY(file.Write(CsvLine({"file", "row", "field", "value", "reason"})));
  for (const lists::Problem& problem : problems) {
    TRY(file.Write(
        CsvLine({problem.file, std::to_string(problem.row), problem.field, problem.value, problem.reason})));
  }
  return file.Commit();
}

base::Status Compile(const ListsArguments& arguments) {
  for (const std::string& path : arguments.paths) {
    if (IsCompiledPath(path))
      return base::Invalid(fmt::format("{}: compiled already; give the list it was made from", path));
  }
  // In this order: the file may lie in a folder that is read.
  const CompiledBytes made = TRY(CompileLists(arguments.paths, DefaultJobs()));
  OutFile out = TRY(OutFile::Create(arguments.out));
  TRY(out.Write(made.bytes));
  TRY(out.Commit());
  for (const lists::Edition& edition : made.editions) {
    PrintList(edition.list, edition.layout, edition.date, edition.entities, edition.names, edition.sha256,
              edition.files);
  }
  TRY(ReportProblems(made.problem_count, made.problems, arguments.out + ".problems.csv"));
  Say(fmt::format("Wrote {} ({} bytes, engine version {})", arguments.out, made.bytes.size(),
                  match::kEngineVersion));
  return base::Ok();
}

base::Status Inspect(const ListsArguments& arguments) {
  const std::vector<std::string> paths = {arguments.file};
  const ListSet set = TRY(ListSet::Load(paths, DefaultJobs()));
  std::size_t entities = 0;
  std::size_t names = 0;
  for (const match::ListInfo& info : set.Infos()) {
    PrintList(info.name, info.layout, info.date, info.entities, info.names, info.sha256, info.files);
    entities += info.entities;
    names += info.names;
  }
  fmt::print("total     {} lists, {} entries, {} names\nengine    version {}\n", set.Infos().size(), entities,
             names, match::kEngineVersion);
  if (set.problem_count() > 0) {
    fmt::print("problems  {}\n", set.problem_count());
    for (std::size_t i = 0; i < std::min<std::size_t>(20, set.problems().size()); ++i) {
      fmt::print("  {}\n", ProblemText(set.problems()[i]));
    }
  }
  if (IsCompiledPath(arguments.file)) fmt::print("checked   whole file: checksum and structure are sound\n");
  return base::Ok();
}

void RunLists(const base::Status& status, int& exit_code) {
  if (!status) exit_code = Fail(status.error());
}

}  // namespace

void AddListsCommands(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ListsArguments>();
  CLI::App* group = app.add_subcommand("lists", "Compile watch lists, or look into them");
  group->require_subcommand(1);

  CLI::App* compile = group->add_subcommand("compile", "Compile lists into one file that opens at once");
  compile->add_option("PATH", arguments->paths, "list file, folder, or NAME=PATH")->required();
  compile->add_option("--out", arguments->out, "the compiled file, FILE.mnx")->required();
  compile->footer(
      "What could not be used of a list is counted and written to FILE.mnx.problems.csv.\n\n"
      "Examples:\n"
      "  manumit lists compile un.xml ofac/ --out lists.mnx\n"
      "  manumit lists compile un-new=consolidated-2026.xml un-old=consolidated-2025.xml --out un.mnx");
  compile->callback([arguments, &exit_code] {
    if (!IsCompiledPath(arguments->out)) {
      exit_code = UsageError(fmt::format("--out {}: a compiled list is called FILE.mnx", arguments->out));
      return;
    }
    const std::string problems = arguments->out + ".problems.csv";
    for (const auto& [option, path] :
         {std::pair<std::string, std::string>("--out", arguments->out), {"the problems file", problems}}) {
      if (const std::string wrong = Overwrites(option, path, "", arguments->paths); !wrong.empty()) {
        exit_code = UsageError(wrong);
        return;
      }
    }
    RunLists(Compile(*arguments), exit_code);
  });

  CLI::App* inspect =
      group->add_subcommand("inspect", "Say what a compiled or raw list holds and whether it is sound");
  inspect->add_option("FILE", arguments->file, "FILE.mnx, a list file or a folder")->required();
  inspect->footer("Example:\n  manumit lists inspect lists.mnx");
  inspect->callback([arguments, &exit_code] { RunLists(Inspect(*arguments), exit_code); });
  AddDiffCommand(*group, exit_code);
}

}  // namespace screening
