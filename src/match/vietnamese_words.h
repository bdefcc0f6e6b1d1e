#pragma once
// What organisations of Viet Nam do, said in one syllable (thép, gỗ): such words are too short and too many
// to be looked up anywhere, so only where the name begins with its legal form, after which it says what the
// firm does. Only for classify_organization.cc. Pure; thread-safe.

#include <vector>

#include "match/name.h"

namespace match {

// Whether the name begins with a legal form of Viet Nam ("Công ty TNHH …", "Hợp tác xã …"), after
// MarkLegalForms.
bool BeginsVietnamese(const std::vector<Token>& tokens);

// Whether `token`, one of `tokens`, is one of three syllables of Vietnamese or more in a row: there "A" and
// "An" are no articles ("Thanh Binh A").
bool AmongVietnamese(const std::vector<Token>& tokens, const Token& token);

// Gives the first word after the form, and the one after that where the first was one, the form of its
// canonical word: "Công ty Cổ phần Gỗ …" has the word "wood". A word whose marks are another's (Gò) stays.
void ReadVietnameseWords(std::vector<Token>& tokens);

}  // namespace match
