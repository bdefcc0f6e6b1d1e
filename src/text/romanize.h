#pragma once
// Original scripts in plain lower-case Latin letters, so that names meet across scripts. One script may be
// read in several ways; a Reading says which. Results are ASCII [a-z0-9] (possibly empty). Pure; thread-safe;
// tables are built on first use.
//
// Sources: Russian and Ukrainian after BGN/PCGN without apostrophes (Ukrainian: Resolution 55/2010); Greek
// after ELOT 743; Hangul after hangul.h; Arabic by consonants
// after BGN/PCGN 1956 (short vowels are not written, so only the consonants can be compared: see keys.h); Han
// by the first reading of Unihan (han.h, mandarin.h, cantonese.h); kana after kana.h; Hebrew and Khmer by
// their letters; every other script by ICU "Any-Latin; Latin-ASCII", and by code points where ICU cannot read
// it either.

#include <cstdint>
#include <string>
#include <string_view>

#include "text/unicode.h"

namespace text {

enum class Reading : std::uint8_t {
  kDefault,       // Russian for Cyrillic, Pinyin for Han, Hangul by letters, kana without long vowels
  kUkrainian,     // Cyrillic
  kCantonese,     // Han: Jyutping
  kKoreanNames,   // Hangul as names are customarily spelt: McCune-Reischauer's vowels without their marks (o,
                  // u), k for g
  kHangulSounds,  // Hangul with its sound changes
  kHongKong,      // Han: Cantonese as the government of Hong Kong spells it
  kWadeGiles,     // Han: Mandarin in Wade-Giles without marks
  kSinoKorean,    // Han: Korean by letters
  kSinoVietnamese,  // Han
  kLongVowels,      // kana: with long vowels written
};

// `token` is one run of letters of `script`.
std::string Romanize(std::u32string_view token, Script script, Reading reading);

// True where the other reading could give another result, so both must be kept.
bool MayBeUkrainian(std::u32string_view token);   // no letter that only Russian has
bool MustBeUkrainian(std::u32string_view token);  // a letter that Russian has not

}  // namespace text
