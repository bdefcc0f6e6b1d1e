#include "net/response_head.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "net/bytes.h"

namespace net {

namespace {

constexpr std::array<std::string_view, 6> kServersOwn = {
    "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Date", "X-Request-Id"};

bool IsServersOwn(std::string_view name) {
  return std::any_of(kServersOwn.begin(), kServersOwn.end(),
                     [name](std::string_view own) { return SameIgnoringCase(own, name); });
}

bool CanStandInField(char c) {
  return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

void AppendFraming(const HeadFacts& facts, std::string& head) {
  const auto out = std::back_inserter(head);
  if (facts.framing == Framing::kLength) fmt::format_to(out, "Content-Length: {}\r\n", facts.length);
  if (facts.framing == Framing::kChunked) head += "Transfer-Encoding: chunked\r\n";
  if (!facts.keep_alive) head += "Connection: close\r\n";
  if (facts.keep_alive && !facts.http11) head += "Connection: keep-alive\r\n";
}

}  // namespace

std::optional<std::string> FormatHead(const Response& response, const HeadFacts& facts) {
  if (response.status < 200 || response.status > 599) return std::nullopt;
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, StatusPhrase(response.status));
  for (const auto& [name, value] : response.headers.fields()) {
    if (!IsToken(name) || !std::all_of(value.begin(), value.end(), CanStandInField)) return std::nullopt;
    if (!IsServersOwn(name)) fmt::format_to(std::back_inserter(head), "{}: {}\r\n", name, value);
  }
  AppendFraming(facts, head);
  fmt::format_to(std::back_inserter(head), "Date: {}\r\n", base::FormatHttpTime(facts.now));
  if (!facts.request_id.empty())
    fmt::format_to(std::back_inserter(head), "X-Request-Id: {}\r\n", facts.request_id);
  head += "\r\n";
  return head;
}

std::string FormatChunk(std::string_view bytes) {
  return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

}  // namespace net
