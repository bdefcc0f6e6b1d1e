#pragma once
// Block, first step: the words of a compiled list that are alike to one word of a party, with TokenSimilarity
// for each. Exactly the words for which TokenSimilarity is above 0, found by the keys that define it (same
// form, trigrams, consonants, sounds, known variants): never by going through all words. Typically 10–100 µs
// for a new word; Scratch remembers words that come again.

#include <span>
#include <vector>

#include "match/compiled.h"
#include "match/name.h"
#include "match/token_similarity.h"

namespace match {

struct WordHit {
  std::uint32_t word;
  TokenMatch match;
};

// A word that shares a key, and which.
struct WordCandidate {
  std::uint32_t word;
  SharedKeys keys;
};

// Counters of one thread's look-ups, sized to the list at first use.
struct LookupScratch {
  std::vector<std::uint8_t> counts;  // shared trigrams by word; all 0 between look-ups
  std::vector<unsigned> grams;
  std::vector<WordCandidate> candidates;
};

// The keys from `hash` on, in their order.
std::span<const KeyRecord> KeysFrom(std::span<const KeyRecord> keys, std::uint32_t hash);

// `out` is in ascending order of word.
void FindSimilarWords(const CompiledList::Impl& list, Word word, Kind kind, LookupScratch& scratch,
                      std::vector<WordHit>& out);

}  // namespace match
