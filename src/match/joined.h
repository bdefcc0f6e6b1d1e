#pragma once
// Several words on one side that are one on the other: written as one ("Van der Bilt", "Vanderbilt"), or as
// one in another script (غلامعلی, "Gholam Ali"). Only for name_similarity.cc; the index finds them by the
// keys of word_keys.h. Pure; thread-safe; about 20 ns where nothing is joined.

#include <cstddef>
#include <span>

#include "match/name_similarity.h"

namespace match {

struct JoinedWord {
  std::size_t count = 0;
  float similarity = 0;
};

// Quick and never wrong where it says no: then neither of two words begins a run for which the other stands.
// In Latin letters both begin with one letter.
bool MayJoin(const TokenView& a, const TokenView& b);

// The tokens from `begin` on, two or three, for which `whole` stands; a count of 0 or 1 for none.
JoinedWord JoinedAt(Kind kind, std::span<const TokenView> tokens, std::size_t begin, const TokenView& whole);

}  // namespace match
