#include "text/romanize_scripts.h"

// BGN/PCGN 1967 for Amharic without marks, by the order of the syllable: e, u, i, a, e, none, o, wa; the
// sixth order has a vowel (i) only where two consonants begin a word. የ is ye, አ and ዐ are a.

namespace text {

std::string RomanizeEthiopic(std::u32string_view token) {
  static constexpr std::string_view kRows[] = {"h",  "l",  "h",  "m", "s",  "r", "s",  "sh", "k",  "kw", "k",
                                               "kw", "b",  "v",  "t", "ch", "h", "hw", "n",  "ny", "",   "k",
                                               "kw", "h",  "hw", "w", "",   "z", "zh", "y",  "d",  "d",  "j",
                                               "g",  "gw", "ng", "t", "ch", "p", "ts", "ts", "f",  "p"};
  static constexpr std::string_view kVowels[] = {"e", "u", "i", "a", "e", "", "o", "wa"};
  std::string out;
  bool bare = false;  // the last letter was read without a vowel
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] < 0x1200 || token[i] >= 0x1200 + 8 * std::size(kRows)) continue;
    const std::size_t row = (token[i] - 0x1200) / 8;
    const std::size_t order = (token[i] - 0x1200) % 8;
    const bool guttural = row == 20 || row == 26;
    out += kRows[row];
    if (order == 0 && (guttural || row == 0 || row == 2 || row == 16)) {
      out += "a";  // the gutturals say a in the first order
    } else if (order == 5) {
      const bool next_bare = i + 1 < token.size() && token[i + 1] % 8 == 5;
      const bool vowel = guttural || (i == 0 && token.size() > 1) || (bare && next_bare);
      if (vowel) out += "i";
      bare = !vowel;
      continue;
    } else {
      out += kVowels[order];
    }
    bare = false;
  }
  return out;
}

}  // namespace text
