#pragma once
// Vietnamese in Latin letters without its marks, as passports and letter-heads write it.

#include <string_view>

namespace text {

// Whether lower-case `word` is one syllable of Vietnamese: an initial and a final of quốc ngữ, without marks
// ("nguyen", "thanh"; not "nguyn"). Source: the initials and finals that the orthography allows (Thompson, A
// Vietnamese Reference Grammar, 1965). Pure; thread-safe; O(1) in its tables.
bool IsVietnameseSyllable(std::string_view word);

}  // namespace text
