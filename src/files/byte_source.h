#pragma once
// ByteSource: bytes that can be read from any offset, from a file or from memory. A pipe is read whole at
// opening (up to kMaxInflatedBytes). Belongs to one thread. Errors: kNotFound, kIo, kInvalid (a folder),
// kTooLarge (kMaxInputFileBytes, kMaxInflatedBytes); each names the path.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace files {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;
  // Reads up to `size` bytes from `offset`; 0 at the end.
  virtual base::Result<std::size_t> Read(char* buffer, std::size_t size, std::uint64_t offset) = 0;
};

base::Result<std::unique_ptr<ByteSource>> OpenByteSource(const std::string& path);

// `bytes` must outlive the source.
std::unique_ptr<ByteSource> MemorySource(std::string_view bytes);

// Up to `size` bytes from `offset` as a string.
base::Result<std::string> ReadPart(ByteSource& source, std::uint64_t offset, std::size_t size);

}  // namespace files
