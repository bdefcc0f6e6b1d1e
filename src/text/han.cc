#include "text/han.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "embed/han_readings.h"
#include "text/tsv.h"
#include "text/unicode.h"

namespace text {
namespace {

constexpr char32_t kBegin = 0x3400;
constexpr char32_t kEnd = 0xFAFF;

struct Entry {
  std::string_view mandarin;
  std::string_view cantonese;
  char32_t simplified = 0;
};

// Columns of the table: character, Mandarin, Cantonese, Korean, Vietnamese, simplified form.
const std::vector<Entry>& Entries() {
  static const std::vector<Entry>* const entries = [] {
    auto* all = new std::vector<Entry>(kEnd - kBegin);
    ForEachRow(embedded::han_readings(), [&](const std::vector<std::string_view>& row) {
      const std::u32string c = Decode(row[0]);
      if (c.size() != 1 || c[0] < kBegin || c[0] >= kEnd) return;
      Entry& entry = (*all)[c[0] - kBegin];
      if (row.size() > 1) entry.mandarin = row[1];
      if (row.size() > 2) entry.cantonese = row[2];
      if (row.size() > 5 && !row[5].empty()) entry.simplified = Decode(row[5])[0];
    });
    return all;
  }();
  return *entries;
}

constexpr std::size_t kLongestSyllable = 6;
constexpr std::size_t kLongestWord = 4 * kLongestSyllable;
static_assert(kLongestWord <= 32);

const std::unordered_set<std::string_view>& Syllables() {
  static const std::unordered_set<std::string_view>* const all = [] {
    auto* set = new std::unordered_set<std::string_view>;
    for (const Entry& entry : Entries()) {
      // Interjections without a vowel (m, n, ng, hm) are no syllables of names.
      if (entry.mandarin.find_first_of("aeiou") != std::string_view::npos) set->insert(entry.mandarin);
    }
    return set;
  }();
  return *all;
}

// Cuts `word` from `at` on; `dead` has a bit for each place from which that is known to fail, so that the
// search is linear.
bool Cut(std::string_view word, std::size_t at, std::uint32_t& dead, std::vector<std::string_view>& out) {
  if (at == word.size()) return true;
  if ((dead >> at & 1) != 0) return false;
  for (std::size_t n = std::min(kLongestSyllable, word.size() - at); n > 0; --n) {
    if (!Syllables().contains(word.substr(at, n))) continue;
    out.push_back(word.substr(at, n));
    if (Cut(word, at + n, dead, out)) return true;
    out.pop_back();
  }
  dead |= 1U << at;
  return false;
}

}  // namespace

std::vector<std::string_view> PinyinSyllables(std::string_view word) {
  std::vector<std::string_view> out;
  // Every syllable ends in a vowel, n, ng or r: most words of other languages need no search.
  if (word.empty() || std::string_view("aeiounrg").find(word.back()) == std::string_view::npos) return out;
  if (word.size() > kLongestWord) return out;
  std::uint32_t dead = 0;
  if (!Cut(word, 0, dead, out)) out.clear();
  return out;
}

std::string_view HanReading(char32_t c, bool cantonese) {
  if (c < kBegin || c >= kEnd) return {};
  const Entry& entry = Entries()[c - kBegin];
  return cantonese && !entry.cantonese.empty() ? entry.cantonese : entry.mandarin;
}

char32_t Simplified(char32_t c) {
  if (c < kBegin || c >= kEnd) return c;
  const char32_t simplified = Entries()[c - kBegin].simplified;
  return simplified == 0 ? c : simplified;
}

}  // namespace text
