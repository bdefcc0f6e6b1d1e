#pragma once
// Likeness of words of which at least one is not in Latin letters. Only for token_similarity.cc; for words
// that share a key. Pure; thread-safe; about 1 µs.

#include "match/token_similarity.h"

namespace match {

// One word in another script, one in Latin letters: what the first may customarily be written as, whatever
// romanisation the second follows. `found` is how alike the words are by their keys; where the script does
// not write short vowels, and in Thai, the answer takes its place, elsewhere the better of the two counts.
TokenMatch AcrossScripts(Word a, Word b, TokenMatch found);

// Of words with two consonants in common and no more: whether the habits of the script (Thai, Khmer) tell
// more, and the likeness up to which they do.
inline constexpr float kTwoConsonants = 0.50F;
bool HabitTells(Word a, Word b);

// Two words in Arabic or Hebrew letters, or two in Thai, Lao, Burmese or Khmer: the most that their letters
// allow. The Latin reading has vowels that nobody wrote, which must not make two words alike.
float LetterCap(Word a, Word b);

// Whether both are in the letters of one alphabet other than Latin: no habit of romanisation stands between
// them, so another letter is a slip or another name. Letters of Kazakh and Russian are two alphabets.
bool InOneScript(Word a, Word b);

}  // namespace match
