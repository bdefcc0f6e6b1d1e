// FindSources: what a PATH on the command line holds.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "files/bytes.h"
#include "lists/layouts.h"
#include "lists/lists.h"
#include "lists/ofac_csv.h"
#include "lists/ofac_xml.h"
#include "lists/official_table.h"
#include "lists/sema_xml.h"
#include "lists/text_rules.h"
#include "lists/xml_records.h"

namespace lists {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPeekBytes = 1u << 20;

bool Exists(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

bool IsFolder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

// The folder's own name, also for "lists/", "." and "..".
std::string FolderName(const fs::path& path) {
  std::error_code ignored;
  const fs::path whole = fs::weakly_canonical(path, ignored);
  return (ignored ? path : whole).filename().string();
}

// Files that lie beside lists and are none.
bool IsPaper(const fs::path& path) {
  const std::string name = LowerAscii(path.filename().string());
  return name.starts_with('.') || name.ends_with(kMappingEnding) || name.ends_with(".md") ||
         name.starts_with("readme") || name.starts_with("license") || name.starts_with("licence");
}

bool LooksLikeXml(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE<\0"sv) || bytes.starts_with("\xFE\xFF\0<"sv)) return true;  // UTF-16
  const std::string_view rest = Trim(bytes);
  return rest.starts_with("<?xml") || (rest.size() > 1 && rest[0] == '<');
}

// The layout of JSON lines by the first line that is not blank: an object that names a schema, or Senzing's
// keys. Empty for what is no JSON object.
std::string_view LayoutOfJson(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view rest = Trim(bytes.substr(0, kPeekBytes));
  const std::string_view line = rest.substr(0, rest.find('\n'));
  if (!line.starts_with('{')) return {};
  const auto has = [&](std::string_view key) { return line.find(key) != std::string_view::npos; };
  if (has("\"schema\"")) return kFtmJsonl;
  return has("\"RECORD_ID\"") || has("\"DATA_SOURCE\"") ? kSenzing : std::string_view();
}

// A page saved or fetched in place of the list that it links to.
bool LooksLikeWebPage(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  constexpr std::size_t kHead = 4096;
  const std::string head = LowerAscii(Trim(bytes.substr(0, kHead)));
  if (head.starts_with("<!doctype html") || head.starts_with("<html")) return true;
  // Behind an XML declaration or a comment.
  return head.starts_with('<') &&
         (head.find("<!doctype html") != std::string::npos || head.find("\n<html") != std::string::npos ||
          head.find("><html") != std::string::npos);
}

// What Manumit itself makes, under whatever name. The marks are those of match/layout.h and
// match/compiled_parties.h, which this room does not know.
constexpr std::string_view kCompiledListMark = "MANUMNX\n";
constexpr std::string_view kCompiledPartiesMark = "MANUMPA\n";

base::Result<std::string> LayoutOfXml(std::string_view bytes, const std::string& path) {
  const std::string root = TRY(XmlRootName(bytes, path));
  if (root == "CONSOLIDATED_LIST") return std::string(kUnXml);
  if (root == kOfacXmlRoot) return std::string(kOfacXml);
  if (root == kSemaXmlRoot) return std::string(kSemaXml);
  if (root == "Sanctions") {
    return base::Invalid(
        fmt::format("{}: this looks like OFAC's advanced XML (root element Sanctions), which is not read; "
                    "take sdn.xml or "
                    "consolidated.xml, which hold the same entries, or the CSV files",
                    path));
  }
  return base::Invalid(fmt::format(
      "{}: XML with the root element {}; the XML lists that can be read are the UN Security Council's "
      "(CONSOLIDATED_LIST), OFAC's sdn.xml and consolidated.xml (sdnList) and Canada's (data-set)",
      path, Shortened(root)));
}

base::Result<std::string> LayoutOf(const std::string& path) {
  if (LowerAscii(path).ends_with(".mnx")) return std::string(kCompiled);
  if (LowerAscii(path).ends_with(kMappingEnding)) {
    return base::Invalid(fmt::format("{}: this is a mapping; name the table that it belongs to", path));
  }
  if (FindOfacFiles(path)) return std::string(kOfacCsv);
  if (Exists(path + std::string(kMappingEnding))) return std::string(kMappedTable);
  const files::MappedFile file = TRY(files::MappedFile::Open(path));
  if (Trim(file.text().substr(0, kPeekBytes)).empty())
    return base::Invalid(fmt::format("{}: the file is empty", path));
  if (file.text().starts_with(kCompiledListMark)) return std::string(kCompiled);
  if (file.text().starts_with(kCompiledPartiesMark)) {
    return base::Invalid(fmt::format(
        "{}: these are compiled parties, not a list; give them as the parties of the screening, and the list "
        "that they are to be compared with here",
        path));
  }
  if (LooksLikeWebPage(file.text())) {
    return base::Invalid(
        fmt::format("{}: this is a web page, not the list; open it in a browser and save the file that it "
                    "offers (XML, CSV, "
                    "XLSX or JSON lines)",
                    path));
  }
  if (LooksLikeXml(file.text().substr(0, kPeekBytes))) return LayoutOfXml(file.text(), path);
  if (const std::string_view layout = LayoutOfJson(file.text()); !layout.empty()) return std::string(layout);
  if (!Trim(file.text().substr(0, kPeekBytes)).starts_with('{')) {
    // A table that cannot be opened (a workbook that was cut off) says so itself.
    const std::optional<RecognisedTable> table = TRY(RecogniseTable(file.text(), path));
    if (table) return table->layout;
  }
  return base::Invalid(fmt::format(
      "{0}: not a list in a known layout (XML of the UN, OFAC or Canada, OFAC CSV folder, JSON lines of "
      "FollowTheMoney or Senzing, a table of one of the publishers in docs/lists.md). Another CSV or "
      "workbook "
      "needs a mapping file {1} beside it, as docs/lists.md describes",
      path, fs::path(path).filename().string() + std::string(kMappingEnding)));
}

base::Result<Source> SourceOfFile(const fs::path& path, const std::string& name) {
  const std::string text = path.string();
  const std::string layout = TRY(LayoutOf(text));
  return Source{name.empty() ? path.stem().string() : name, text, layout};
}

base::Status AddFolder(const fs::path& folder, int depth, std::vector<Source>& sources) {
  if (depth > base::kMaxFolderDepth) {
    return base::TooLarge(fmt::format("{}: folders are nested deeper than {} (kMaxFolderDepth)",
                                      folder.string(), base::kMaxFolderDepth));
  }
  if (FindOfacFiles(folder.string())) {
    sources.push_back({FolderName(folder), folder.string(), std::string(kOfacCsv)});
    return base::Ok();
  }
  std::error_code fault;
  std::vector<fs::path> entries;
  for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault))
    entries.push_back(at->path());
  if (fault)
    return base::IoError(fmt::format("{}: the folder cannot be read: {}", folder.string(), fault.message()));
  std::sort(entries.begin(), entries.end());
  for (const fs::path& entry : entries) {
    if (IsPaper(entry)) continue;
    if (IsFolder(entry)) {
      TRY(AddFolder(entry, depth + 1, sources));
    } else {
      sources.push_back(TRY(SourceOfFile(entry, "")));
    }
    if (sources.size() > base::kMaxLists) {
      return base::TooLarge(
          fmt::format("{}: more than {} lists (kMaxLists)", folder.string(), base::kMaxLists));
    }
  }
  return base::Ok();
}

