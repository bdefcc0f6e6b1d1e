#pragma once
// Business words that were shortened by rule, where the table of abbreviations (data/names/org_words.tsv)
// knows nothing: cut off ("manuf", "constr", "pharmaceut") or written without their vowels ("srvces",
// "mnfctrng", "elctrncs"). A form is read so only where exactly one business word can be meant, and where it
// is no word that the tables know (names of persons, places, the words of docs/rarity.md). Pure; thread-safe;
// about 100 ns.

#include <string_view>

namespace match {

// The canonical business word that `form` (folded, Latin) abbreviates by rule; an empty view where it is
// none, where several words may be meant, or where the table has the form itself.
std::string_view WordOfAbbreviation(std::string_view form);

// Whether `form` may stand for `word` without some of its vowels: the consonants of `word` in order, all of
// them but for a plural's "s", at least three and one vowel at most.
bool DropsVowels(std::string_view form, std::string_view word);

// Whether `form` may be `word` cut off: at least four letters, the last a consonant, at least two letters
// fewer.
bool CutsOff(std::string_view form, std::string_view word);

}  // namespace match
