#include "screening/out_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "files/bytes.h"

namespace screening {
namespace {

constexpr std::size_t kBufferBytes = 1u << 16;

base::Error Failed(const std::string& path, const char* what) {
  return base::IoError(
      fmt::format("{}: {}: {}", path.empty() ? "standard output" : path, what, std::strerror(errno)));
}

}  // namespace

base::Result<OutFile> OutFile::Create(const std::string& path) {
  if (path.empty() || path == "-") return OutFile(STDOUT_FILENO, "", "");
  struct stat facts{};
  if (::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode)) {
    return base::IoError(fmt::format("{}: cannot be written: it is a folder", path));
  }
  if (files::IsDeviceOrPipe(path)) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return Failed(path, "cannot be written");
    return OutFile(descriptor, path, "");
  }
  const std::string temporary = fmt::format("{}.part-{}", files::FollowLinks(path), ::getpid());
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) return Failed(path, "cannot be written");
  return OutFile(descriptor, path, temporary);
}

OutFile::OutFile(int descriptor, std::string path, std::string temporary)
    : descriptor_(descriptor), path_(std::move(path)), temporary_(std::move(temporary)) {}

OutFile::OutFile(OutFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      buffer_(std::move(other.buffer_)) {}

OutFile& OutFile::operator=(OutFile&& other) noexcept {
  if (this != &other) {
    Drop();
    descriptor_ = std::exchange(other.descriptor_, -1);
    path_ = std::move(other.path_);
    temporary_ = std::exchange(other.temporary_, {});
    buffer_ = std::move(other.buffer_);
  }
  return *this;
}

OutFile::~OutFile() {
  Drop();
}

void OutFile::Drop() {
  if (descriptor_ < 0) return;
  if (!is_stdout()) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  descriptor_ = -1;
}

base::Status OutFile::Flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Failed(path_, "cannot be written");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return base::Ok();
}

base::Status OutFile::Write(std::string_view text) {
  buffer_ += text;
  return buffer_.size() < kBufferBytes ? base::Ok() : Flush();
}

base::Status OutFile::Commit() {
  TRY(Flush());
  if (is_stdout()) return base::Ok();
  if (temporary_.empty()) {
    if (::close(std::exchange(descriptor_, -1)) != 0) return Failed(path_, "cannot be written");
    return base::Ok();
  }
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS)
    return Failed(path_, "cannot be written");
  if (::close(std::exchange(descriptor_, -1)) != 0 ||
      ::rename(temporary_.c_str(), files::FollowLinks(path_).c_str()) != 0) {
    const base::Error error = Failed(path_, "cannot be written");
    ::unlink(temporary_.c_str());
    return error;
  }
  return base::Ok();
}

}  // namespace screening
