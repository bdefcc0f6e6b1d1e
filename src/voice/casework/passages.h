#pragma once
// Passages of a text that are hidden from a reader: where typed words stand in it, and the text with a bar in
// their place. Every bar has the same length, so that it tells nothing of what is under it. Pure;
// thread-safe. Cost: linear in the text for each word.

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace voice {

// Code points [from, to) of a text.
struct Range {
  std::size_t from = 0;
  std::size_t to = 0;
  auto operator<=>(const Range&) const = default;
};

inline constexpr std::string_view kBar = "█████";

// Every place where the words stand, also within longer words: case, forms of a letter (NFKC), white space
// and invisible characters do not count. A number of at least four digits is found however it is grouped
// ("010-1234 5678" for "01012345678") and in the digits of any script. Nothing where `words` has no letter
// and no digit.
std::vector<Range> PlacesOf(std::string_view text, std::string_view words);

// The text with one bar for each range; ranges that touch, overlap or have nothing but white space between
// them become one. Ranges beyond the end are cut.
std::string WithBars(std::string_view text, std::vector<Range> ranges);

// What looks like an e-mail address or a telephone number (seven digits and more), each once, in the order of
// the text: to be offered, not to be relied on.
std::vector<std::string> LooksLikeContact(std::string_view text);

}  // namespace voice
