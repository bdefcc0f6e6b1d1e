#pragma once
// The key under which a country's name is looked up. Pure; about 100 ns for ASCII, 2 µs otherwise.

#include <string>
#include <string_view>

namespace entity {

// Lower case without marks, punctuation and spaces; "&" reads as "and", "st" as "saint", the word "the" falls
// away, and Arabic letters that are written both ways become one. "Korea (the Republic of)" gives
// "korearepublicof". Text that is not UTF-8 gives what could be read of it.
std::string FoldCountryName(std::string_view text);

}  // namespace entity
