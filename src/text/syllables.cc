#include "text/syllables.h"

#include <algorithm>
#include <bit>

namespace text {
namespace {

static_assert(WordSyllables::kMost <= 32);

bool IsLetter(char c) {
  return c >= 'a' && c <= 'z';
}

// Cuts `word` from `at` on; `dead` has a bit for each place from which that is known to fail, so that the
// search is linear.
bool Cut(std::string_view word, std::size_t at, const SyllableSet& syllables, std::uint32_t& dead,
         WordSyllables& out) {
  if (at == word.size()) return true;
  if ((dead >> at & 1) != 0) return false;
  std::uint32_t lengths = syllables.Beginnings(word.substr(at));
  while (lengths != 0) {
    const auto longest = static_cast<std::size_t>(std::bit_width(lengths)) - 1;
    lengths &= ~(1U << longest);
    out.Add(longest);
    if (Cut(word, at + longest, syllables, dead, out)) return true;
    out.DropLast();
  }
  dead |= 1U << at;
  return false;
}

}  // namespace

void SyllableSet::Add(std::string_view syllable) {
  if (syllable.empty() || syllable.size() > kLongestSyllable ||
      !std::all_of(syllable.begin(), syllable.end(), IsLetter))
    return;
  std::size_t node = 0;
  for (char c : syllable) {
    const auto letter = static_cast<std::size_t>(c - 'a');
    if (nodes_[node].next[letter] == 0) {
      nodes_[node].next[letter] = static_cast<std::uint16_t>(nodes_.size());
      nodes_.emplace_back();
    }
    node = nodes_[node].next[letter];
  }
  nodes_[node].end = true;
}

bool SyllableSet::contains(std::string_view word) const {
  return word.size() <= kLongestSyllable && (Beginnings(word) >> word.size() & 1) != 0;
}

std::uint32_t SyllableSet::Beginnings(std::string_view word) const {
  std::uint32_t lengths = 0;
  std::size_t node = 0;
  for (std::size_t i = 0; i < word.size() && IsLetter(word[i]); ++i) {
    node = nodes_[node].next[static_cast<std::size_t>(word[i] - 'a')];
    if (node == 0) break;
    if (nodes_[node].end) lengths |= 1U << (i + 1);
  }
  return lengths;
}

WordSyllables CutSyllables(std::string_view word, const SyllableSet& syllables) {
  WordSyllables out(word);
  if (word.empty() || word.size() > WordSyllables::kMost) return out;
  std::uint32_t dead = 0;
  if (!Cut(word, 0, syllables, dead, out)) out.Clear();
  return out;
}

}  // namespace text
