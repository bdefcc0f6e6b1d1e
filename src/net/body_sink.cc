#include "net/body_sink.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace net {

namespace {

base::Error NoRoom(const char* what) {
  return {base::Code::kBusy, "the server holds as much uploaded data as it may; try again in a moment", what};
}

base::Error SpoolError(const char* what, int error) {
  return {base::Code::kIo,
          "the server has no room to keep the request's body; its administrator must make some",
          fmt::format("{}: {}", what, std::strerror(error))};
}

// Takes `size` out of what may still be held.
bool Take(std::atomic<std::size_t>& held, std::size_t size, std::size_t max) {
  if (held.fetch_add(size) + size <= max) return true;
  held.fetch_sub(size);
  return false;
}

}  // namespace

BodySink::~BodySink() {
  budget_.in_memory.fetch_sub(memory_held_);
  budget_.on_disk.fetch_sub(disk_held_);
  if (file_ >= 0) close(file_);
}

std::size_t BodySink::MaxKept() const {
  return policy_.may_spool ? policy_.max_bytes : std::min(policy_.max_bytes, policy_.max_in_memory);
}

base::Status BodySink::Allows(std::uint64_t length) const {
  const std::size_t max = MaxKept();
  if (length <= max || policy_.max_dropped > 0) return base::Ok();
  return base::TooLarge(
      fmt::format("the request's body is larger than the {} bytes that are accepted here", max));
}

base::Status BodySink::Append(std::string_view bytes) {
  const std::size_t held = bytes_.size() + disk_held_;
  TRY(Allows(held + bytes.size()));
  const std::string_view kept = bytes.substr(0, MaxKept() - held);
  dropped_ += bytes.size() - kept.size();
  bytes = kept;
  if (file_ >= 0) return Spool(bytes);
  if (bytes_.size() + bytes.size() <= policy_.max_in_memory) {
    if (Take(budget_.in_memory, bytes.size(), budget_.max_in_memory)) {
      memory_held_ += bytes.size();
      bytes_.append(bytes);
      return base::Ok();
    }
    if (!policy_.may_spool) return NoRoom("bodies in memory");
  }
  TRY(OpenFile());
  const std::string so_far = std::exchange(bytes_, {});
  TRY(Spool(so_far));
  budget_.in_memory.fetch_sub(std::exchange(memory_held_, 0));
  return Spool(bytes);
}

base::Status BodySink::Spool(std::string_view bytes) {
  if (!Take(budget_.on_disk, bytes.size(), budget_.max_on_disk)) return NoRoom("bodies on disk");
  disk_held_ += bytes.size();
  while (!bytes.empty()) {
    const ssize_t written = write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return SpoolError("write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return base::Ok();
}

base::Status BodySink::OpenFile() {
  file_ = open(spool_dir_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file_ >= 0) return base::Ok();
  // Some file systems (overlays, NFS) have no O_TMPFILE.
  std::string path = spool_dir_ + "/body-XXXXXX";
  file_ = mkostemp(path.data(), O_CLOEXEC);
  if (file_ < 0) return SpoolError("spool_dir", errno);
  unlink(path.c_str());
  return base::Ok();
}

base::Result<Body> BodySink::Finish() {
  if (file_ < 0) return Body(std::move(bytes_));
  return Body::FromFile(std::exchange(file_, -1), disk_held_);
}

}  // namespace net
