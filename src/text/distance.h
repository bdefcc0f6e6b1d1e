#pragma once
// How far two words of plain Latin letters are apart. All pure and thread-safe, O(length1 × length2) at most,
// no allocation for words up to 64 letters.

#include <array>
#include <cstdint>
#include <string_view>

namespace text {

// The number of insertions, deletions, substitutions and transpositions of neighbours (each letter edited at
// most once: "optimal string alignment", Damerau 1964), or `limit` + 1 as soon as it is known to be more than
// `limit`.
int EditDistance(std::string_view a, std::string_view b, int limit);

// The same alignment with costs that follow how names get misspelt: a vowel for another vowel, a doubled
// letter, letters that transliterations exchange (c k q, w v, y i j, s z, ph f, d t, b p, g k), a dropped h,
// and digits in the place of letters (0 o, 1 i l) cost less than 1. At most the EditDistance.
double WeightedDistance(std::string_view a, std::string_view b);

// A word made ready to be compared with many others: EditDistance bit by bit, 64 letters at once. Not
// thread-safe to move; reading is. Source: Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and
// Damerau Edit Distances", Nordic Journal of Computing 10 (2003), the restricted Damerau variant.
class EditPattern {
 public:
  explicit EditPattern(std::string_view word);
  int Distance(std::string_view other) const;            // exact, without a limit
  bool Within(std::string_view other, int limit) const;  // Distance(other) <= limit, known sooner

 private:
  int DistanceUpTo(std::string_view other, int limit) const;  // the distance, or more than `limit`

  std::string_view word_;
  std::array<std::uint64_t, 128> letters_{};
};

}  // namespace text
