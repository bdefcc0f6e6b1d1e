#pragma once
// Runs of letters that hold several words of a name, by the habits of their scripts. Only for segment.cc.
// Pure; thread-safe.

#include <vector>

#include "match/name.h"
#include "match/segment.h"
#include "text/tokens.h"

namespace match {

// Arabic script writes the article on to its word (الشامي), and so "servant of the" (عبدالله), "father"
// (أبوغيث), the second part of a compound (نورالدین, عبیدالله), and in names of organisations "and", "for"
// and "in" (والجهاد, للتجارة, ببلاد). Known names stay whole.
std::vector<Segment> SegmentArabic(const text::RawToken& token, Kind kind);

// Thai writes titles on to the given name (นายบุญเลิศ: Mr Bunloet); Lao likewise (ທ້າວ, ນາງ). The title and the
// rest where the rest is a name's length; else the word as it is.
std::vector<Segment> SegmentThaiTitle(const text::RawToken& token);

bool IsBurmese(const text::RawToken& token);
// A syllable each, which is how the names are written in Latin letters.
std::vector<Segment> SegmentBurmese(const text::RawToken& token);

}  // namespace match
