#pragma once
// What a member is found by: the words of its names as written and as read in Latin letters ("한빛" is found
// by "hanbit"), folded (NFKC, lower case). Pure; thread-safe; some 10 µs a name.

#include <string>
#include <string_view>
#include <vector>

namespace panel::members {

// At most base::kMaxMemberWords, each once, in byte order.
std::vector<std::string> IndexedWords(const std::vector<std::string>& names);
// The words of what a person typed; at most base::kMaxSearchWords.
std::vector<std::string> SearchWords(std::string_view text);
// What members are ordered by: the folded words of the name.
std::string SortKey(std::string_view name);

}  // namespace panel::members
