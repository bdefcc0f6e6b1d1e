#pragma once
// How far two words of plain Latin letters are apart. All pure and thread-safe, O(length1 × length2) at most, no allocation for words
// up to 64 letters.

#include <string_view>

namespace text {

// The number of insertions, deletions, substitutions and transpositions of neighbours (each letter edited at most once: "optimal
// string alignment", Damerau 1964), or `limit` + 1 as soon as it is known to be more than `limit`.
int EditDistance(std::string_view a, std::string_view b, int limit);

// The same alignment with costs that follow how names get misspelt: a vowel for another vowel, a doubled letter, letters that
// transliterations exchange (c k q, w v, y i j, s z, ph f, d t, b p, g k), a dropped h, and digits in the place of letters (0 o, 1 i l)
// cost less than 1. At most the EditDistance.
double WeightedDistance(std::string_view a, std::string_view b);

}  // namespace text
