#pragma once
// The inside of CompiledList: typed views of the sections. Only for this room.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/layout.h"
#include "match/match.h"
#include "match/name.h"
#include "match/token_similarity.h"

namespace match {

// Names [first, last).
struct NameRange {
  std::uint32_t first;
  std::uint32_t last;
};

struct CompiledList::Impl {
  std::span<const std::byte> bytes;
  std::uint64_t serial =
      0;  // of this process; working memory is kept by it, as other lists may come to lie at the same place
  const Header* header = nullptr;
  std::vector<ListInfo> lists;
  std::span<const EntityRecord> entities;
  std::span<const NameRecord> names;
  std::span<const NameTokenRecord> name_tokens;
  std::span<const WordRecord> words;
  std::string_view word_text;
  std::span<const std::uint32_t>
      word_table;  // open addressing by Hash64(form); 0 is empty, else word number + 1
  std::span<const std::uint32_t> trigram_offsets;
  std::span<const std::uint32_t> trigram_words;
  std::span<const KeyRecord> consonant_keys;
  std::span<const KeyRecord> sound_keys;
  std::span<const KeyRecord> meaning_keys;  // by RelatedOf the canonical business word
  std::span<const std::uint32_t> posting_offsets;
  std::span<const std::uint32_t> postings;
  std::span<const KeyRecord> joins;
  std::span<const IdentifierRecord> identifiers;
  std::string_view payload;

  std::string_view Form(std::uint32_t word) const {
    const WordRecord& w = words[word];
    return word_text.substr(w.text, w.form_bytes);
  }
  std::string_view Surface(std::uint32_t word) const {
    const WordRecord& w = words[word];
    return word_text.substr(static_cast<std::size_t>(w.text) + w.form_bytes, w.surface_bytes);
  }
  // The words with this form: [first, last).
  std::pair<std::uint32_t, std::uint32_t> WordsWithForm(std::string_view form) const;

  // The numbers of the names of a kind: [first, last).
  NameRange NamesOf(Kind kind) const;
  // Persons' names that hold an initial, which may stand for any word of its letter.
  NameRange NamesWithInitials() const { return {header->name_sections[0], header->name_sections[1]}; }
  // The rest of a kind, in ascending order of content weight.
  NameRange NamesWithoutInitials(Kind kind) const;
  // The first name of a range in ascending order of content weight that weighs more than `weight`.
  std::uint32_t FirstHeavier(NameRange range, double weight) const;

  std::string_view PayloadOf(std::uint32_t entity) const;
  entity::Schema SchemaOf(std::uint32_t entity) const {
    return entity::Schema(static_cast<std::uint8_t>(entities[entity].schema));
  }
};

std::uint32_t KeyHash(std::string_view key);

// List infos as bytes and back; `ReadInfos` fails on anything else.
std::string WriteInfos(const std::vector<ListInfo>& lists);
bool ReadInfos(std::string_view bytes, std::vector<ListInfo>& lists);

}  // namespace match
