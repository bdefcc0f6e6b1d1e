#pragma once
// A route's pattern against a path. Pure; thread-safe. Cost: proportional to the path.

#include <string>
#include <string_view>
#include <vector>

#include "net/http.h"

namespace desk {

class Pattern {
 public:
  // CHECKs that the text is a pattern: "/", or segments of words, {name}, and at the end perhaps {name...}.
  explicit Pattern(std::string_view text);

  // True where `path` fits; fills `values` with the {name}s.
  bool Matches(std::string_view path, net::Arguments& values) const;
  // True where this pattern is the closer one: at the first segment where they differ it has a word and the
  // other a {name}.
  bool IsCloserThan(const Pattern& other) const;

 private:
  enum class Kind : std::uint8_t { kWord, kName, kRest };
  struct Segment {
    Kind kind;
    std::string text;
  };
  std::vector<Segment> segments_;
};

}  // namespace desk
