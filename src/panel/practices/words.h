#pragma once
// The words of a text as the index keeps them, in every script, and the words of a search made the same way:
//   - scripts with spaces: NFKC, lower case, Latin and Greek without marks, Arabic without vowel signs and
//   with its alef, teh and yeh forms folded, Hebrew without points, ё as е; an English plural "s" is cut off;
//   - Hangul: the word and each of its ends from two syllables on, so that 노동자 is found in 이주노동자;
//   - Arabic: also without the article and one-letter prefixes before it (وال, بال, ال ...);
//   - Thai, Lao, Khmer, Myanmar, Han, kana, which set no spaces: each pair of neighbouring letters, and the
//   last.
// A search word of such a script is all its pairs; a single letter means every pair that begins with it.
// Pure; thread-safe; some 200 ns a word.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace panel {

// Where a word stands; bits.
enum WordPlace : std::uint8_t {
  kInTitle = 1,
  kInSummary = 2,
  kInTags = 4,
  kInText = 8,
  kInTranslation = 16,
};

// Adds the words of `text` to `words` with the bit of their place; stops at base::kMaxPracticeTokens words.
void IndexWords(std::string_view text, WordPlace place, std::map<std::string, std::uint8_t>& words);

struct QueryWord {
  std::string written;             // as typed, for the reasons
  std::vector<std::string> exact;  // all of them must stand in the text (pairs)
  std::string prefix;              // or: a word that begins so
  bool prefix_is_whole = false;    // too short for a beginning: the word itself
};
// At most base::kMaxPracticeQueryWords.
std::vector<QueryWord> QueryWords(std::string_view text);

// The pieces of `text` whose words a query would find, for marking: ranges of bytes in ascending order.
struct FoundPiece {
  std::size_t from = 0;
  std::size_t to = 0;
};
std::vector<FoundPiece> Found(std::string_view text, const std::vector<QueryWord>& query);

}  // namespace panel
