#include "match/lookup.h"

#include <algorithm>

#include "match/tables.h"
#include "text/keys.h"

namespace match {
namespace {

void AddForm(const CompiledList::Impl& list, std::string_view form, std::vector<std::uint32_t>& out) {
  const auto [first, last] = list.WordsWithForm(form);
  for (std::uint32_t w = first; w < last; ++w) out.push_back(w);
}

void AddKey(std::span<const KeyRecord> keys, std::string_view key, std::vector<std::uint32_t>& out) {
  if (key.empty()) return;
  const std::uint32_t hash = KeyHash(key);
  auto it = std::partition_point(keys.begin(), keys.end(), [&](const KeyRecord& k) { return k.hash < hash; });
  for (; it != keys.end() && it->hash == hash; ++it) out.push_back(it->value);
}

void AddKnownNames(const CompiledList::Impl& list, std::string_view form, std::vector<std::uint32_t>& out) {
  const Tables& t = GetTables();
  const auto groups = t.name_groups.find(form);
  if (groups == t.name_groups.end()) return;
  for (std::uint32_t group : groups->second) {
    for (const std::string& member : t.groups[group]) AddForm(list, member, out);
  }
}

// Words of a length within the edit limit that share enough trigrams (token_similarity.h says how many are enough).
void AddByTrigrams(const CompiledList::Impl& list, std::string_view form, LookupScratch& scratch, std::vector<std::uint32_t>& out) {
  // The longest word that may still be within the limit has the largest limit, but never more than 3 edits.
  if (form.size() < 2) return;
  if (scratch.counts.size() < list.words.size()) scratch.counts.resize(list.words.size(), 0);
  text::Trigrams(form, scratch.grams);
  scratch.touched.clear();
  for (unsigned g : scratch.grams) {
    for (std::uint32_t p = list.trigram_offsets[g]; p < list.trigram_offsets[g + 1]; ++p) {
      const std::uint32_t word = list.trigram_words[p];
      const std::size_t length = list.words[word].form_bytes;
      const std::size_t gap = length > form.size() ? length - form.size() : form.size() - length;
      if (gap > static_cast<std::size_t>(EditLimit(std::max(length, form.size())))) continue;
      if (scratch.counts[word]++ == 0) scratch.touched.push_back(word);
    }
  }
  for (std::uint32_t word : scratch.touched) {
    const std::size_t longer = std::max<std::size_t>(list.words[word].form_bytes, form.size());
    if (scratch.counts[word] >= TrigramsNeeded(longer)) out.push_back(word);
    scratch.counts[word] = 0;
  }
}

}  // namespace

void FindSimilarWords(const CompiledList::Impl& list, Word word, Kind kind, LookupScratch& scratch, std::vector<WordHit>& out) {
  out.clear();
  std::vector<std::uint32_t>& candidates = scratch.candidates;
  candidates.clear();
  AddForm(list, word.form, candidates);
  const bool number = std::all_of(word.form.begin(), word.form.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number) {
    AddByTrigrams(list, word.form, scratch, candidates);
    AddKey(list.consonant_keys, ConsonantKeyOf(word.form), candidates);
    AddKey(list.sound_keys, SoundKeyOf(word.form), candidates);
    if (kind == Kind::kPerson) AddKnownNames(list, word.form, candidates);
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  for (std::uint32_t w : candidates) {
    const TokenMatch match = TokenSimilarity(word, {list.Form(w), list.Surface(w)}, kind);
    if (match.similarity > 0) out.push_back({w, match});
  }
}

}  // namespace match
