#include "match/lookup.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "match/tables.h"
#include "match/word_keys.h"
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

// Calls `on_word` for each word under a key, and for some whose key has the same hash.
template <typename OnWord>
void ForWordsUnder(std::span<const KeyRecord> keys, std::string_view key, const OnWord& on_word) {
  if (key.empty()) return;
  const std::uint32_t hash = KeyHash(key);
  for (const KeyRecord& k : KeysFrom(keys, hash)) {
    if (k.hash != hash) return;
    on_word(k.value);
  }
}

void AddConsonants(const CompiledList::Impl& list, Word word, Candidates& out) {
  const std::string own = ConsonantKeyOf(word.form);
  for (const std::string& key : ConsonantKeys(word)) {
    ForWordsUnder(list.consonant_keys, key, [&](std::uint32_t w) {
      const Word other{list.Form(w), list.Surface(w)};
      const std::string theirs = ConsonantKeyOf(other.form);
      if (!own.empty() && theirs == own) {
        if (key == own) out.push_back({w, {.consonants = true}});
      } else if (theirs == key || (HasOtherKeys(other) && ConsonantKeys(other).Contains(key))) {
        out.push_back({w, {.customs = true}});
      }
    });
  }
}

void AddSounds(const CompiledList::Impl& list, std::string_view form, Candidates& out) {
  const std::string key = SoundKeyOf(form);
  ForWordsUnder(list.sound_keys, key, [&](std::uint32_t w) {
    if (SoundKeyOf(list.Form(w)) == key) out.push_back({w, {.sounds = true}});
  });
}

void AddKnownNames(const CompiledList::Impl& list, std::string_view form, Candidates& out) {
  const Tables& t = GetTables();
  const auto known = t.known_names.find(form);
  if (known == t.known_names.end()) return;
  for (const std::string& member : known->second) AddForm(list, member, out);
}

// Business words with the same canonical word, or a related one.
void AddMeaning(const CompiledList::Impl& list, Word word, Candidates& out) {
  const std::string_view canonical = CanonicalOf(word.form, word.surface);
  if (canonical.empty()) return;
  const std::uint32_t hash = KeyHash(RelatedOf(canonical));
  auto it = std::partition_point(list.meaning_keys.begin(), list.meaning_keys.end(),
                                 [&](const KeyRecord& k) { return k.hash < hash; });
  SharedKeys keys;
  keys.known = true;
  for (; it != list.meaning_keys.end() && it->hash == hash; ++it) out.push_back({it->value, keys});
}

constexpr std::size_t kMostGap = 3;  // the largest EditLimit
// Words that share one trigram or two are very many.
constexpr int kWorthCounting = 3;

// An insertion parts the letters of two trigrams at most, another letter or a deletion those of three, an
// exchange of neighbours those of four. So words of lengths that differ by `gap`, of which one has `distinct`
// trigrams, share so many at least when they are within `limit` edits: `gap` of the edits are insertions into
// the shorter word.
int LeastShared(int distinct, int gap, int limit, bool longer) {
  return distinct - (longer ? 2 : 3) * gap - 4 * (limit - gap);
}

void FindLengths(const CompiledList::Impl& list, LookupScratch& scratch) {
  auto word = list.words.begin();
  for (std::size_t n = 0; n < scratch.length_begins.size(); ++n) {
    word =
        std::partition_point(word, list.words.end(), [&](const WordRecord& w) { return w.form_bytes < n; });
    scratch.length_begins[n] = static_cast<std::uint32_t>(word - list.words.begin());
  }
  scratch.list = list.serial;
}

// The lengths of words within the edit limit of a word of `length` letters and `distinct` trigrams.
void ClassesNear(std::size_t length, int distinct, LookupScratch& scratch) {
  std::vector<LengthClass>& out = scratch.classes;
  out.clear();
  const std::size_t most = std::min(length + kMostGap, scratch.length_begins.size() - 2);
  for (std::size_t other = length > kMostGap ? length - kMostGap : 1; other <= most; ++other) {
    const std::size_t longer = std::max(length, other);
    LengthClass c{};
    c.first = scratch.length_begins[other];
    c.last = scratch.length_begins[other + 1];
    c.limit = EditLimit(longer);
    c.gap = static_cast<int>(longer - std::min(length, other));
    if (c.gap > c.limit || c.first == c.last) continue;
    const int needed = TrigramsNeeded(longer);
    const int shared = LeastShared(distinct, c.gap, c.limit, other > length);
    c.skipped = std::max(0, shared - std::max(needed, kWorthCounting));
    c.least = std::max(needed, shared - c.skipped);
    out.push_back(c);
  }
}

