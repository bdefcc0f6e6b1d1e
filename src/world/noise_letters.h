#pragma once
// Disturbances of the letters of one word: typing, reading and hearing errors. Each changes `word` in place
// and returns true, or leaves it and returns false where it finds nothing to change. Only ASCII letters are
// touched, so UTF-8 stays valid.

#include <string>

#include "world/random.h"

namespace world {

// One Damerau edit: omission, insertion, substitution or swap, the first letter rarely (Pollock and Zamora
// 1984).
bool MistypeOnce(std::string& word, Rng& rng);
// One letter replaced by its neighbour on a QWERTY keyboard.
bool HitNeighbourKey(std::string& word, Rng& rng);
// One optical confusion: rn/m, 0/O, 1/l, cl/d, ...
bool MisreadOptically(std::string& word, Rng& rng);
// One consonant and one vowel written as heard: k/c, s/z, ph/f, ee/i, ou/u, ...
bool SpellAsHeard(std::string& word, Rng& rng);

bool IsLetter(char c);
char Upper(char c);
char Lower(char c);
std::size_t LetterCount(const std::string& word);

}  // namespace world
