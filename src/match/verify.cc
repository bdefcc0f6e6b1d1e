#include "match/verify.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "match/payload.h"

namespace match {
namespace {

base::Error Damaged(const char* what) {
  return base::Corrupt(fmt::format("damaged: {} point outside their section; compile the list again", what));
}

bool Ascending(std::span<const std::uint32_t> offsets, std::size_t end) {
  if (offsets.empty() || offsets.front() != 0 || offsets.back() != end) return false;
  return std::is_sorted(offsets.begin(), offsets.end());
}

bool AllBelow(std::span<const std::uint32_t> values, std::size_t limit) {
  return std::all_of(values.begin(), values.end(), [&](std::uint32_t v) { return v < limit; });
}

bool KeysBelow(std::span<const KeyRecord> keys, std::size_t limit) {
  return std::all_of(keys.begin(), keys.end(), [&](const KeyRecord& k) { return k.value < limit; });
}

bool EntitiesSound(const CompiledList::Impl& impl) {
  for (const EntityRecord& e : impl.entities) {
    if (e.list >= impl.lists.size() || e.schema >= entity::SchemaNames().size()) return false;
    if (e.payload > impl.payload.size() || e.payload_bytes > impl.payload.size() - e.payload) return false;
    const std::string_view bytes = impl.payload.substr(e.payload, e.payload_bytes);
    if (!ReadPayload(bytes, entity::Schema(static_cast<std::uint8_t>(e.schema)))) return false;
  }
  return true;
}

bool NamesSound(const CompiledList::Impl& impl) {
  const std::uint32_t* sections = impl.header->name_sections;
  if (sections[0] > sections[1] || sections[1] > impl.names.size()) return false;
  for (std::size_t i = 0; i < impl.names.size(); ++i) {
    const NameRecord& n = impl.names[i];
    if (n.entity >= impl.entities.size() || n.tokens == 0 || n.tokens > base::kMaxNameTokens) return false;
    if (n.first_token > impl.name_tokens.size() || n.tokens > impl.name_tokens.size() - n.first_token)
      return false;
    if (!(n.content_weight >= 0)) return false;
    const bool first_of_section = i == 0 || i == sections[0] || i == sections[1];
    if (!first_of_section && n.content_weight < impl.names[i - 1].content_weight) return false;
  }
  for (const NameTokenRecord& t : impl.name_tokens) {
    if (t.word >= impl.words.size() || t.token_class > static_cast<std::uint8_t>(TokenClass::kStop) ||
        t.bits > 16) {
      return false;
    }
  }
  return true;
}

bool WordsSound(const CompiledList::Impl& impl) {
  std::uint8_t last = 0;
  for (const WordRecord& w : impl.words) {
    const std::size_t bytes = static_cast<std::size_t>(w.form_bytes) + w.surface_bytes;
    if (w.form_bytes < last) return false;
    last = w.form_bytes;
    if (w.form_bytes == 0 || w.text > impl.word_text.size() || bytes > impl.word_text.size() - w.text)
      return false;
  }
  const std::size_t slots = impl.word_table.size();
  if (slots == 0 || (slots & (slots - 1)) != 0) return false;
  return AllBelow(impl.word_table, impl.words.size() + 1);
}

}  // namespace

base::Status VerifyStructure(const CompiledList::Impl& impl) {
  if (!EntitiesSound(impl)) return Damaged("entities");
  if (!WordsSound(impl)) return Damaged("words");
  if (!NamesSound(impl)) return Damaged("names");
  if (impl.trigram_offsets.size() != text::kTrigramSpace + 1 ||
      !Ascending(impl.trigram_offsets, impl.trigram_words.size()) ||
      !AllBelow(impl.trigram_words, impl.words.size())) {
    return Damaged("trigrams");
  }
  if (!KeysBelow(impl.consonant_keys, impl.words.size()) || !KeysBelow(impl.sound_keys, impl.words.size()) ||
      !KeysBelow(impl.meaning_keys, impl.words.size())) {
    return Damaged("keys");
  }
  if (impl.posting_offsets.size() != impl.words.size() + 1 ||
      !Ascending(impl.posting_offsets, impl.postings.size()) || !AllBelow(impl.postings, impl.names.size())) {
    return Damaged("postings");
  }
  if (!KeysBelow(impl.joins, impl.names.size())) return Damaged("joined words");
  for (const IdentifierRecord& id : impl.identifiers) {
    if (id.entity >= impl.entities.size()) return Damaged("identifiers");
  }
  return base::Ok();
}

}  // namespace match
