#include "net/chunked.h"

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "net/bytes.h"

namespace net {

namespace {

constexpr std::size_t kMaxSizeDigits = 15;  // so that a size always fits

bool IsLineByte(char c) {
  return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

}  // namespace

ChunkReader::Step ChunkReader::Next(std::string_view bytes) {
  if (bytes.empty()) return {};
  if (state_ == State::kData) {
    const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
    left_ -= size;
    if (left_ == 0) state_ = State::kDataEnd;
    return {size, bytes.substr(0, size)};
  }
  if (state_ == State::kDone || state_ == State::kMalformed) return {};
  const auto line = Line(bytes);
  if (!line) return {};
  if (state_ == State::kSize) {
    ReadSize(*line);
  } else if (state_ == State::kDataEnd) {
    state_ = line->empty() ? State::kSize : State::kMalformed;
  } else {
    ReadTrailer(*line);
  }
  return {line->size() + 2, {}};
}

// The line in front without its end; nothing where it is not whole, or malformed.
std::optional<std::string_view> ChunkReader::Line(std::string_view bytes) {
  const std::size_t most = state_ == State::kDataEnd ? 0 : base::kMaxChunkLineBytes;
  const std::size_t newline = bytes.substr(0, most + 2).find('\n');
  const std::string_view line = bytes.substr(0, std::min(newline, bytes.size()));
  // Without its end, the line may stop in the middle of CR LF.
  const std::string_view text = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  const bool whole = newline != std::string_view::npos;
  const bool bad = text.size() > most || (whole && !line.ends_with('\r')) ||
                   !std::all_of(text.begin(), text.end(), IsLineByte);
  if (bad) state_ = State::kMalformed;
  if (bad || !whole) return std::nullopt;
  return text;
}

void ChunkReader::ReadSize(std::string_view line) {
  const std::string_view digits = Trim(CutBefore(line, ';'));
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
  const bool good =
      error == std::errc() && end == digits.data() + digits.size() && digits.size() <= kMaxSizeDigits;
  state_ = !good ? State::kMalformed : left_ == 0 ? State::kTrailer : State::kData;
}

void ChunkReader::ReadTrailer(std::string_view line) {
  trailer_bytes_ += line.size() + 2;
  if (line.empty()) {
    state_ = State::kDone;
  } else if (trailer_bytes_ > base::kMaxRequestHeadBytes || !IsToken(line.substr(0, line.find(':'))) ||
             line.find(':') == std::string_view::npos) {
    state_ = State::kMalformed;
  }
}

}  // namespace net
