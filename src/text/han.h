#pragma once
// Readings of Han characters and their simplified forms, from han_readings.tsv (Unihan 15, Unicode licence).
// Thread-safe; the table (about 27,000 characters) is parsed on first use, 5 ms.

#include <functional>
#include <string_view>

namespace text {

// The first Mandarin (or Cantonese, in Jyutping) reading without tone, or an empty view for a character that
// has none.
std::string_view HanReading(char32_t c, bool cantonese);

// The Korean reading as a syllable of Hangul, 0 where there is none: 金 김, 龍 룡 (not 용: see AtWordStart).
char32_t HangulOfHan(char32_t c);

// The first Sino-Vietnamese reading without marks ("nguyen"), or an empty view.
std::string_view VietnameseOfHan(char32_t c);

// Every Mandarin or Cantonese reading of the table, in no order, some several times.
void ForEachMandarinReading(const std::function<void(std::string_view)>& visit);
void ForEachCantoneseReading(const std::function<void(std::string_view)>& visit);

// The simplified form of a traditional character, or the character itself.
char32_t Simplified(char32_t c);

}  // namespace text
