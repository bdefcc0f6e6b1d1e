#include "files/bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/limits.h"
#include "files/byte_source.h"

namespace files {
namespace {

// The descriptor is closed when it goes out of scope.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

base::Error Failed(const std::string& path, const char* what) {
  int number = errno;
  if (number == ENOENT) return base::NotFound(fmt::format("{}: there is no such file", path));
  return base::IoError(fmt::format("{}: {}: {}", path, what, std::strerror(number)));
}

bool WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string FolderOf(const std::string& path) {
  auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// Makes the rename itself survive a power cut. A file system that cannot sync a folder has nothing more to
// offer.
void SyncFolder(const std::string& folder) {
  Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() >= 0) (void)::fsync(fd.get());
}

// The mode of the file that is replaced, or what the process's mask leaves of 0666.
mode_t TargetMode(const std::string& path) {
  struct stat info{};
  if (::stat(path.c_str(), &info) == 0) return info.st_mode & 0777;
  mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

base::Result<std::string> ReadFile(const std::string& path) {
  auto source = TRY(OpenByteSource(path));
  std::string bytes(source->size(), '\0');
  std::size_t got = 0;
  while (got < bytes.size()) {
    std::size_t count = TRY(source->Read(bytes.data() + got, bytes.size() - got, got));
    if (count == 0) break;
    got += count;
  }
  bytes.resize(got);
  return bytes;
}

std::string FollowLinks(const std::string& path) {
  constexpr int kMostLinks = 40;  // as the kernel allows
  std::filesystem::path at = path;
  for (int i = 0; i < kMostLinks; ++i) {
    std::error_code error;
    const std::filesystem::path target = std::filesystem::read_symlink(at, error);
    if (error) break;
    at = at.parent_path() / target;  // an absolute target replaces the folder
  }
  return at.string();
}

bool IsDeviceOrPipe(const std::string& path) {
  struct stat info{};
  return ::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

base::Status WriteFile(const std::string& link, std::string_view bytes) {
  const std::string path = FollowLinks(link);
  if (IsDeviceOrPipe(path)) {
    Descriptor fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (fd.get() < 0) return Failed(path, "cannot be opened for writing");
    if (!WriteAll(fd.get(), bytes)) return Failed(path, "cannot be written");
    return base::Ok();
  }
  std::string temporary = path + ".XXXXXX";
  Descriptor fd(::mkstemp(temporary.data()));
  if (fd.get() < 0) return Failed(path, "cannot be created");
  bool written = WriteAll(fd.get(), bytes) && ::fchmod(fd.get(), TargetMode(path)) == 0 &&
                 ::fsync(fd.get()) == 0 && ::rename(temporary.c_str(), path.c_str()) == 0;
  if (!written) {
    auto error = Failed(path, "cannot be written");
    ::unlink(temporary.c_str());
    return error;
  }
  SyncFolder(FolderOf(path));
  return base::Ok();
}

base::Result<MappedFile> MappedFile::Open(const std::string& path) {
  Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return Failed(path, "cannot be opened");
  struct stat info{};
  if (::fstat(fd.get(), &info) != 0) return Failed(path, "cannot be read");
  if (!S_ISREG(info.st_mode)) return base::Invalid(fmt::format("{}: not a file", path));
  if (static_cast<std::uint64_t>(info.st_size) > base::kMaxInputFileBytes) {
    return base::TooLarge(fmt::format("{}: the file is larger than kMaxInputFileBytes ({} bytes)", path,
                                      base::kMaxInputFileBytes));
  }
  MappedFile file;
  file.size_ = static_cast<std::size_t>(info.st_size);
  if (file.size_ == 0) return file;
  void* memory = ::mmap(nullptr, file.size_, PROT_READ, MAP_SHARED, fd.get(), 0);
  if (memory == MAP_FAILED) return Failed(path, "cannot be mapped");
  file.data_ = static_cast<const std::byte*>(memory);
  return file;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

bool LooksLikeZip(std::string_view bytes) {
  using namespace std::string_view_literals;
  return bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv);
}

}  // namespace files
