#pragma once
// Burmese is written without spaces between the words of a name. Pure; thread-safe.

#include <string_view>
#include <vector>

namespace text {

// The written syllables of a run of Burmese letters: အောင်ဆန်း → အောင်, ဆန်း. Stacked consonants (သန္တာ) stay
// together, as names that have them are one word in Latin letters. Views into `token`.
std::vector<std::u32string_view> BurmeseSyllables(std::u32string_view token);

}  // namespace text
