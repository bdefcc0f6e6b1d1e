#include "desk/web/pattern.h"

#include <algorithm>

#include "base/check.h"

namespace desk {

namespace {

// Takes the next segment off a path that has lost its leading slash.
std::string_view TakeSegment(std::string_view& path, bool& more) {
  const std::size_t slash = path.find('/');
  const std::string_view segment = path.substr(0, slash);
  more = slash != std::string_view::npos;
  path.remove_prefix(more ? slash + 1 : path.size());
  return segment;
}

}  // namespace

Pattern::Pattern(std::string_view text) {
  CHECK(!text.empty() && text.front() == '/');
  std::string_view rest = text.substr(1);
  bool more = !rest.empty();
  while (more) {
    const std::string_view segment = TakeSegment(rest, more);
    CHECK(!segment.empty());
    if (segment.front() != '{') {
      segments_.push_back({Kind::kWord, std::string(segment)});
      continue;
    }
    CHECK(segment.back() == '}' && segment.size() > 2);
    std::string_view name = segment.substr(1, segment.size() - 2);
    const bool is_rest = name.ends_with("...");
    if (is_rest) name.remove_suffix(3);
    CHECK(!is_rest || !more);
    segments_.push_back({is_rest ? Kind::kRest : Kind::kName, std::string(name)});
  }
}

bool Pattern::Matches(std::string_view path, net::Arguments& values) const {
  if (path.empty() || path.front() != '/') return false;
  std::string_view rest = path.substr(1);
  bool more = !rest.empty();
  net::Arguments found;
  for (const Segment& expected : segments_) {
    if (!more) return false;
    if (expected.kind == Kind::kRest) {
      found.Add(expected.text, std::string(rest));
      values = std::move(found);
      return true;
    }
    const std::string_view segment = TakeSegment(rest, more);
    if (expected.kind == Kind::kWord ? segment != expected.text : segment.empty()) return false;
    if (expected.kind == Kind::kName) found.Add(expected.text, std::string(segment));
  }
  if (more) return false;
  values = std::move(found);
  return true;
}

bool Pattern::IsCloserThan(const Pattern& other) const {
  const std::size_t common = std::min(segments_.size(), other.segments_.size());
  for (std::size_t i = 0; i < common; ++i)
    if (segments_[i].kind != other.segments_[i].kind) return segments_[i].kind < other.segments_[i].kind;
  return false;
}

}  // namespace desk
