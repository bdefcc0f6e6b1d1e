#pragma once
// What a party is found by: the words of its names, as written and as read in Latin letters ("晨原" is found
// by "chenyuan"), and the organisation's own number. Words are folded (NFKC, lower case). Pure; thread-safe;
// some 10 µs a name.

#include <string>
#include <string_view>
#include <vector>

#include "entity/entity.h"

namespace screening {

// At most kMaxIndexedWords, each once, in byte order.
std::vector<std::string> IndexedWords(const entity::Entity& party, std::string_view number);
// The words of what a person typed into a search; at most kMaxSearchWords.
std::vector<std::string> SearchWords(std::string_view text);
// The words of a caption joined: what parties are ordered by.
std::string SortKey(std::string_view caption);
// The least text that is greater than every text beginning with `prefix`, in byte order; `prefix` is not
// empty and is UTF-8.
std::string PrefixEnd(std::string_view prefix);

}  // namespace screening
