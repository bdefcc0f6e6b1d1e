#pragma once
// Other spellings of a person's Latin name that is Chinese or Korean by its syllables. Only for readings.cc.
// Pure; thread-safe.

#include <vector>

#include "match/readings.h"

namespace match {

// Appends them to `out`; nothing for most names.
void AddLatinReadings(const std::vector<text::RawToken>& raw, std::vector<NameReading>& out);

}  // namespace match
