#include "desk/jobs/blobs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "base/limits.h"
#include "crypto/bytes.h"
#include "crypto/digest.h"

namespace desk {
namespace {

// Also keeps every other text from becoming a path.
bool IsName(std::string_view sha256) {
  return sha256.size() == 64 &&
         std::ranges::all_of(sha256, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

base::Error NoSuchBlob() {
  return base::NotFound("there is no such file");
}

base::Error Damaged(std::string_view sha256) {
  return base::Corrupt(fmt::format("the stored file {} is damaged; restore it from a backup", sha256));
}

base::Error Failed(std::string_view what, const std::string& path) {
  const int code = errno;
  return {base::Code::kIo,
          fmt::format("a local copy cannot be made ({}); is the disk full?", std::strerror(code)),
          fmt::format("{} {}", what, path)};
}

// A file that is complete under its own name or not there at all.
class NewFile {
 public:
  explicit NewFile(const std::string& path)
      : path_(path), temporary_(fmt::format("{}.{}-{}.tmp", path, getpid(), counter_++)) {}
  ~NewFile() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!kept_) unlink(temporary_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  base::Status Write(std::span<const std::byte> bytes) {
    if (descriptor_ < 0)
      descriptor_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor_ < 0) return Failed("open", temporary_);
    while (!bytes.empty()) {
      const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return Failed("write", temporary_);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return base::Ok();
  }
  base::Status Keep() {
    if (rename(temporary_.c_str(), path_.c_str()) != 0) return Failed("rename", temporary_);
    kept_ = true;
    return base::Ok();
  }
  const std::string& temporary() const { return temporary_; }

 private:
  static inline std::atomic<unsigned> counter_{0};
  const std::string path_;
  const std::string temporary_;
  int descriptor_ = -1;
  bool kept_ = false;
};

std::string NameOf(std::span<const std::byte> bytes) {
  return crypto::Sha256Hex(crypto::AsText(bytes));
}

// What processes that were killed left behind.
void RemoveAbandoned(const std::string& folder) {
  constexpr auto kOld = std::chrono::hours(24);
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code ignored;
    if (entry->path().extension() != ".tmp") continue;
    if (std::filesystem::file_time_type::clock::now() - entry->last_write_time(ignored) > kOld)
      std::filesystem::remove(entry->path(), ignored);
  }
}

}  // namespace

base::Result<std::string> Blobs::Put(db::Transaction& tx, std::string_view bytes) {
  if (bytes.size() > base::kMaxBlobBytes)
    return base::TooLarge(
        fmt::format("the file is larger than {} MiB (kMaxBlobBytes)", base::kMaxBlobBytes >> 20));
  const std::string name = crypto::Sha256Hex(bytes);
  const std::optional<db::Row> uses =
      TRY(tx.QueryOne("INSERT INTO stored_blob(sha256, size, uses) VALUES ($1, $2, 1) "
                      "ON CONFLICT(sha256) DO UPDATE SET uses = stored_blob.uses + 1 RETURNING uses",
                      {name, bytes.size()}));
  if (uses && uses->Int(0) > 1) return name;
  for (std::size_t start = 0, number = 0; start < bytes.size(); start += base::kBlobPieceBytes, ++number) {
    TRY(tx.Execute("INSERT INTO stored_blob_piece(sha256, number, bytes) VALUES ($1, $2, $3)",
                   {name, number, crypto::AsBytes(bytes.substr(start, base::kBlobPieceBytes))}));
  }
  return name;
}

base::Status Blobs::Remove(db::Transaction& tx, std::string_view sha256) {
  const std::optional<db::Row> uses =
      TRY(tx.QueryOne("UPDATE stored_blob SET uses = uses - 1 WHERE sha256 = $1 RETURNING uses", {sha256}));
  if (!uses) return NoSuchBlob();
  if (uses->Int(0) > 0) return base::Ok();
  TRY(tx.Execute("DELETE FROM stored_blob_piece WHERE sha256 = $1", {sha256}));
  TRY(tx.Execute("DELETE FROM stored_blob WHERE sha256 = $1", {sha256}));
  return base::Ok();
}

base::Status Blobs::EachPiece(std::string_view sha256,
                              const std::function<base::Status(std::span<const std::byte>)>& use) {
  if (!IsName(sha256)) return NoSuchBlob();
  return database_.Read([&](db::Transaction& tx) -> base::Status {
    const std::optional<db::Row> blob =
        TRY(tx.QueryOne("SELECT size FROM stored_blob WHERE sha256 = $1", {sha256}));
    if (!blob) return NoSuchBlob();
    const auto pieces =
        (static_cast<std::size_t>(blob->Int(0)) + base::kBlobPieceBytes - 1) / base::kBlobPieceBytes;
    // Piece by piece: a statement for all of them would hold them in memory where the driver does.
    for (std::size_t number = 0; number < pieces; ++number) {
      const std::optional<db::Row> piece = TRY(tx.QueryOne(
          "SELECT bytes FROM stored_blob_piece WHERE sha256 = $1 AND number = $2", {sha256, number}));
      if (!piece) return Damaged(sha256);
      TRY(use(piece->Bytes(0)));
    }
    return base::Ok();
  });
}

base::Result<std::string> Blobs::Read(std::string_view sha256) {
  std::string bytes;
  TRY(EachPiece(sha256, [&](std::span<const std::byte> piece) -> base::Status {
    bytes += crypto::AsText(piece);
    return base::Ok();
  }));
  if (crypto::Sha256Hex(bytes) != sha256) return Damaged(sha256);
  return bytes;
}

base::Result<std::size_t> Blobs::Verify() {
  const db::Rows names = TRY(database_.Read(
      [](db::Transaction& tx) { return tx.Query("SELECT sha256 FROM stored_blob ORDER BY sha256"); }));
  for (const db::Row& name : names) {
    const base::Result<std::string> bytes = Read(name.Text(0));
    // One that was removed since is no fault.
    if (!bytes && bytes.error().code != base::Code::kNotFound) return bytes.error();
  }
  return names.size();
}

base::Status Blobs::PrepareFolder() {
  if (prepared_ && std::filesystem::is_directory(cache_dir_)) return base::Ok();
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(cache_dir_).parent_path(), error);
  if (mkdir(cache_dir_.c_str(), 0700) != 0 && errno != EEXIST) return Failed("mkdir", cache_dir_);
  if (chmod(cache_dir_.c_str(), 0700) != 0) return Failed("chmod", cache_dir_);
  RemoveAbandoned(cache_dir_);
  prepared_ = true;
  return base::Ok();
}

base::Status Blobs::MakeCopy(std::string_view sha256) {
  TRY(PrepareFolder());
  NewFile file(fmt::format("{}/{}", cache_dir_, sha256));
  TRY(file.Write({}));
  TRY(EachPiece(sha256, [&](std::span<const std::byte> piece) { return file.Write(piece); }));
  const files::MappedFile written = TRY(files::MappedFile::Open(file.temporary()));
  if (NameOf(written.bytes()) != sha256) return Damaged(sha256);
  return file.Keep();
}

base::Result<files::MappedFile> Blobs::MapCopy(std::string_view sha256) {
  return files::MappedFile::Open(fmt::format("{}/{}", cache_dir_, sha256));
}

base::Result<files::MappedFile> Blobs::Map(std::string_view sha256) {
  if (!IsName(sha256)) return NoSuchBlob();
  const std::lock_guard lock(mutex_);
  base::Result<files::MappedFile> copy = MapCopy(sha256);
  if (copy && verified_.contains(sha256)) return copy;
  if (!copy || NameOf(copy->bytes()) != sha256) {
    TRY(MakeCopy(sha256));
    copy = MapCopy(sha256);
  }
  if (copy) verified_.emplace(sha256);
  return copy;
}

}  // namespace desk
