#pragma once
// Which readings a name in Cyrillic, Arabic, Armenian, Hebrew, Thai or Burmese script may have: its letters
// tell the language, or leave a choice. Pure; thread-safe; O(letters).

#include <cstddef>
#include <span>
#include <vector>

#include "text/romanize.h"
#include "text/tokens.h"

namespace text {

inline constexpr std::size_t kMaxReadings = 7;

// The readings of all the tokens together, the most likely first; at least one; at most three of a name in
// one script, and where a name mixes scripts those of each of them, at most kMaxReadings. Letters that only
// one language has decide (ў with қ or ҳ: Uzbek; ј, љ, њ, ћ, ђ, џ: Serbian; ї, є, ґ: Ukrainian); without them
// a name in Cyrillic is read as Russian, and as Ukrainian, Bulgarian or Serbian too where it has no letter
// that these do not have and one that they read otherwise.
std::vector<Reading> ReadingsOf(std::span<const RawToken> tokens);

}  // namespace text
