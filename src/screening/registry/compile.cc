#include "screening/registry/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <unordered_set>

#include "base/limits.h"
#include "crypto/digest.h"
#include "files/bytes.h"
#include "match/match.h"
#include "screening/list_set.h"

namespace screening {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolderLayout = "ofac-csv";     // its source is a folder
constexpr std::string_view kTableLayout = "mapped-table";  // has a mapping beside it
constexpr std::string_view kMappingEnding = ".map.toml";
constexpr std::int64_t kProgressEvery = 2'000;

// The files that Read has read, the one that names the source first.
base::Result<std::vector<ListFile>> FilesOf(const lists::Source& source, const lists::Edition& edition,
                                            int part) {
  std::error_code ignored;
  const fs::path path(source.path);
  const fs::path folder = fs::is_directory(path, ignored) ? path : path.parent_path();
  std::vector<ListFile> files;
  std::string lines;
  std::string only;
  for (const std::string& name : edition.files) {
    files.push_back({part, source.layout, name, (folder / name).string()});
    const files::MappedFile file = TRY(files::MappedFile::Open(files.back().path));
    only = crypto::Sha256Hex(file.text());
    lines += fmt::format("{}  {}\n", only, name);
  }
  if ((files.size() == 1 ? only : crypto::Sha256Hex(lines)) != edition.sha256)
    return base::Invalid(fmt::format("{}: changed while it was read; import it again", source.path));
  if (source.layout == kTableLayout) {
    const std::string name = path.filename().string() + std::string(kMappingEnding);
    files.push_back({part, source.layout, name, (folder / name).string()});
  }
  return files;
}

// One compilation on its way.
class Compilation {
 public:
  Compilation(std::string_view dataset, bool several, const ListProgress& progress)
      : dataset_(dataset), several_(several), progress_(progress) {
    info_.name = dataset_;
    list_ = compiler_.BeginList(info_);
  }

  base::Status Read(const lists::Source& source, int part) {
    if (source.layout == "compiled") {
      return base::Invalid(fmt::format(
          "{}: compiled already; import the list it was made from, so that it can be compiled again",
          source.path));
    }
    lists::Source named = source;
    named.list = dataset_;
    const std::size_t before = made_.entities;
    const auto add = [&](entity::Entity&& entry) { return Add(std::move(entry), part); };
    const auto report = [&](const lists::Problem& problem) { Report(problem); };
    const lists::Edition edition = TRY(lists::Read(named, add, report));
    if (made_.entities == before) return NoEntry(source.path);
    std::vector<ListFile> files = TRY(FilesOf(named, edition, part));
    made_.files.insert(made_.files.end(), files.begin(), files.end());
    made_.layout = part == 0 || made_.layout == edition.layout ? edition.layout : "several";
    made_.date = std::max(made_.date, edition.date);
    made_.sha256 = part == 0 ? edition.sha256 : "";
    lines_ += fmt::format("{}  {}\n", edition.sha256, part);
    return base::Ok();
  }

  CompiledDataset Finish(unsigned threads) {
    if (made_.sha256.empty()) made_.sha256 = crypto::Sha256Hex(lines_);
    Tell("compiling");
    info_.layout = made_.layout;
    info_.date = made_.date;
    info_.sha256 = made_.sha256;
    for (const ListFile& file : made_.files) info_.files.push_back(file.name);
    compiler_.SetListInfo(list_, info_);
    made_.bytes = compiler_.Finish(threads);
    return std::move(made_);
  }

 private:
  base::Status Add(entity::Entity&& entry, int part) {
    if (made_.entities >= base::kMaxEntitiesPerList) {
      return base::TooLarge(
          fmt::format("{}: more than {} entries (kMaxEntitiesPerList)", dataset_, base::kMaxEntitiesPerList));
    }
    if (several_ && !ids_.insert(entry.id).second) {
      Report({std::string(dataset_), 0, "id", entry.id,
              "another source of this dataset has the same id; the number of the source was put before it"});
      entry.id = fmt::format("{}:{}", part, entry.id);
      ids_.insert(entry.id);
    }
    ++made_.entities;
    made_.names += entry.Names().size();
    compiler_.Add(entry);
    if (made_.entities % kProgressEvery == 0) Tell("reading");
    return base::Ok();
  }

  void Report(const lists::Problem& problem) {
    ++made_.problem_count;
    if (made_.problems.size() < base::kMaxKeptProblems) made_.problems.push_back(problem);
  }

  // Screening against a list that is cut off or empty would find nothing and look like a clean result.
  base::Error NoEntry(const std::string& path) const {
    const std::string why = made_.problems.empty() ? "" : ": " + ProblemText(made_.problems.back());
    return base::Invalid(
        fmt::format("{}: no entry could be read from this list{}; fetch it again", path, why));
  }

  void Tell(std::string_view what) const {
    if (progress_) progress_(static_cast<std::int64_t>(made_.entities), 0, what);
  }

  std::string dataset_;
  bool several_;
  const ListProgress& progress_;
  match::ListCompiler compiler_;
  match::ListInfo info_;
  std::uint32_t list_ = 0;
  CompiledDataset made_;
  std::string lines_;
  std::unordered_set<std::string> ids_;
};

}  // namespace

base::Status CheckDatasetName(std::string_view dataset) {
  const bool fits = std::all_of(dataset.begin(), dataset.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (!fits || dataset.empty() || dataset.size() > base::kMaxDatasetNameBytes) {
    return base::Invalid(
        fmt::format("A dataset's name has 1 to {} of the characters a-z, 0-9, _ and - (for example un_sc).",
                    base::kMaxDatasetNameBytes));
  }
  if (dataset == "default") return base::Invalid("The name default means all lists; choose another one.");
  return base::Ok();
}

base::Result<CompiledDataset> CompileDataset(std::string_view dataset,
                                             const std::vector<lists::Source>& sources, unsigned threads,
                                             const ListProgress& progress) {
  Compilation compilation(dataset, sources.size() > 1, progress);
  int part = 0;
  for (const lists::Source& source : sources) TRY(compilation.Read(source, part++));
  return compilation.Finish(threads);
}

std::vector<lists::Source> SourcesOf(const std::vector<ListFile>& files, const std::string& folder) {
  std::vector<lists::Source> sources;
  int last = -1;
  for (const ListFile& file : files) {
    if (file.part == last) continue;
    last = file.part;
    std::string path = fmt::format("{}/{}", folder, file.part);
    if (file.layout != kFolderLayout) path += "/" + file.name;
    sources.push_back({"", std::move(path), file.layout});
  }
  return sources;
}

}  // namespace screening
