#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>

#include "crypto/digest.h"
#include "desk/jobs/backup.h"
#include "desk/jobs/backup_parts.h"
#include "desk/jobs/tar.h"
#include "files/bytes.h"

#include <toml++/toml.h>

namespace desk {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

using Members = std::map<std::string, std::string_view, std::less<>>;

struct OpenBackup {
  files::MappedFile file;
  Members members;
  BackupSummary summary;
};

base::Error Damaged(std::string what) {
  return base::Corrupt(fmt::format("this is not an intact backup: {}", what));
}

base::Result<json::object> ReadManifest(const Members& members) {
  const auto found = members.find(kManifestPart);
  if (found == members.end()) return Damaged("it has no manifest.json");
  boost::system::error_code error;
  const json::value value = json::parse(found->second, error);
  const json::object* manifest = error ? nullptr : value.if_object();
  const json::value* format = manifest == nullptr ? nullptr : manifest->if_contains("format");
  if (format == nullptr || !format->is_string()) return Damaged("its manifest.json cannot be read");
  if (format->get_string() != kBackupFormat)
    return base::Invalid(fmt::format("this backup has the format {}; this program reads {}",
                                     std::string_view(format->get_string()), kBackupFormat));
  return *manifest;
}

std::string TextAt(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

base::Status CheckFiles(const json::object& manifest, const Members& members, BackupSummary& summary) {
  const json::value* files = manifest.if_contains("files");
  if (files == nullptr || !files->is_array()) return Damaged("its manifest.json names no files");
  for (const json::value& listed : files->get_array()) {
    const std::string name = listed.is_object() ? TextAt(listed.get_object(), "name") : std::string();
    const auto member = members.find(name);
    if (member == members.end()) return Damaged(fmt::format("{} is missing", name));
    if (crypto::Sha256Hex(member->second) != TextAt(listed.get_object(), "sha256"))
      return Damaged(fmt::format("{} was changed", name));
    summary.files.push_back({name, member->second.size()});
  }
  for (const std::string_view needed : {kConfigPart, kKeyPart, summary.postgres ? kDumpPart : kSqlitePart}) {
    const bool listed = std::ranges::any_of(
        summary.files, [&](const BackupSummary::File& file) { return file.name == needed; });
    if (!listed) return Damaged(fmt::format("{} is missing", needed));
  }
  return base::Ok();
}

base::Result<OpenBackup> Open(const std::string& file) {
  OpenBackup backup{.file = TRY(files::MappedFile::Open(file)), .members = {}, .summary = {}};
  for (TarMember& member : TRY(ReadTar(backup.file.text()))) {
    if (!backup.members.emplace(member.name, member.bytes).second)
      return Damaged(fmt::format("{} is there twice", member.name));
  }
  const json::object manifest = TRY(ReadManifest(backup.members));
  backup.summary.made = TextAt(manifest, "made");
  backup.summary.postgres = TextAt(manifest, "database") == "postgresql";
  backup.summary.audit_head = TRY(ParseHead(TextAt(manifest, "audit_head")));
  TRY(CheckFiles(manifest, backup.members, backup.summary));
  return backup;
}

base::Status MakeFolder(const fs::path& folder) {
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return base::IoError(fmt::format("{}: {}", folder.string(), std::strerror(errno)));
  return base::Ok();
}

// Folders on the way are made with mode 0700, the file with 0600; it must be new.
base::Status WriteNew(const fs::path& dir, const fs::path& path, std::string_view bytes) {
  fs::path folder = dir;
  for (const fs::path& step : path.parent_path().lexically_relative(dir)) {
    folder /= step;
    TRY(MakeFolder(folder));
  }
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool good = descriptor >= 0;
  while (good && !bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), std::min(bytes.size(), std::size_t{1} << 30));
    good = written > 0 || errno == EINTR;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  good = good && fsync(descriptor) == 0;
  const int reason = errno;
  if (descriptor >= 0) close(descriptor);
  return good ? base::Ok()
              : base::Status(base::IoError(fmt::format("{}: {}", path.string(), std::strerror(reason))));
}

bool IsWithin(const fs::path& path, const fs::path& dir) {
  const fs::path relative = path.lexically_relative(dir);
  return !relative.empty() && *relative.begin() != "..";
}

constexpr std::string_view kEmbedded = "sqlite:";

// Where the configuration wants data and store. Only these two settings are read: files that others name are
// not there yet.
struct Places {
  fs::path data_dir;
  fs::path sqlite;  // empty: the store is not embedded
};

base::Result<Places> PlacesOf(std::string_view text, const fs::path& dir) {
  toml::table settings;
  try {
    settings = toml::parse(text);
  } catch (const toml::parse_error&) {
    return Damaged(fmt::format("{} is not TOML", kConfigPart));
  }
  const auto setting = [&](std::string_view name, std::string_view usual) {
    return settings[name].value_or(std::string(usual));
  };
  Places places;
  places.data_dir = (dir / setting("data_dir", "data")).lexically_normal();
  const std::string database = setting("database", "");
  if (database.empty()) places.sqlite = places.data_dir / "manumit.db";
  if (database.starts_with(kEmbedded))
    places.sqlite = (dir / database.substr(kEmbedded.size())).lexically_normal();
  return places;
}

bool FitsInto(const Places& places, const fs::path& dir) {
  return IsWithin(places.data_dir, dir) && (places.sqlite.empty() || IsWithin(places.sqlite, dir));
}

// The text with the data, and an embedded store, in the folder "data" beside it.
std::string MovedHere(std::string_view text, bool embedded) {
  std::string moved = "data_dir = \"data\"   # changed by restore\n";
  bool top = true;  // before the first [section]
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t first = line.find_first_not_of(" \t");
    const std::string_view content =
        first == std::string_view::npos ? std::string_view() : line.substr(first);
    top = top && !content.starts_with('[');
    const bool replaced =
        top && (content.starts_with("data_dir") || (embedded && content.starts_with("database")));
    moved += fmt::format("{}{}\n", replaced ? "# before restore: " : "", line);
  }
  return moved;
}

