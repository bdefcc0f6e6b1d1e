#pragma once
// Keys under which words that are written differently meet. Input: plain lower-case Latin letters and digits.
// Pure; thread-safe.

#include <string>
#include <string_view>
#include <vector>

namespace text {

// The consonants in order, with letters that transliteration systems exchange folded together (c k q; s z; w
// v; ph f; sch sh; …), doubled letters once, vowels and glides dropped except that a word that begins with a
// vowel begins with 'a' and one that begins with y with 'j'. "muhammad", "mohamed", "mhmd" → "mhmd";
// "qaddafi", "gaddafi" → "kdf"/"gdf" (q and g stay apart; see PhoneticKey).
std::string SkeletonKey(std::string_view word);

// Coarser, by place of articulation: voiced and voiceless together (b p; d t; g k; f v; s z j ch sh ts), m
// and n together, h dropped. "qaddafi", "gaddafi", "kadhafi" → "ktf".
std::string PhoneticKey(std::string_view word);

// The distinct trigrams of "^^word$" in ascending order, as numbers below kTrigramSpace.
inline constexpr unsigned kTrigramSpace = 39 * 39 * 39;
void Trigrams(std::string_view word, std::vector<unsigned>& out);

}  // namespace text
