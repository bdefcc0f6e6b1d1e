#pragma once
// Readings of Han characters and their simplified forms, from han_readings.tsv (Unihan 15, Unicode licence).
// Thread-safe; the table (about 27,000 characters) is parsed on first use, 5 ms.

#include <string_view>
#include <vector>

namespace text {

// The first Mandarin (or Cantonese) reading without tone, or an empty view for a character that has none.
std::string_view HanReading(char32_t c, bool cantonese);

// Cuts a word of plain Latin letters into Mandarin syllables ("hengda" → "heng", "da"), longest first with
// backing up; empty where it cannot be cut so. Views into `word`.
std::vector<std::string_view> PinyinSyllables(std::string_view word);

// The simplified form of a traditional character, or the character itself.
char32_t Simplified(char32_t c);

}  // namespace text
