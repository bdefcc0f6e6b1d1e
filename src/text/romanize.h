#pragma once
// Original scripts in plain lower-case Latin letters, so that names meet across scripts. One script may be
// read in several ways; a Reading says which. Results are ASCII [a-z0-9] (possibly empty). Pure; thread-safe;
// tables are built on first use.
//
// Sources: Han by the first reading of Unihan (han.h, mandarin.h, cantonese.h); Hangul after hangul.h; kana
// after kana.h; the other scripts as their files romanize_*.cc say; what has no file by ICU "Any-Latin;
// Latin-ASCII", and by code points where ICU cannot read it either.

#include <cstdint>
#include <string>
#include <string_view>

#include "text/unicode.h"

namespace text {

enum class Reading : std::uint8_t {
  kDefault,  // Russian for Cyrillic, Pinyin for Han, Hangul by letters, kana without long vowels, Eastern for
             // Armenian, the official one elsewhere
  kUkrainian,  // Cyrillic, as the following ones
  kBelarusian,
  kBulgarian,
  kSerbian,  // and Macedonian, Bosnian, Montenegrin
  kKazakh,   // and Kyrgyz, Tatar, Bashkir
  kUzbek,    // and Tajik
  kMongolian,
  kCantonese,     // Han: Jyutping
  kKoreanNames,   // Hangul as names are customarily spelt: McCune-Reischauer's vowels without their marks (o,
                  // u), k for g
  kHangulSounds,  // Hangul with its sound changes
  kHongKong,      // Han: Cantonese as the government of Hong Kong spells it
  kWadeGiles,     // Han: Mandarin in Wade-Giles without marks
  kSinoKorean,    // Han: Korean by letters
  kSinoVietnamese,   // Han
  kLongVowels,       // kana: with long vowels written
  kWesternArmenian,  // Armenian: the stops the other way round (Bedros, not Petros)
  kPersian,          // Arabic script: ث s, ذ ض ظ z, و v, as Persian, Dari, Pashto and Urdu read them
  kSpirants,         // Hebrew: bet, kaf and pe inside a word as v, kh and f
  kJapanese,         // Han: an organisation's name in Japanese, without long vowels; kana as kDefault
  kJapaneseLong,     // the same with long vowels written
  kBurmeseHabit,     // Burmese as people write their own names: Moe, Aye
  kThaiHabit,        // Thai as people write their own names: by the letters, p and t without h (Somporn)
};

// `token` is one run of letters of `script`; in Hebrew a geresh (U+05F3) may stand behind a letter.
std::string Romanize(std::u32string_view token, Script script, Reading reading);

// The letters of a Hebrew word as it is written, with the geresh (or an apostrophe that stands for it) behind
// the letters that it changes: ג׳ j, ז׳ zh, צ׳ ch.
std::u32string HebrewWithGeresh(std::u32string_view written);

}  // namespace text
