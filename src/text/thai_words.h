#pragma once
// Words and parts of words in Thai that the rules of its letters do not read (data/names/thai_words.tsv,
// thai_readings.tsv). Only for romanize_thai.cc. Pure; thread-safe; the tables are parsed on first use, 1 ms.

#include <string>
#include <string_view>

namespace text {

struct ThaiWord {
  std::string_view
      alone;  // in the Royal Thai General System; empty for a part that stands before others only
  std::string_view before_another;
};

inline constexpr std::size_t kTellingThaiWord = 3;  // letters that are a word whatever follows

// The length of the longest word of the tables that `rest` begins with and that ends where a syllable ends,
// with the word in `found`; 0 where there is none.
std::size_t ThaiWordAt(std::u32string_view rest, const ThaiWord** found);

// The reading of `word` as people write their own names: p, t and k without h, j, sri, final letters as they
// are written.
std::string ThaiByHabit(std::u32string_view word, std::string_view reading);

}  // namespace text
