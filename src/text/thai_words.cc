#include "text/thai_words.h"

#include <algorithm>
#include <unordered_map>

#include "embed/thai_readings.h"
#include "embed/thai_words.h"
#include "text/tsv.h"
#include "text/unicode.h"

namespace text {
namespace {

// Vowels and signs that belong to the consonant before them.
bool Follows(char32_t c) {
  return (c >= U'ะ' && c <= U'ู') || (c >= U'็' && c <= U'์') || c == U'ๅ';
}

const std::unordered_map<std::u32string, ThaiWord>& KnownWords() {
  static const std::unordered_map<std::u32string, ThaiWord>* const words = [] {
    auto* all = new std::unordered_map<std::u32string, ThaiWord>;
    const auto add = [&](const std::vector<std::string_view>& row) {
      if (row.size() >= 2) all->try_emplace(Decode(row[0]), ThaiWord{row[1], row[row.size() > 2 ? 2 : 1]});
    };
    ForEachRow(embedded::thai_words(), add);
    ForEachRow(embedded::thai_readings(), [&](const std::vector<std::string_view>& row) {
      if (row.size() >= 2) all->try_emplace(Decode(row[0]), ThaiWord{{}, row[1]});
    });
    return all;
  }();
  return *words;
}

}  // namespace

std::size_t ThaiWordAt(std::u32string_view rest, const ThaiWord** found) {
  constexpr std::size_t kLongest = 16;
  for (std::size_t n = std::min(kLongest, rest.size()); n >= 2; --n) {
    const char32_t next = n < rest.size() ? rest[n] : U'\0';
    if (Follows(next)) continue;
    const auto word = KnownWords().find(std::u32string(rest.substr(0, n)));
    if (word == KnownWords().end()) continue;
    *found = &word->second;
    return n;
  }
  return 0;
}

std::string ThaiByHabit(std::u32string_view word, std::string_view reading) {
  const auto has = [&](char32_t c) { return word.find(c) != std::u32string_view::npos; };
  const bool j = has(U'จ') && !has(U'ช') && !has(U'ฉ');
  std::string out;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const bool h = reading[i] == 'h' && i > 0;
    if (h && std::string_view("ptk").find(reading[i - 1]) != std::string_view::npos) continue;
    if (h && j && reading[i - 1] == 'c') {
      out.back() = 'j';
    } else {
      out.push_back(reading[i]);
    }
  }
  if (word.starts_with(U"ศร") && out.starts_with("si")) out.insert(1, 1, 'r');
  if (word.ends_with(U"พร") && out.ends_with("on")) out.insert(out.size() - 1, 1, 'r');
  if (word.ends_with(U'ล') && out.ends_with('n')) out.back() = 'l';
  return out;
}

}  // namespace text