base::Status NoSharedNames(const std::string& path, const std::vector<Source>& sources) {
  std::map<std::string, std::string> paths;
  for (const Source& source : sources) {
    const auto [first, fresh] = paths.emplace(source.list, source.path);
    if (fresh) continue;
    return base::Invalid(
        fmt::format("{}: {} and {} would both be the list \"{}\"; name them one by one as NAME=PATH", path,
                    first->second, source.path, source.list));
  }
  return base::Ok();
}

// Splits "NAME=PATH"; a path that exists as a whole, or has a '/' before its '=', has no name.
std::pair<std::string, std::string> NameAndPath(const std::string& argument) {
  const std::size_t equals = argument.find('=');
  const bool named =
      equals != std::string::npos && equals > 0 && argument.find('/') > equals && !Exists(argument);
  if (!named) return {"", argument};
  return {std::string(Trim(argument.substr(0, equals))), argument.substr(equals + 1)};
}

}  // namespace

base::Result<std::vector<Source>> FindSources(const std::string& argument) {
  const auto [name, path] = NameAndPath(argument);
  if (path.empty() || !Exists(path)) {
    return base::NotFound(fmt::format("{}: no such file or folder", path.empty() ? argument : path));
  }
  std::vector<Source> sources;
  if (!IsFolder(path)) {
    sources.push_back(TRY(SourceOfFile(path, name)));
    return sources;
  }
  TRY(AddFolder(path, 0, sources));
  if (sources.empty()) return base::NotFound(fmt::format("{}: no list in this folder", path));
  if (!name.empty() && sources.size() > 1) {
    return base::Invalid(fmt::format("{}: holds {} lists; NAME=PATH is for one", argument, sources.size()));
  }
  if (!name.empty()) sources.front().list = name;
  TRY(NoSharedNames(path, sources));
  return sources;
}

}  // namespace lists
