#pragma once
// Block, first step: the words of a compiled list that are alike to one word of a party, with TokenSimilarity
// for each. Exactly the words for which TokenSimilarity is above 0, found by the keys that define it (same
// form, trigrams, consonants, sounds, known variants): never by going through all words. Typically 10–100 µs
// for a new word; Scratch remembers words that come again.

#include <array>
#include <span>
#include <vector>

#include "base/limits.h"
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

// The words of one length, against the word that is looked up.
struct LengthClass {
  std::uint32_t first;
  std::uint32_t last;
  int limit;    // EditLimit
  int gap;      // between the two lengths
  int least;    // trigrams that words within the limit share at least, of those that are counted
  int skipped;  // so many of the longest lists of trigrams need not be counted
};

// Counters of one thread's look-ups in one list, sized to the list at first use.
struct LookupScratch {
  // Words of n letters are [length_begins[n], length_begins[n + 1]); n goes a little beyond what a word has.
  std::array<std::uint32_t, base::kMaxWordLetters + 8> length_begins{};
  std::uint64_t list = 0;            // the serial of the list, once it is known
  std::vector<std::uint8_t> counts;  // shared trigrams by word; all 0 between look-ups
  std::vector<unsigned> grams;
  std::vector<LengthClass> classes;
  std::vector<std::uint32_t> counted;                 // words with enough trigrams
  std::vector<std::uint32_t> near;                    // those whose letters allow the limit
  std::vector<std::span<const std::uint32_t>> lists;  // words with each of the trigrams, the longest first
  std::vector<WordCandidate> candidates;
};

// The keys from `hash` on, in their order.
std::span<const KeyRecord> KeysFrom(std::span<const KeyRecord> keys, std::uint32_t hash);

// `out` is in ascending order of word.
void FindSimilarWords(const CompiledList::Impl& list, Word word, Kind kind, LookupScratch& scratch,
                      std::vector<WordHit>& out);

}  // namespace match
