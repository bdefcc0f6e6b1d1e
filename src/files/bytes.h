#pragma once
// Whole files: read into memory, mapped read-only, or written so that a reader sees the old content or the
// new, never half of it. Errors: kNotFound, kIo, kTooLarge; each names the path.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace files {

base::Result<std::string> ReadFile(const std::string& path);

// Where writing to `path` ends: symbolic links are followed, also one that points to nothing yet.
std::string FollowLinks(const std::string& path);

// True for a device, a pipe or a socket: something that is written into and never replaced.
bool IsDeviceOrPipe(const std::string& path);

// Writes to a temporary file beside `path` (beside the target of a symbolic link), syncs it and renames it
// over that. On any error `path` is as it was. A device or a pipe is written into.
base::Status WriteFile(const std::string& path, std::string_view bytes);

// A read-only mapping of a whole file. Movable; unmapped when it goes. Reading it never writes; a file that
// shrinks while mapped is the operator's mistake (SIGBUS), so compiled lists are replaced by rename, never in
// place.
class MappedFile {
 public:
  static base::Result<MappedFile> Open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  std::span<const std::byte> bytes() const { return {data_, size_}; }
  std::string_view text() const { return {reinterpret_cast<const char*>(data_), size_}; }

 private:
  MappedFile() = default;
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

// True for a file that starts with a ZIP archive's signature.
bool LooksLikeZip(std::string_view bytes);

}  // namespace files
