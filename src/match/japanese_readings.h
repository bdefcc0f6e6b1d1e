#pragma once
// Japanese readings of names in Han characters, by the table japanese_names.tsv: characters alone do not tell
// them. A name whose surname or given name the table does not know has none. Only for readings.cc. Pure;
// thread-safe; the table (25,000 names) is parsed when the first name in Han is read, 10 ms.

#include <vector>

#include "match/readings.h"

namespace match {

// Appends them to `out`, with long vowels written and without; nothing for other names.
void AddJapaneseReadings(const std::vector<text::RawToken>& raw, std::vector<NameReading>& out);

}  // namespace match
