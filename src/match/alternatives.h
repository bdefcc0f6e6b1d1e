#pragma once
// An organisation's text that gives several names: "Al-Itihaad al-Islamiya / AIAI", "Blue Heron Ltd/Reiher
// GmbH". A slash parts names where at least two letters stand on each side of it in one word: not in A/S,
// c/o, J/V. Pure; thread-safe.

#include <string_view>
#include <vector>

namespace match {

// The names between the slashes, in order; empty where the text gives one name, or more than
// kMaxAlternatives.
std::vector<std::string_view> AlternativesOf(std::string_view text);

}  // namespace match
