#pragma once
// Mandarin syllables in Pinyin and in Wade-Giles. Pinyin is written without tones and with u for ü,
// Wade-Giles "plain", without apostrophes and with u for ü, as it is mostly printed in names; words are
// [a-z]*. Pure; thread-safe; tables are built on first use.
//
// Sources: Pinyin by ISO 7098; Wade-Giles after Giles, "A Chinese-English Dictionary" (1912), table of
// sounds, by its rules for initials and finals.

#include <string>
#include <string_view>
#include <vector>

#include "text/syllables.h"

namespace text {

// Cuts a word of plain Latin letters into Mandarin syllables ("hengda" → "heng", "da"), longest first with
// backing up; empty where it cannot be cut so. Views into `word`.
WordSyllables PinyinSyllables(std::string_view word);

// The same for Wade-Giles, plain: "hsiaoping" → "hsiao", "ping".
WordSyllables WadeGilesSyllables(std::string_view word);

// One Pinyin syllable in Wade-Giles, plain: xiao "hsiao", zhong and chong both "chung". The syllable itself
// where it is none.
std::string WadeGiles(std::string_view pinyin);

// The Pinyin syllables that one plain syllable of Wade-Giles may stand for: ping → bing, ping; chu → chu, ju,
// qu, zhu. With `marked`, that is in a name that writes its apostrophes, only those whose initial is
// aspirated
// (`aspirated`) or is not. Empty where it is none.
std::vector<std::string> PinyinOfWadeGiles(std::string_view plain);
std::vector<std::string> PinyinOfWadeGiles(std::string_view plain, bool aspirated);

}  // namespace text
