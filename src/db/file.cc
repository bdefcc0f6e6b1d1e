#include "db/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

namespace db {
namespace {

base::Status Sync(const std::string& path, int flags) {
  const int file = open(path.c_str(), flags | O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && fsync(file) == 0;
  const int error = errno;
  if (file >= 0) close(file);
  if (!synced)
    return base::IoError(fmt::format("{}: cannot be written to the disk: {}", path, std::strerror(error)));
  return base::Ok();
}

}  // namespace

base::Status SyncFile(const std::string& path) {
  return Sync(path, 0);
}

base::Status SyncFolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return Sync(folder.empty() ? "." : folder, O_DIRECTORY);
}

}  // namespace db
