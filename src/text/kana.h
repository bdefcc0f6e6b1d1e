#pragma once
// Hiragana and katakana in Latin letters. Pure; thread-safe.
//
// Source: modified Hepburn romanisation (Kenkyusha 1954; ALA-LC table for Japanese), with n before every
// consonant and without apostrophes and macrons; passports of Japan write it so, or with h (Satoh) or ou.

#include <string>
#include <string_view>

namespace text {

// `long_vowels`: さとう "satou", とーきょー "tookyoo"; without: "sato", "tokyo". Long are ou, oo, uu and what
// ー lengthens; i after e is always written (けいこ "keiko"). What is no kana is left out.
std::string RomanizeKana(std::u32string_view letters, bool long_vowels);

// A romanised reading without its long vowels: "satou" → "sato", "oono" → "ono", "yuuki" → "yuki". A vowel
// that only follows another of a new part of the word is taken for long too (井上 "inoue" → "inoe").
std::string ShortVowels(std::string_view hepburn);

}  // namespace text
