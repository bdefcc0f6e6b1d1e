#include "screening/list_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/limits.h"

namespace screening {
namespace {

namespace fs = std::filesystem;

base::Error SameName(const std::string& name) {
  return {base::Code::kConflict,
          fmt::format("two lists are called \"{}\"; give one another name with NAME=PATH, for example "
                      "--lists {} {}-old=PATH",
                      name, name, name),
          {}};
}

// The .mnx files of a folder that holds no other files; empty otherwise.
std::vector<std::string> CompiledFilesOf(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (!at->is_regular_file(error)) continue;
    if (!IsCompiledPath(at->path().string())) return {};
    found.push_back(at->path().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

struct Sorted {
  std::vector<std::string> compiled;
  std::vector<std::string> raw;
};

base::Result<Sorted> SortPaths(std::span<const std::string> paths) {
  Sorted sorted;
  for (const std::string& path : paths) {
    std::error_code ignored;
    const bool exists = fs::exists(path, ignored);
    if (exists && fs::is_directory(path, ignored)) {
      const std::vector<std::string> inside = CompiledFilesOf(path);
      if (inside.empty()) {
        sorted.raw.push_back(path);
      } else {
        sorted.compiled.insert(sorted.compiled.end(), inside.begin(), inside.end());
      }
    } else if (!IsCompiledPath(path)) {
      sorted.raw.push_back(path);
    } else if (!exists && path.find('=') != std::string::npos) {
      return base::Error{
          base::Code::kConflict,
          fmt::format(
              "{}: a compiled list keeps the names it was compiled with; compile again with NAME=PATH", path),
          {}};
    } else {
      sorted.compiled.push_back(path);
    }
  }
  return sorted;
}

match::ListInfo InfoOf(const lists::Edition& edition) {
  match::ListInfo info;
  info.name = edition.list;
  info.layout = edition.layout;
  info.date = edition.date;
  info.sha256 = edition.sha256;
  info.files = edition.files;
  info.entities = edition.entities;
  info.names = edition.names;
  return info;
}

base::Result<std::vector<lists::Source>> AllSources(std::span<const std::string> paths) {
  std::vector<lists::Source> sources;
  std::set<std::string> names;
  for (const std::string& path : paths) {
    for (lists::Source& source : TRY(lists::FindSources(path))) {
      if (!names.insert(source.list).second) return SameName(source.list);
      sources.push_back(std::move(source));
    }
  }
  if (sources.size() > base::kMaxLists) {
    return base::Error{
        base::Code::kConflict, fmt::format("more than {} lists (kMaxLists)", base::kMaxLists), {}};
  }
  return sources;
}

// Screening against a list that is cut off or empty would find nothing and look like a clean result.
base::Error NoEntry(const std::string& path, const CompiledBytes& made, std::size_t problems_before) {
  std::string why;
  if (problems_before < made.problems.size()) why = ": " + ProblemText(made.problems[problems_before]);
  return base::Invalid(
      fmt::format("{}: no entry could be read from this list{}; fetch it again, or leave it out", path, why));
}

}  // namespace

bool IsCompiledPath(const std::string& path) {
  return fs::path(path).extension() == ".mnx";
}

std::string ProblemText(const lists::Problem& problem) {
  std::string text = fmt::format("{} row {}", problem.file, problem.row);
  if (!problem.field.empty()) text += ", " + problem.field;
  if (!problem.value.empty()) text += fmt::format(": \"{}\"", problem.value);
  return text + ": " + problem.reason;
}

base::Result<CompiledBytes> CompileLists(std::span<const std::string> paths, unsigned threads) {
  CompiledBytes made;
  match::ListCompiler compiler;
  for (const lists::Source& source : TRY(AllSources(paths))) {
    if (source.layout == "compiled") {
      return base::Invalid(fmt::format(
          "{}: a compiled list among lists that are not; name it by itself, or move it out of the folder",
          source.path));
    }
    match::ListInfo info;
    info.name = source.list;
    info.layout = source.layout;
    const std::uint32_t list = compiler.BeginList(info);
    const auto add = [&](entity::Entity&& entry) -> base::Status {
      compiler.Add(entry);
      return base::Ok();
    };
    const auto report = [&](const lists::Problem& problem) {
      ++made.problem_count;
      if (made.problems.size() < base::kMaxListProblems) made.problems.push_back(problem);
    };
    const std::size_t problems_before = made.problem_count;
    lists::Edition edition = TRY(lists::Read(source, add, report));
    if (edition.entities == 0) return NoEntry(source.path, made, problems_before);
    compiler.SetListInfo(list, InfoOf(edition));
    made.editions.push_back(std::move(edition));
  }
  made.bytes = compiler.Finish(threads);
  return made;
}

base::Status ListSet::AddMapped(const std::string& path) {
  files::MappedFile map = TRY(files::MappedFile::Open(path));
  const auto named = [&path](const base::Error& error) {
    return base::Error{error.code, fmt::format("{}: {}", path, error.external), error.internal};
  };
  base::Result<match::CompiledList> list = match::CompiledList::Open(map.bytes());
  if (!list) return named(list.error());
  if (base::Status sound = list->Verify(); !sound) return named(sound.error());
  maps_.push_back(std::move(map));
  compiled_.push_back(std::make_unique<match::CompiledList>(std::move(*list)));
  return base::Ok();
}

base::Status ListSet::AddRaw(std::span<const std::string> paths, unsigned threads) {
  CompiledBytes made = TRY(CompileLists(paths, threads));
  problem_count_ = made.problem_count;
  problems_ = std::move(made.problems);
  own_bytes_ = std::make_unique<std::string>(std::move(made.bytes));
  match::CompiledList list = TRY(match::CompiledList::Open(std::as_bytes(std::span(*own_bytes_))));
  compiled_.push_back(std::make_unique<match::CompiledList>(std::move(list)));
  return base::Ok();
}

base::Status ListSet::CheckNames() const {
  std::set<std::string> names;
  for (const match::ListInfo& info : Infos()) {
    if (!names.insert(info.name).second) return SameName(info.name);
  }
  if (names.size() > base::kMaxLists) {
    return base::Error{
        base::Code::kConflict, fmt::format("more than {} lists (kMaxLists)", base::kMaxLists), {}};
  }
  return base::Ok();
}

base::Result<ListSet> ListSet::Load(std::span<const std::string> paths, unsigned threads) {
  ListSet set;
  const Sorted sorted = TRY(SortPaths(paths));
  for (const std::string& path : sorted.compiled) TRY(set.AddMapped(path));
  if (!sorted.raw.empty()) TRY(set.AddRaw(sorted.raw, threads));
  TRY(set.CheckNames());
  for (const auto& list : set.compiled_) set.pointers_.push_back(list.get());
  return set;
}

std::vector<match::ListInfo> ListSet::Infos() const {
  std::vector<match::ListInfo> infos;
  for (const auto& list : compiled_) infos.insert(infos.end(), list->lists().begin(), list->lists().end());
  return infos;
}

}  // namespace screening
