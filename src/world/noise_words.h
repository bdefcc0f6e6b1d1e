#pragma once
// Disturbances of a whole name, word by word: order, legal form, abbreviation, initials, spacing, length,
// additions, other spellings. Each changes `words` in place and returns true, or returns false where it
// cannot be applied (then `words` is of no further use).

#include <string>
#include <vector>

#include "world/listed.h"

namespace world {

using Words = std::vector<Word>;

// One typing error, or two in one word (noise_letters.h), in a word that carries the name.
bool Mistype(Words& words, Rng& rng);
bool MistypeTwice(Words& words, Rng& rng);
// A change of letters in a word that carries the name; the word is drawn by its length.
bool OnDrawnWord(Words& words, bool (*change)(std::string&, Rng&), Rng& rng);
// Capitals, small letters, no punctuation, "Co.,Ltd.".
bool Reformat(Words& words, Rng& rng);
// Family name last, or first with a comma; the place of a company's name in parentheses or elsewhere.
bool ReorderPerson(Words& words, Rng& rng);
bool ReorderCompany(Words& words, Rng& rng);
// Another form of the same legal form, or none.
bool ChangeLegalForm(Words& words, const Actor& actor, Rng& rng);
// Abbreviations as vendor files write them.
bool Abbreviate(Words& words, Rng& rng);
// Given names as initials.
bool UseInitials(Words& words, Rng& rng);
// Without patronymic, second surname, second given name, or place.
bool DropPart(Words& words, const Actor& actor);
// Two words run together or hyphenated, a joined brand or given name taken apart.
bool SplitOrJoin(Words& words, const Actor& actor, Rng& rng);
// Cut at the width of a field: 35 or 40 characters.
bool Truncate(Words& words, Rng& rng);
// A site, branch, vendor code or form of address.
bool AddExtra(Words& words, const Actor& actor, Rng& rng);
// Another romanisation.
bool Transliterate(Words& words, const Actor& actor, Rng& rng);
// An alias of the list: a weak one for kWeak, any other for the rest.
bool UseAlias(Words& words, const ListedParty& party, AliasQuality quality, Rng& rng);
// The form in the party's own script, or with its marks where that is Latin (`own_script` false).
bool UseNative(Words& words, const ListedParty& party, bool own_script, Rng& rng);

}  // namespace world