// Counts, for the words of all classes, which trigrams of the list they have.
void CountTrigrams(const CompiledList::Impl& list, std::uint32_t first, std::uint32_t last,
                   LookupScratch& scratch) {
  std::vector<std::span<const std::uint32_t>>& lists = scratch.lists;
  lists.clear();
  for (unsigned g : scratch.grams) {
    const std::uint32_t* p = list.trigram_words.data() + list.trigram_offsets[g];
    const std::uint32_t* stop = list.trigram_words.data() + list.trigram_offsets[g + 1];
    p = std::lower_bound(p, stop, first);
    lists.emplace_back(p, std::lower_bound(p, stop, last));
  }
  std::sort(lists.begin(), lists.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::uint8_t* counts = scratch.counts.data();
  int most_skipped = 0;
  for (const LengthClass& c : scratch.classes) most_skipped = std::max(most_skipped, c.skipped);
  for (int i = 0; i < static_cast<int>(lists.size()); ++i) {
    const std::uint32_t* p = lists[static_cast<std::size_t>(i)].data();
    const std::uint32_t* const stop = p + lists[static_cast<std::size_t>(i)].size();
    if (i >= most_skipped) {
      for (; p != stop; ++p) ++counts[*p];
      continue;
    }
    for (const LengthClass& c : scratch.classes) {
      const std::uint32_t* const end = std::lower_bound(p, stop, c.last);
      if (i < c.skipped) {
        p = end;
      } else {
        for (; p != end; ++p) ++counts[*p];
      }
    }
  }
}

// 64 counts at a time, of which most are small.
constexpr std::uint32_t kBlock = 64;
bool AnyCounted(const std::uint8_t* counts, std::uint8_t least) {
  using Lane = std::uint8_t __attribute__((vector_size(16)));
  Lane wanted;
  std::memset(&wanted, least, sizeof wanted);
  Lane lanes[kBlock / sizeof(Lane)];
  std::memcpy(lanes, counts, kBlock);
  const auto found =
      (lanes[0] >= wanted) | (lanes[1] >= wanted) | (lanes[2] >= wanted) | (lanes[3] >= wanted);
  std::uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

// Calls `on_word(word)` for each word of [first, last) that was counted `least` times or more.
template <typename OnWord>
void ForCounted(const std::uint8_t* counts, std::uint32_t first, std::uint32_t last, std::uint8_t least,
                const OnWord& on_word) {
  for (std::uint32_t w = first; w < last;) {
    const std::uint32_t stop = std::min(last, w + kBlock);
    if (stop - w == kBlock && !AnyCounted(counts + w, least)) {
      w = stop;
      continue;
    }
    for (; w < stop; ++w) {
      if (counts[w] >= least) on_word(w);
    }
  }
}

// One edit takes away one letter at most and brings one at most; `gap` of the edits only bring one to the
// shorter word.
bool LettersAllow(std::uint32_t shorter, std::uint32_t longer, int gap, int limit) {
  return CountBits(longer & ~shorter) <= limit && CountBits(shorter & ~longer) <= limit - gap;
}

// Words that share enough trigrams and are within the edit limit; lengths and letters are looked at first.
// Words lie far apart: each step fetches what the next will read of them.
void AddByTrigrams(const CompiledList::Impl& list, std::string_view form, LookupScratch& scratch,
                   Candidates& out) {
  text::Trigrams(form, scratch.grams);
  if (scratch.list != list.serial) FindLengths(list, scratch);
  ClassesNear(form.size(), static_cast<int>(scratch.grams.size()), scratch);
  if (scratch.classes.empty()) return;
  const std::uint32_t first = scratch.classes.front().first;
  const std::uint32_t last = scratch.classes.back().last;
  if (scratch.counts.size() < list.words.size()) scratch.counts.resize(list.words.size(), 0);
  CountTrigrams(list, first, last, scratch);
  const std::uint8_t* counts = scratch.counts.data();
  const text::EditPattern pattern(form);
  const std::uint32_t letters = LettersOf(form);
  SharedKeys keys;
  keys.trigrams = true;
  keys.within_limit = true;
  for (const LengthClass& c : scratch.classes) {
    scratch.counted.clear();
    ForCounted(counts, c.first, c.last, static_cast<std::uint8_t>(c.least), [&](std::uint32_t word) {
      __builtin_prefetch(&list.words[word]);
      scratch.counted.push_back(word);
    });
    const bool longer = list.words[c.first].form_bytes > form.size();
    scratch.near.clear();
    for (const std::uint32_t word : scratch.counted) {
      const WordRecord& record = list.words[word];
      if (!LettersAllow(longer ? letters : record.letters, longer ? record.letters : letters, c.gap, c.limit))
        continue;
      __builtin_prefetch(list.word_text.data() + record.text);
      scratch.near.push_back(word);
    }
    for (const std::uint32_t word : scratch.near) {
      if (pattern.Within(list.Form(word), c.limit)) out.push_back({word, keys});
    }
  }
  std::memset(scratch.counts.data() + first, 0, last - first);
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
      keys.customs = keys.customs || candidates[i].keys.customs;
      keys.sounds = keys.sounds || candidates[i].keys.sounds;
      keys.known = keys.known || candidates[i].keys.known;
    } else {
      candidates[kept++] = candidates[i];
    }
  }
  candidates.resize(kept);
}

}  // namespace

std::span<const KeyRecord> KeysFrom(std::span<const KeyRecord> keys, std::uint32_t hash) {
  return {std::partition_point(keys.begin(), keys.end(), [&](const KeyRecord& k) { return k.hash < hash; }),
          keys.end()};
}

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
    AddConsonants(list, word, candidates);
    AddSounds(list, word.form, candidates);
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
