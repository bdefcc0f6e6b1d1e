#pragma once
// Names that tables know to be one: variants, nicknames, and the spellings of East Asian surnames and
// syllables. Only for token_similarity.cc. Pure; thread-safe.

#include "match/token_similarity.h"

namespace match {

// How alike two words of persons' names are by table; nothing where no table says so. A word in Han or Hangul
// tells which surname or syllable it is, so of what a Latin spelling may stand for only that counts; two
// words of one such script are never joined by their spelling (王 and 黄 are both "wong"), except 리 and 이.
TokenMatch ByKnownNames(Word a, Word b);

// Whether one word is in Hangul and the other spells it in Latin letters, syllable by syllable as is
// customary: 삼성 and "Samsung", 현대 and "Hyundai". The relation that is then had; nothing else.
TokenMatch BySyllables(Word a, Word b);

// Whether both are names that the tables know, and no table takes them for one: محمد is not Mahmud.
bool KnownApart(std::string_view a, std::string_view b);

}  // namespace match
