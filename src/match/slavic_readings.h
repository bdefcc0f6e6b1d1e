#pragma once
// Words of organisations in Cyrillic that other languages write apart or as nouns: place adjectives (Одеський
// порт is Odesa Port) and compounds (хлебозавод is a bread factory). Only for readings.cc. Pure; thread-safe;
// about 1 µs a word.

#include <vector>

#include "match/readings.h"

namespace match {

// Appends, for each reading of `out`, one with the nouns and the parts; nothing where a name has no such
// word.
void AddSlavicReadings(const std::vector<text::RawToken>& raw, std::vector<NameReading>& out);

}  // namespace match
