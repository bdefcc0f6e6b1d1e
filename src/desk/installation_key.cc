#include "desk/installation_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace desk {

namespace {

std::string KeyPath(const std::string& data_dir) {
  return data_dir + "/keys/installation.key";
}

base::Error Failed(const std::string& path, const char* doing) {
  return base::IoError(path + ": cannot " + doing + ": " + std::strerror(errno));
}

struct Descriptor {
  int number = -1;
  ~Descriptor() {
    if (number >= 0) close(number);
  }
};

}  // namespace

base::Status MakeInstallationKey(const std::string& data_dir) {
  const std::string path = KeyPath(data_dir);
  std::error_code problem;
  std::filesystem::create_directories(data_dir + "/keys", problem);
  if (problem) return base::IoError(data_dir + "/keys: " + problem.message());
  if (chmod((data_dir + "/keys").c_str(), 0700) != 0) return Failed(data_dir + "/keys", "restrict");
  Descriptor file{open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (file.number < 0 && errno == EEXIST)
    return base::Error{base::Code::kConflict, path + " exists already; it is left as it is.", {}};
  if (file.number < 0) return Failed(path, "create");
  const crypto::SecretBytes key = crypto::SecretBytes::Random(kInstallationKeyBytes);
  const ssize_t written = write(file.number, key.view().data(), key.size());
  if (written != static_cast<ssize_t>(key.size()) || fsync(file.number) != 0) {
    unlink(path.c_str());
    return Failed(path, "write");
  }
  return base::Ok();
}

base::Result<crypto::SecretBytes> ReadInstallationKey(const std::string& data_dir) {
  const std::string path = KeyPath(data_dir);
  Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0 && errno == ENOENT)
    return base::NotFound(
        path +
        " is not there: make a new installation with `manumit init DIR`, or restore the key from a backup.");
  if (file.number < 0) return Failed(path, "open");
  struct stat facts{};
  if (fstat(file.number, &facts) != 0) return Failed(path, "look at");
  if ((facts.st_mode & 077) != 0)
    return base::Error{base::Code::kForbidden, path + " may be read by others; run chmod 600 on it.", {}};
  crypto::SecretBytes key(kInstallationKeyBytes);
  const ssize_t got = read(file.number, key.writable().data(), key.size());
  if (facts.st_size != static_cast<off_t>(kInstallationKeyBytes) || got != static_cast<ssize_t>(key.size()))
    return base::Corrupt(path + " is not a key of 32 bytes; restore it from a backup.");
  return key;
}

}  // namespace desk
