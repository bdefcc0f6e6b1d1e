#pragma once
// Where a page of a list begins or ends, as text: the values it is ordered by and the id, each with its
// length. Pure.

#include <charconv>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace screening {

inline std::string Position(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += std::to_string(part.size()) + ":" + std::string(part);
  return text;
}

// Errors: kInvalid unless there are exactly `count` parts.
inline base::Result<std::vector<std::string>> PositionParts(std::string_view text, std::size_t count) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    const std::size_t digits = static_cast<std::size_t>(end - text.data());
    if (error != std::errc{} || digits >= text.size() || text[digits] != ':' ||
        size > text.size() - digits - 1)
      break;
    parts.emplace_back(text.substr(digits + 1, size));
    text.remove_prefix(digits + 1 + size);
  }
  if (!text.empty() || parts.size() != count) return base::Invalid("this is not a position in this list");
  return parts;
}

inline base::Result<std::int64_t> PositionNumber(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    return base::Invalid("this is not a position in this list");
  return number;
}

}  // namespace screening
