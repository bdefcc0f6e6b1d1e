#pragma once
// Bodies in chunks (RFC 9112, section 7.1), as bytes arrive. Stricter than it must be: every line ends with
// CR LF, extensions and trailers are read and thrown away, and both are bounded. Beast's own reader aborts
// the program on some ways of cutting the last chunk. Pure; one thread.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace net {

class ChunkReader {
 public:
  struct Step {
    std::size_t taken = 0;  // bytes used from the front; 0: more is needed, or it has ended
    std::string_view data;  // of the body, within what was given
  };
  // Call again with the rest until nothing is taken.
  Step Next(std::string_view bytes);
  bool done() const { return state_ == State::kDone; }
  bool malformed() const { return state_ == State::kMalformed; }

 private:
  enum class State : std::uint8_t { kSize, kData, kDataEnd, kTrailer, kDone, kMalformed };

  std::optional<std::string_view> Line(std::string_view bytes);
  void ReadSize(std::string_view line);
  void ReadTrailer(std::string_view line);

  State state_ = State::kSize;
  std::uint64_t left_ = 0;  // of this chunk's data
  std::size_t trailer_bytes_ = 0;
};

}  // namespace net
