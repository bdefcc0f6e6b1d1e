#pragma once
// A Response as the bytes in front of its body. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "net/http.h"

namespace net {

enum class Framing : std::uint8_t {
  kLength,      // Content-Length
  kChunked,     // for streams
  kUntilClose,  // for streams to HTTP/1.0
  kNone,        // 204, 304
};

struct HeadFacts {
  Framing framing = Framing::kLength;
  std::size_t length = 0;
  bool keep_alive = true;
  bool http11 = true;
  std::string_view request_id;
  base::UtcTime now;
};

// Framing, connection, date and id are the server's: what a handler set of them is left out. Nothing where
// the status is not 200..599 or a field could not be sent as it is (a line end in its value): a mistake of
// the handler.
std::optional<std::string> FormatHead(const Response& response, const HeadFacts& facts);

// What a stream sends for these bytes.
std::string FormatChunk(std::string_view bytes);
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";
inline constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace net
