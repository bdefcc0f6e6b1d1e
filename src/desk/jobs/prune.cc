#include "desk/jobs/prune.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "base/time.h"
#include "desk/desk.h"
#include "desk/jobs/backup_parts.h"
#include "files/bytes.h"

namespace desk {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::size_t kBlock = 512;  // of a tar archive
constexpr std::size_t kSizeAt = 124, kSizeDigits = 11;
constexpr std::size_t kScratchLetters = 6;  // of a folder's name, after its last dot
constexpr std::int64_t kMaxKeepDays = 3650;

base::Error NotOurs(const std::string& file) {
  return base::Invalid(file + " is not a backup that this program wrote");
}

// The content of a member whose header begins at `at`, and where the next header begins. Nothing where it has
// another name or does not fit. The whole archive need not be intact: an old one that is cut off goes too.
struct Found {
  std::string_view content;
  std::size_t next = 0;
};
std::optional<Found> MemberAt(std::string_view archive, std::size_t at, std::string_view name) {
  if (archive.size() < at + kBlock) return std::nullopt;
  const std::string_view header = archive.substr(at, kBlock);
  if (header.substr(0, header.find('\0')) != name) return std::nullopt;
  std::size_t size = 0;
  for (const char digit : header.substr(kSizeAt, kSizeDigits)) {
    if (digit < '0' || digit > '7') return std::nullopt;
    size = size << 3 | static_cast<std::size_t>(digit - '0');
  }
  const std::size_t from = at + kBlock;
  if (size > archive.size() - from) return std::nullopt;
  return Found{archive.substr(from, size), from + (size + kBlock - 1) / kBlock * kBlock};
}

std::string TextAt(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool IsOrdinary(const fs::directory_entry& entry) {
  std::error_code failed;
  return fs::is_regular_file(entry.symlink_status(failed)) && !failed;
}

// What BackupTo works in, beside its file: NAME.XXXXXX with a copy of the store in it and nothing else.
bool IsScratch(const fs::directory_entry& entry) {
  constexpr std::array<std::string_view, 5> kNames = {"database", "backup", "database-journal",
                                                      "database-wal", "database-shm"};
  std::error_code failed;
  const std::string name = entry.path().filename();
  const bool named = name.size() > kScratchLetters + 1 && name[name.size() - kScratchLetters - 1] == '.';
  if (!named || !fs::is_directory(entry.symlink_status(failed)) || failed) return false;
  bool any = false;
  for (const fs::directory_entry& inside : fs::directory_iterator(entry.path(), failed)) {
    const std::string part = inside.path().filename();
    if (!IsOrdinary(inside) || std::find(kNames.begin(), kNames.end(), part) == kNames.end()) return false;
    any = any || part == "database" || part == "backup";
  }
  return any && !failed;
}

std::optional<std::int64_t> ChangedMs(const std::string& path) {
  struct stat state{};
  if (lstat(path.c_str(), &state) != 0) return std::nullopt;
  return static_cast<std::int64_t>(state.st_mtime) * base::kSecondMs;
}

struct Old {
  std::int64_t made = 0;
  std::string path;
  bool scratch = false;
};

base::Result<std::vector<Old>> LookInto(const std::string& folder) {
  std::vector<Old> found;
  std::error_code failed;
  fs::directory_iterator entries(folder, failed);
  if (failed) return base::NotFound(fmt::format("{}: {}", folder, failed.message()));
  for (const fs::directory_entry& entry : entries) {
    const std::string path = entry.path();
    if (IsScratch(entry)) {
      const std::optional<std::int64_t> changed = ChangedMs(path);
      if (changed) found.push_back({*changed, path, true});
    } else if (IsOrdinary(entry)) {
      const base::Result<std::int64_t> made = BackupMade(path);
      if (made) found.push_back({*made, path, false});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Old& a, const Old& b) { return std::tie(a.made, a.path) < std::tie(b.made, b.path); });
  return found;
}

base::Status Remove(const Old& old) {
  std::error_code failed;
  if (old.scratch)
    fs::remove_all(old.path, failed);
  else
    fs::remove(old.path, failed);
  if (failed) return base::IoError(fmt::format("{}: {}", old.path, failed.message()));
  return base::Ok();
}

}  // namespace

base::Result<std::int64_t> BackupMade(const std::string& file) {
  const files::MappedFile mapped = TRY(files::MappedFile::Open(file));
  const std::optional<Found> readme = MemberAt(mapped.text(), 0, kReadmePart);
  if (!readme) return NotOurs(file);
  const std::optional<Found> manifest = MemberAt(mapped.text(), readme->next, kManifestPart);
  if (!manifest) return NotOurs(file);
  boost::system::error_code failed;
  const json::value value = json::parse(manifest->content, failed);
  if (failed || !value.is_object() || TextAt(value.get_object(), "format") != kBackupFormat)
    return NotOurs(file);
  const base::Result<base::UtcTime> made = base::ParseTime(TextAt(value.get_object(), "made"));
  if (!made) return NotOurs(file);
  return made->ms;
}

base::Result<Pruned> PruneBackups(Desk& desk, const Actor& actor, const std::string& folder,
                                  std::int64_t keep_days) {
  if (keep_days < 1 || keep_days > kMaxKeepDays)
    return base::Invalid(fmt::format("days to keep backups: 1 to {} are expected", kMaxKeepDays));
  const std::vector<Old> all = TRY(LookInto(folder));
  const std::int64_t before = desk.clock().Now().ms - keep_days * base::kDayMs;
  const auto newest = std::find_if(all.rbegin(), all.rend(), [](const Old& old) { return !old.scratch; });
  Pruned pruned;
  for (const Old& old : all) {
    const bool is_newest = newest != all.rend() && &*newest == &old;
    if (old.made < before && !is_newest) {
      TRY(Remove(old));
      pruned.removed.push_back(old.path);
      continue;
    }
    if (old.scratch) continue;
    if (pruned.kept.empty()) pruned.oldest_kept = base::FormatTime({old.made});
    pruned.kept.push_back(old.path);
    if (old.made < before) pruned.kept_as_newest = old.path;
  }
  TRY(desk.database().Write([&](db::Transaction& tx) {
    return desk.audit().Append(tx, actor, "backup.prune", "",
                               {{"keep_days", std::to_string(keep_days)},
                                {"removed", std::to_string(pruned.removed.size())},
                                {"older_kept", pruned.kept_as_newest.empty() ? "0" : "1"}});
  }));
  return pruned;
}

}  // namespace desk
