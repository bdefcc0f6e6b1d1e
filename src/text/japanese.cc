#include "text/japanese.h"

#include <algorithm>
#include <unordered_map>

#include "embed/japanese_words.h"
#include "text/han.h"
#include "text/kana.h"
#include "text/tsv.h"
#include "text/unicode.h"

namespace text {
namespace {

constexpr std::size_t kLongestWord = 4;  // characters

struct Read {
  std::string_view inside;
  std::string_view at_end;
};
using Words = std::unordered_map<std::u32string, Read>;

const Words& GetWords() {
  static const Words* const words = [] {
    auto* all = new Words;
    ForEachRow(embedded::japanese_words(), [&](const std::vector<std::string_view>& row) {
      if (row.size() < 2) return;
      std::u32string word = Decode(row[0]);
      for (char32_t& c : word) c = Simplified(c);
      all->try_emplace(std::move(word), Read{row[1], row[row.size() > 2 ? 2 : 1]});
    });
    return all;
  }();
  return *words;
}

}  // namespace

std::string RomanizeJapanese(std::u32string_view letters, bool long_vowels) {
  const Words& words = GetWords();
  const bool alone = letters.size() == 1;
  std::string out;
  while (!letters.empty()) {
    std::size_t count = std::min(kLongestWord, letters.size());
    auto word = words.end();
    for (; count > 0 && word == words.end(); --count)
      word = words.find(std::u32string(letters.substr(0, count)));
    if (word == words.end()) return {};
    letters.remove_prefix(count + 1);
    out += letters.empty() && !alone ? word->second.at_end : word->second.inside;
  }
  return long_vowels ? out : ShortVowels(out);
}

}  // namespace text
