#include "match/lookup.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "base/limits.h"
#include "match/tables.h"
#include "text/distance.h"
#include "text/keys.h"

namespace match {
namespace {

using Candidates = std::vector<WordCandidate>;

void AddForm(const CompiledList::Impl& list, std::string_view form, Candidates& out) {
  const auto [first, last] = list.WordsWithForm(form);
  SharedKeys keys;
  keys.known = true;
  for (std::uint32_t w = first; w < last; ++w) out.push_back({w, keys});
}

// The words under a key; the key's hash may be another key's too, so each is looked at.
template <typename KeyOf>
void AddKey(const CompiledList::Impl& list, std::span<const KeyRecord> keys, const std::string& key,
            const KeyOf& key_of, SharedKeys shared, Candidates& out) {
  if (key.empty()) return;
  const std::uint32_t hash = KeyHash(key);
  auto it = std::partition_point(keys.begin(), keys.end(), [&](const KeyRecord& k) { return k.hash < hash; });
  for (; it != keys.end() && it->hash == hash; ++it) {
    if (key_of(list.Form(it->value)) == key) out.push_back({it->value, shared});
  }
}

void AddKnownNames(const CompiledList::Impl& list, std::string_view form, Candidates& out) {
  const Tables& t = GetTables();
  const auto known = t.known_names.find(form);
  if (known == t.known_names.end()) return;
  for (const std::string& member : known->second) AddForm(list, member, out);
}

// Business words with the same canonical word.
void AddMeaning(const CompiledList::Impl& list, Word word, Candidates& out) {
  const std::string_view canonical = CanonicalOf(word.form, word.surface);
  if (canonical.empty()) return;
  const std::uint32_t hash = KeyHash(canonical);
  auto it = std::partition_point(list.meaning_keys.begin(), list.meaning_keys.end(),
                                 [&](const KeyRecord& k) { return k.hash < hash; });
  SharedKeys keys;
  keys.known = true;
  for (; it != list.meaning_keys.end() && it->hash == hash; ++it) out.push_back({it->value, keys});
}

// The words [first, last) whose length is within the edit limit of `length`.
std::pair<std::uint32_t, std::uint32_t> WordsOfLength(const CompiledList::Impl& list, std::size_t length) {
  std::size_t shortest = length;
  while (shortest > 1 && length - (shortest - 1) <= static_cast<std::size_t>(EditLimit(length))) --shortest;
  std::size_t longest = length;
  while (longest + 1 - length <= static_cast<std::size_t>(EditLimit(longest + 1))) ++longest;
  const auto first = std::partition_point(list.words.begin(), list.words.end(),
                                          [&](const WordRecord& w) { return w.form_bytes < shortest; });
  const auto last = std::partition_point(first, list.words.end(),
                                         [&](const WordRecord& w) { return w.form_bytes <= longest; });
  return {static_cast<std::uint32_t>(first - list.words.begin()),
          static_cast<std::uint32_t>(last - list.words.begin())};
}

// Calls `on_word(word, count)` for each word of [first, last) that was counted `least` times or more. Most of
// the counts are small: eight at a time are passed over.
template <typename OnWord>
void ForCounted(const std::uint8_t* counts, std::uint32_t first, std::uint32_t last, unsigned least,
                const OnWord& on_word) {
  // Adding 128 - least sets the highest bit of a byte exactly where it is `least` or more: a word has fewer
  // than 128 trigrams.
  static_assert(base::kMaxWordLetters + 1 < 128);
  const std::uint64_t lift = 0x0101010101010101ULL * (128 - least);
  std::uint32_t w = first;
  while (w < last) {
    if (last - w >= 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, counts + w, 8);
      if (((eight + lift) & 0x8080808080808080ULL) == 0) {
        w += 8;
        continue;
      }
    }
    const std::uint32_t stop = std::min(last, w + 8);
    for (; w < stop; ++w) {
      if (counts[w] >= least) on_word(w, counts[w]);
    }
  }
}

// Words that share enough trigrams and are within the edit limit; lengths and letters are looked at first.
void AddByTrigrams(const CompiledList::Impl& list, std::string_view form, LookupScratch& scratch,
                   Candidates& out) {
  const text::EditPattern pattern(form);
  if (scratch.counts.size() < list.words.size()) scratch.counts.resize(list.words.size(), 0);
  text::Trigrams(form, scratch.grams);
  const auto [first, last] = WordsOfLength(list, form.size());
  if (first == last) return;
  std::uint8_t* counts = scratch.counts.data();
  for (unsigned g : scratch.grams) {
    const std::uint32_t* p = list.trigram_words.data() + list.trigram_offsets[g];
    const std::uint32_t* stop = list.trigram_words.data() + list.trigram_offsets[g + 1];
    p = std::lower_bound(p, stop, first);
    stop = std::lower_bound(p, stop, last);
    for (; p != stop; ++p) ++counts[*p];
  }
  const std::uint32_t letters = LettersOf(form);
  const int least = TrigramsNeeded(form.size());
  ForCounted(counts, first, last, static_cast<unsigned>(least), [&](std::uint32_t word, int shared) {
    const WordRecord& record = list.words[word];
    const std::size_t longer = std::max<std::size_t>(record.form_bytes, form.size());
    if (shared < TrigramsNeeded(longer)) return;
    const int limit = EditLimit(longer);
    const int gap = std::abs(static_cast<int>(record.form_bytes) - static_cast<int>(form.size()));
    if (gap > limit || CountBits(record.letters ^ letters) > 2 * limit) return;
    if (!pattern.Within(list.Form(word), limit)) return;
    SharedKeys keys;
    keys.trigrams = true;
    keys.within_limit = true;
    out.push_back({word, keys});
  });
  std::memset(counts + first, 0, last - first);
}

// One entry a word, with all the keys it was found by.
void Unite(Candidates& candidates) {
  std::sort(candidates.begin(), candidates.end(),
            [](const WordCandidate& a, const WordCandidate& b) { return a.word < b.word; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (kept > 0 && candidates[kept - 1].word == candidates[i].word) {
      SharedKeys& keys = candidates[kept - 1].keys;
      keys.trigrams = keys.trigrams || candidates[i].keys.trigrams;
      keys.within_limit = keys.within_limit || candidates[i].keys.within_limit;
      keys.consonants = keys.consonants || candidates[i].keys.consonants;
      keys.sounds = keys.sounds || candidates[i].keys.sounds;
      keys.known = keys.known || candidates[i].keys.known;
    } else {
      candidates[kept++] = candidates[i];
    }
  }
  candidates.resize(kept);
}

}  // namespace

void FindSimilarWords(const CompiledList::Impl& list, Word word, Kind kind, LookupScratch& scratch,
                      std::vector<WordHit>& out) {
  out.clear();
  Candidates& candidates = scratch.candidates;
  candidates.clear();
  AddForm(list, word.form, candidates);
  const bool number =
      std::all_of(word.form.begin(), word.form.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number) {
    AddByTrigrams(list, word.form, scratch, candidates);
    AddKey(list, list.consonant_keys, ConsonantKeyOf(word.form), ConsonantKeyOf, {.consonants = true},
           candidates);
    AddKey(list, list.sound_keys, SoundKeyOf(word.form), SoundKeyOf, {.sounds = true}, candidates);
    if (kind == Kind::kPerson) {
      AddKnownNames(list, word.form, candidates);
    } else {
      AddMeaning(list, word, candidates);
    }
  }
  Unite(candidates);
  for (const WordCandidate& c : candidates) {
    const TokenMatch match = TokenSimilarity(word, {list.Form(c.word), list.Surface(c.word)}, kind, c.keys);
    if (match.similarity > 0) out.push_back({c.word, match});
  }
}

}  // namespace match
