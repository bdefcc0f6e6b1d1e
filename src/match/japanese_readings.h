#pragma once
// Japanese readings of names in Han characters, by the table japanese_names.tsv: characters alone do not tell
// them. A name whose surname or given name the table does not know has none. Only for readings.cc and
// syllable_similarity.cc. Pure; thread-safe; the table (25,000 names) is parsed when the first name in Han is
// read, 10 ms.

#include <string_view>
#include <vector>

#include "match/readings.h"

namespace match {

// Appends them to `out`, with long vowels written and without; nothing for other names.
void AddJapaneseReadings(const std::vector<text::RawToken>& raw, std::vector<NameReading>& out);

// Whether both are readings of Japanese names, of five letters or more without long vowels, and two of them:
// "Kenichi" and "Kenji" are alike and two names.
bool OtherJapaneseName(std::string_view a, std::string_view b);

}  // namespace match
