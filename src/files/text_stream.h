#pragma once
// TextStream: a file of any encoding as chunks of valid UTF-8 without NUL. Belongs to one thread; memory
// about 1 MiB.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "files/byte_source.h"

namespace files {

struct TextChunk {
  struct BadSpot {
    std::size_t offset;  // where the U+FFFD stands in `text`
    std::size_t bytes;   // bytes of the file it stands for
  };
  std::string_view text;     // valid until the next call
  std::vector<BadSpot> bad;  // in order of offset
};

class TextStream {
 public:
  virtual ~TextStream() = default;
  // False at the end.
  virtual base::Result<bool> Next(TextChunk& chunk) = 0;
};

// `encoding` is a name as in TableInfo; reading starts at `offset` (behind the byte order mark). `source`
// must outlive the stream.
base::Result<std::unique_ptr<TextStream>> OpenTextStream(ByteSource& source, std::string_view encoding,
                                                         std::uint64_t offset);

}  // namespace files
