#include "text/syllables.h"

#include <algorithm>
#include <cstdint>

namespace text {
namespace {

constexpr std::size_t kLongestSyllable = 6;
constexpr std::size_t kLongestWord = 4 * kLongestSyllable;
static_assert(kLongestWord <= 32);

// Cuts `word` from `at` on; `dead` has a bit for each place from which that is known to fail, so that the
// search is linear.
bool Cut(std::string_view word, std::size_t at, const SyllableSet& syllables, std::uint32_t& dead,
         std::vector<std::string_view>& out) {
  if (at == word.size()) return true;
  if ((dead >> at & 1) != 0) return false;
  for (std::size_t n = std::min(kLongestSyllable, word.size() - at); n > 0; --n) {
    if (!syllables.contains(word.substr(at, n))) continue;
    out.push_back(word.substr(at, n));
    if (Cut(word, at + n, syllables, dead, out)) return true;
    out.pop_back();
  }
  dead |= 1U << at;
  return false;
}

}  // namespace

std::vector<std::string_view> CutSyllables(std::string_view word, const SyllableSet& syllables) {
  std::vector<std::string_view> out;
  if (word.empty() || word.size() > kLongestWord) return out;
  std::uint32_t dead = 0;
  if (!Cut(word, 0, syllables, dead, out)) out.clear();
  return out;
}

}  // namespace text
