#pragma once
// How Japanese organisations' names in Han characters are read: by the words of a dictionary, else by the
// Sino-Japanese readings of the characters. Source: data/names/japanese_words.tsv (IPA dictionary 2.7.0,
// Unihan 15). Thread-safe; the table (about 36,000 words) is parsed on first use, 10 ms; then O(letters).

#include <string>
#include <string_view>

namespace text {

// Hepburn with long vowels written ("toua seikou") or not ("toa seiko"); `letters` as tokens hold them,
// simplified where there is such a form. Empty where a character has no reading.
std::string RomanizeJapanese(std::u32string_view letters, bool long_vowels);

}  // namespace text
