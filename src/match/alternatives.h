#pragma once
// A text that gives several names: "Al-Itihaad al-Islamiya / AIAI", "Blue Heron Ltd/Reiher GmbH", "Đoàn Văn
// Cường (Cuong Doan)". A slash parts names where at least two letters stand on each side of it in one word:
// not in A/S, c/o, J/V. Brackets at the end of the text hold another name where it has two words at least.
// Pure; thread-safe.

#include <string_view>
#include <vector>

namespace match {

// The names between the slashes, in order; empty where the text gives one name, or more than
// kMaxAlternatives. For organisations: a person's slash is s/o, G/Medhin and the like.
std::vector<std::string_view> AlternativesOf(std::string_view text);
// The name before the brackets and the one in them; empty where there is none.
std::vector<std::string_view> NamesInBrackets(std::string_view text);

}  // namespace match
