#pragma once
// Arabic names of two words that are written as one or as several: Abdelkader and Abd al-Qadir, Saifullah and
// Saif Allah, Noureddine and Nur al-Din, Azizurrahman and Aziz ur-Rahman, Essaadi and al-Saadi. Both ways of
// writing become the same tokens. Only for name.cc; for names of persons. Pure; thread-safe.

#include <string_view>
#include <vector>

#include "match/name.h"
#include "text/tokens.h"

namespace match {

// Before classification: one word of Latin letters that holds an article is cut. The article before a known
// Arabic name becomes a token of its own; so does a second part that is a known attribute (…urrahman,
// …ulhaq). The servant of (Abdelkader, Abdurrahman) is left to the customs (customs.h).
void SplitArabicCompounds(std::vector<Token>& tokens);

// After classification: "… Allah" and "… al-Din" become one token that ends in "ullah" or "uddin" in every
// spelling, in Arabic script, too; one word in Latin letters gets the same ending. What it is joined from
// stays in `written`.
// A comma parts. `raw` are the tokens before segmentation.
void JoinArabicCompounds(std::vector<Token>& tokens, const std::vector<text::RawToken>& raw);

// True for the forms that JoinArabicCompounds makes: their spelling is ours, so a table of rarity may not
// know them.
bool IsArabicCompound(std::string_view form);

}  // namespace match
