#include "desk/jobs/backup.h"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "crypto/digest.h"
#include "desk/desk.h"
#include "desk/jobs/backup_parts.h"
#include "desk/jobs/pg_dump.h"
#include "desk/jobs/tar.h"
#include "files/bytes.h"

namespace desk {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::string_view kReadme =
    "A backup of a Manumit installation, made while it ran.\n\n"
    "It holds everything that the store holds, the configuration and the installation's key: keep it as safe "
    "as the server itself.\n"
    "It holds no vault key; what people sealed stays sealed. Files that manumit.toml names (passwords of "
    "their own, TLS) are not in it.\n\n"
    "  manumit verify backup FILE        reads all of it and compares it with manifest.json\n"
    "  manumit restore FILE DIR          puts it into a new folder\n";

// A folder of our own beside the target, gone at the end.
class ScratchFolder {
 public:
  static base::Result<ScratchFolder> Beside(const std::string& file) {
    std::string pattern = file + ".XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr)
      return base::IoError(fmt::format("{}: {}", pattern, std::strerror(errno)));
    return ScratchFolder(std::move(pattern));
  }
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  std::string At(std::string_view name) const { return fmt::format("{}/{}", path_, name); }

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

struct Part {
  std::string name;
  files::MappedFile file;
};

json::object ManifestOf(const std::vector<Part>& parts, const std::string& made, const AuditHead& head,
                        bool postgres) {
  json::array listed;
  for (const Part& part : parts) {
    listed.push_back(json::object{{"name", part.name},
                                  {"size", part.file.bytes().size()},
                                  {"sha256", crypto::Sha256Hex(part.file.text())}});
  }
  return {{"format", kBackupFormat},
          {"made", made},
          {"database", postgres ? "postgresql" : "sqlite"},
          {"audit_head", FormatHead(head)},
          {"files", std::move(listed)}};
}

// A copy of the embedded store that is known to be whole, and the head of the audit log in it.
base::Result<AuditHead> CopySqlite(Desk& desk, const std::string& copy) {
  TRY(desk.database().BackupTo(copy));
  const auto database = TRY(db::Database::Open({.url = "sqlite:" + copy, .connections = 1}));
  TRY(database->Check());
  return Audit(*database, desk.clock()).Head();
}

base::Result<AuditHead> CopyDatabase(Desk& desk, const std::string& copy) {
  if (desk.database().dialect() == db::Dialect::kSqlite) return CopySqlite(desk, copy);
  const AuditHead head = TRY(desk.audit().Head());
  TRY(RunPgDump(desk.config().database, copy));
  return head;
}

// The last step: all or nothing, and never over something else.
base::Status Publish(const std::string& from, const std::string& to) {
  if (link(from.c_str(), to.c_str()) == 0) return base::Ok();
  if (errno == EEXIST)
    return base::Error{base::Code::kConflict, to + " exists already; a backup overwrites nothing", ""};
  // File systems without hard links.
  if (!fs::exists(to) && rename(from.c_str(), to.c_str()) == 0) return base::Ok();
  return base::IoError(fmt::format("{}: {}", to, std::strerror(errno)));
}

base::Result<std::vector<Part>> PartsOf(const Config& config, const std::string& copy, bool postgres) {
  std::vector<Part> parts;
  const auto add = [&](std::string_view name, const std::string& path) -> base::Status {
    parts.push_back({std::string(name), TRY(files::MappedFile::Open(path))});
    return base::Ok();
  };
  TRY(add(kConfigPart, config.path));
  TRY(add(kKeyPart, config.data_dir + "/" + std::string(kKeyPart)));
  TRY(add(postgres ? kDumpPart : kSqlitePart, copy));
  return parts;
}

BackupSummary SummaryOf(const std::vector<Part>& parts, std::string made, const AuditHead& head,
                        bool postgres) {
  BackupSummary summary{.made = std::move(made), .audit_head = head, .postgres = postgres};
  for (const Part& part : parts) summary.files.push_back({part.name, part.file.bytes().size()});
  return summary;
}

}  // namespace

base::Result<BackupSummary> BackupTo(Desk& desk, const Actor& actor, const std::string& file) {
  if (fs::exists(file))
    return base::Error{base::Code::kConflict, file + " exists already; a backup overwrites nothing", ""};
  const ScratchFolder scratch = TRY(ScratchFolder::Beside(file));
  // Before the copy, so that it holds its own entry.
  TRY(desk.database().Write(
      [&](db::Transaction& tx) { return desk.audit().Append(tx, actor, "backup.make", ""); }));
  const bool postgres = desk.database().dialect() == db::Dialect::kPostgres;
  const std::string copy = scratch.At("database");
  const AuditHead head = TRY(CopyDatabase(desk, copy));
  const std::vector<Part> parts = TRY(PartsOf(desk.config(), copy, postgres));
  const base::UtcTime now = desk.clock().Now();
  const std::int64_t now_s = now.ms / base::kSecondMs;
  const std::string made = base::FormatTime(now);

  const std::string packed = scratch.At("backup");
  TarWriter tar = TRY(TarWriter::Create(packed));
  TRY(tar.Add(kReadmePart, kReadme, now_s));
  TRY(tar.Add(kManifestPart, json::serialize(ManifestOf(parts, made, head, postgres)) + "\n", now_s));
  for (const Part& part : parts) TRY(tar.Add(part.name, part.file.text(), now_s));
  TRY(tar.Finish());
  TRY(Publish(packed, file));
  return SummaryOf(parts, made, head, postgres);
}

}  // namespace desk
