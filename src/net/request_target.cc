#include <algorithm>
#include <string>

#include "net/bytes.h"
#include "net/forms.h"
#include "net/request_reader.h"

namespace net {

namespace {

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// Whether a "." or ".." stands between slashes.
bool HasDotSegment(std::string_view path) {
  while (!path.empty()) {
    const std::string_view segment = CutBefore(path, '/');
    if (segment == "." || segment == "..") return true;
  }
  return false;
}

std::optional<Refusal> ReadPath(std::string_view text, Request& request) {
  auto path = PercentDecode(text, false);
  if (!path) return Refusal{400, "the path holds a broken percent-escape"};
  if (!IsUtf8(*path)) return Refusal{400, "the path is not UTF-8"};
  if (std::any_of(path->begin(), path->end(), IsControl))
    return Refusal{400, "the path holds a control character"};
  if (path->starts_with("//")) return Refusal{400, "the path begins with two slashes"};
  if (HasDotSegment(*path)) return Refusal{400, "the path holds a dot segment"};
  request.path = *std::move(path);
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> ReadTarget(std::string_view target, Request& request) {
  if (!target.starts_with('/')) return Refusal{400, "the target must be a path that begins with a slash"};
  if (target.find('#') != std::string_view::npos) return Refusal{400, "the target holds a fragment"};
  std::string_view query = target;
  if (auto refusal = ReadPath(CutBefore(query, '?'), request)) return refusal;
  auto arguments = ParseUrlEncoded(query);
  if (!arguments.has_value()) return Refusal{400, "the query: " + arguments.error().external};
  request.query = *std::move(arguments);
  request.target = target;
  return std::nullopt;
}

}  // namespace net