// The folder as an absolute path without a slash at its end. Errors: kConflict (something is in it).
base::Result<fs::path> NewFolder(const std::string& dir) {
  std::error_code error;
  if (fs::exists(dir, error) && !fs::is_empty(dir, error))
    return base::Error{base::Code::kConflict, dir + " is not empty; a backup is restored into a new folder",
                       ""};
  fs::path root = fs::absolute(dir).lexically_normal();
  return root.has_filename() ? root : root.parent_path();
}

}  // namespace

base::Result<BackupSummary> VerifyBackup(const std::string& file) {
  return TRY(Open(file)).summary;
}

base::Result<Restored> RestoreBackup(const std::string& file, const std::string& dir) {
  const OpenBackup backup = TRY(Open(file));
  const fs::path root = TRY(NewFolder(dir));
  const bool postgres = backup.summary.postgres;
  Restored restored{.backup = backup.summary, .config = (root / kConfigPart).string()};
  std::string text(backup.members.find(kConfigPart)->second);
  Places places = TRY(PlacesOf(text, root));
  if (postgres != places.sqlite.empty())
    return Damaged("its configuration and its store are of different kinds");
  if (!FitsInto(places, root)) {
    text = MovedHere(text, !postgres);
    places = TRY(PlacesOf(text, root));
    restored.config_moved = true;
  }
  if (!FitsInto(places, root))
    return base::Invalid(
        fmt::format("{} names folders elsewhere in a way that cannot be changed", kConfigPart));
  TRY(MakeFolder(root));
  TRY(WriteNew(root, restored.config, text));
  TRY(WriteNew(root, places.data_dir / kKeyPart, backup.members.find(kKeyPart)->second));
  const std::string_view part = postgres ? kDumpPart : kSqlitePart;
  const fs::path target = postgres ? root / kDumpPart : places.sqlite;
  TRY(WriteNew(root, target, backup.members.find(part)->second));
  if (postgres) restored.dump = target.string();
  return restored;
}

}  // namespace desk
