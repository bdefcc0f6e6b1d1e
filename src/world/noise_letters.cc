#include "world/noise_letters.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace world {
namespace {

struct Swap {
  std::string_view from, to;
};

// Optical confusions of common recognisers (Kukich 1992, section 1.2).
constexpr Swap kOptical[] = {{"rn", "m"}, {"m", "rn"}, {"o", "0"},  {"l", "1"}, {"i", "l"},
                             {"s", "5"},  {"cl", "d"}, {"d", "cl"}, {"h", "b"}, {"e", "c"},
                             {"u", "ii"}, {"b", "6"},  {"vv", "w"}, {"g", "q"}};
// Consonants that are heard alike or nearly so, and vowels that are.
constexpr Swap kConsonants[] = {{"ph", "f"}, {"f", "ph"}, {"k", "c"},  {"c", "k"},   {"q", "k"},  {"s", "z"},
                                {"z", "s"},  {"j", "g"},  {"g", "j"},  {"v", "w"},   {"w", "v"},  {"b", "v"},
                                {"d", "t"},  {"t", "d"},  {"x", "ks"}, {"ch", "sh"}, {"sh", "s"}, {"kh", "h"},
                                {"y", "j"},  {"th", "t"}, {"zh", "j"}};
constexpr Swap kVowels[] = {{"ee", "i"}, {"i", "ee"},  {"ou", "u"}, {"oo", "u"}, {"u", "oo"},
                            {"a", "e"},  {"e", "a"},   {"o", "u"},  {"u", "o"},  {"e", "i"},
                            {"i", "e"},  {"ay", "ai"}, {"ei", "ay"}};

bool MatchesAt(const std::string& word, std::size_t at, std::string_view pattern) {
  if (at + pattern.size() > word.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (Lower(word[at + i]) != pattern[i]) return false;
  return true;
}

// Replaces one place where a swap of the table fits, drawn among all of them. The first letter stays, except
// where it is all there is.
bool ApplyOne(std::string& word, std::span<const Swap> table, Rng& rng) {
  std::vector<std::pair<std::size_t, const Swap*>> places;
  for (std::size_t at = 1; at < word.size(); ++at)
    for (const Swap& swap : table)
      if (MatchesAt(word, at, swap.from)) places.emplace_back(at, &swap);
  if (places.empty()) return false;
  const auto& [at, swap] = rng.Pick(places);
  const bool upper = word[at] != Lower(word[at]);
  std::string to(swap->to);
  if (upper)
    for (char& c : to) c = Upper(c);
  word.replace(at, swap->from.size(), to);
  return true;
}

// A position of a letter: the first in one case of twenty.
bool DrawPosition(const std::string& word, Rng& rng, std::size_t& at) {
  if (LetterCount(word) < 3) return false;
  for (int attempt = 0; attempt < 20; ++attempt) {
    at = rng.PerMille(50) ? 0 : 1 + rng.Below(word.size() - 1);
    if (IsLetter(word[at])) return true;
  }
  return false;
}

char Like(char model, char letter) {
  return model >= 'A' && model <= 'Z' ? Upper(letter) : letter;
}

}  // namespace

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char Upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t LetterCount(const std::string& word) {
  std::size_t count = 0;
  for (char c : word) count += IsLetter(c) ? 1 : 0;
  return count;
}

bool MistypeOnce(std::string& word, Rng& rng) {
  constexpr std::array<int, 4> kShares = {37, 29, 21,
                                          13};  // omission, insertion, substitution, transposition
  std::size_t at = 0;
  if (!DrawPosition(word, rng, at)) return false;
  const std::string before = word;
  const char other = static_cast<char>('a' + rng.Below(26));
  switch (rng.Weighted(kShares)) {
    case 0:
      word.erase(at, 1);
      break;
    case 1:
      word.insert(at, 1, rng.PerMille(500) ? word[at] : Like(word[at], other));
      break;
    case 2:
      word[at] = Like(word[at], other);
      break;
    default:
      if (at + 1 < word.size() && IsLetter(word[at + 1])) {
        std::swap(word[at], word[at + 1]);
      } else if (at > 0 && IsLetter(word[at - 1])) {
        std::swap(word[at], word[at - 1]);
      }
  }
  return word != before;
}

bool HitNeighbourKey(std::string& word, Rng& rng) {
  constexpr std::string_view kRows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  std::size_t at = 0;
  if (!DrawPosition(word, rng, at)) return false;
  for (std::string_view row : kRows) {
    const std::size_t key = row.find(Lower(word[at]));
    if (key == std::string_view::npos) continue;
    const bool left = key > 0 && (key + 1 == row.size() || rng.PerMille(500));
    word[at] = Like(word[at], row[left ? key - 1 : key + 1]);
    return true;
  }
  return false;
}

bool MisreadOptically(std::string& word, Rng& rng) {
  return ApplyOne(word, kOptical, rng);
}

bool SpellAsHeard(std::string& word, Rng& rng) {
  std::string changed = word;
  if (!ApplyOne(changed, kConsonants, rng) || !ApplyOne(changed, kVowels, rng) || changed == word)
    return false;
  word = changed;
  return true;
}

}  // namespace world
