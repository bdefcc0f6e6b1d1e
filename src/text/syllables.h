#pragma once
// Cuts a word that was written in one into the syllables of a language that has few of them.
// Pure; thread-safe.

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace text {

struct SyllableHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
};
using SyllableSet = std::unordered_set<std::string, SyllableHash, std::equal_to<>>;

// The syllables of `word`, longest first with backing up; empty where it cannot be cut so, or is longer than
// four syllables can be. Views into `word`. Linear in the length of the word.
std::vector<std::string_view> CutSyllables(std::string_view word, const SyllableSet& syllables);

}  // namespace text
