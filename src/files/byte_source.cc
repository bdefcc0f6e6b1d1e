#include "files/byte_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/limits.h"

namespace files {
namespace {

class Memory final : public ByteSource {
 public:
  explicit Memory(std::string_view bytes) : bytes_(bytes) {}
  explicit Memory(std::string owned) : owned_(std::move(owned)), bytes_(owned_) {}
  std::uint64_t size() const override { return bytes_.size(); }
  base::Result<std::size_t> Read(char* buffer, std::size_t size, std::uint64_t offset) override {
    if (offset >= bytes_.size()) return std::size_t{0};
    std::size_t count = std::min<std::size_t>(size, bytes_.size() - static_cast<std::size_t>(offset));
    if (count > 0) std::memcpy(buffer, bytes_.data() + offset, count);
    return count;
  }

 private:
  std::string owned_;
  std::string_view bytes_;
};

class File final : public ByteSource {
 public:
  File(std::string path, int fd, std::uint64_t size) : path_(std::move(path)), fd_(fd), size_(size) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() override { ::close(fd_); }
  std::uint64_t size() const override { return size_; }
  base::Result<std::size_t> Read(char* buffer, std::size_t size, std::uint64_t offset) override {
    while (true) {
      ssize_t count = ::pread(fd_, buffer, size, static_cast<off_t>(offset));
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR)
        return base::IoError(fmt::format("{}: cannot be read: {}", path_, std::strerror(errno)));
    }
  }

 private:
  std::string path_;
  int fd_;
  std::uint64_t size_;
};

base::Result<std::unique_ptr<ByteSource>> ReadPipe(const std::string& path, int fd) {
  std::string bytes;
  char buffer[1 << 16];
  while (true) {
    ssize_t count = ::read(fd, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return base::IoError(fmt::format("{}: cannot be read: {}", path, std::strerror(errno)));
    if (count == 0) break;
    bytes.append(buffer, static_cast<std::size_t>(count));
    if (bytes.size() > base::kMaxInflatedBytes) {
      return base::TooLarge(
          fmt::format("{}: more than kMaxInflatedBytes ({} bytes) came through the pipe; give a file", path,
                      base::kMaxInflatedBytes));
    }
  }
  return std::unique_ptr<ByteSource>(std::make_unique<Memory>(std::move(bytes)));
}

}  // namespace

base::Result<std::unique_ptr<ByteSource>> OpenByteSource(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    if (errno == ENOENT) return base::NotFound(fmt::format("{}: there is no such file", path));
    return base::IoError(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
  }
  struct stat info{};
  bool known = ::fstat(fd, &info) == 0;
  if (known && S_ISREG(info.st_mode)) {
    auto file = std::make_unique<File>(path, fd, static_cast<std::uint64_t>(info.st_size));
    if (file->size() > base::kMaxInputFileBytes) {
      return base::TooLarge(fmt::format("{}: the file is larger than kMaxInputFileBytes ({} bytes)", path,
                                        base::kMaxInputFileBytes));
    }
    return std::unique_ptr<ByteSource>(std::move(file));
  }
  auto result = known && S_ISDIR(info.st_mode) ? base::Result<std::unique_ptr<ByteSource>>(base::Invalid(
                                                     fmt::format("{}: a folder, not a file", path)))
                                               : ReadPipe(path, fd);
  ::close(fd);
  return result;
}

std::unique_ptr<ByteSource> MemorySource(std::string_view bytes) {
  return std::make_unique<Memory>(bytes);
}

base::Result<std::string> ReadPart(ByteSource& source, std::uint64_t offset, std::size_t size) {
  if (offset >= source.size()) return std::string();
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(size, source.size() - offset)), '\0');
  std::size_t got = 0;
  while (got < bytes.size()) {
    std::size_t count = TRY(source.Read(bytes.data() + got, bytes.size() - got, offset + got));
    if (count == 0) break;
    got += count;
  }
  bytes.resize(got);
  return bytes;
}

}  // namespace files
