#pragma once
// Acronyms of organisations against their long forms: "CNOOC" and "China National Offshore Oil Corporation",
// "HKTC" and "Hong Kong Textile Co". One word of three to eight letters on one side is the initials of the
// words with which the name on the other side begins. The runs of a name and their letters are what the
// compiled index knows as well (compiler_sections.cc, search.cc). Pure; thread-safe; under 1 µs.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "match/name_similarity.h"

namespace match {

inline constexpr std::size_t kLeastAcronym = 3;  // letters
inline constexpr std::size_t kMostAcronym = 8;

// A run of tokens and its initials. Stop words inside give none, a phrase ("Hong Kong") gives one for each of
// its words, a legal form one.
struct AcronymRun {
  std::string letters;
  std::uint8_t begin = 0;
  std::uint8_t count = 0;  // tokens, 2 at least
};

// The runs of an organisation's name that have kLeastAcronym to kMostAcronym letters. They begin with the
// first word that is neither a legal form nor a stop word.
void AcronymRuns(std::span<const TokenView> tokens, std::vector<AcronymRun>& out);

// Whether a word may be an acronym: three to eight letters, no business word, no place, and not a common
// word.
bool MayBeAcronym(const TokenView& token);

// A word on one side whose letters are a run of the other, with its similarity: by the number of letters,
// more where the long name states the acronym itself ("… Corporation (CNOOC)").
struct AcronymMatch {
  std::uint8_t query = 0;
  std::uint8_t query_count = 1;
  std::uint8_t candidate = 0;
  std::uint8_t candidate_count = 1;
  float similarity = 0;
};
void AcronymMatches(std::span<const TokenView> query, std::span<const TokenView> candidate,
                    std::vector<AcronymMatch>& out);

// Makes a stop word of an acronym that stands beside its long form in one name; what is said twice counts
// once.
void MarkOwnAcronym(std::vector<Token>& tokens);

}  // namespace match
