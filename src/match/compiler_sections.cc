#include <algorithm>

#include "base/check.h"
#include "match/acronym.h"
#include "match/compiled.h"
#include "match/compiler_impl.h"
#include "match/tables.h"
#include "match/word_keys.h"
#include "text/keys.h"

namespace match {
namespace {

template <typename T>
std::string_view BytesOf(const std::vector<T>& records) {
  return {reinterpret_cast<const char*>(records.data()), records.size() * sizeof(T)};
}

bool Indexed(const Token& t) {
  return IsContent(t.token_class) && t.token_class != TokenClass::kInitial;
}

}  // namespace

void ListCompiler::Impl::WriteEntities() {
  std::vector<EntityRecord> records;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const Listed& e = entities[i];
    records.push_back({e.payload, e.payload_bytes, e.list, e.schema.index(),
                       static_cast<std::uint32_t>(prepared[i].names.size())});
  }
  Set(Section::kEntities, BytesOf(records));
  Set(Section::kPayload, payload);
}

void ListCompiler::Impl::WriteNames() {
  std::vector<NameRecord> records;
  std::vector<NameTokenRecord> tokens;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const PreparedName& p = NameAt(i);
    NameRecord r{};
    r.entity = names[i].entity;
    r.first_token = static_cast<std::uint32_t>(tokens.size());
    r.tokens = static_cast<std::uint16_t>(p.name.tokens.size());
    r.value = p.value;
    r.reading = p.reading;
    r.weak = p.weak ? 1 : 0;
    r.content_weight = p.name.content_weight;
    records.push_back(r);
    const std::uint32_t* word = token_words.data() + names[i].first_token;
    for (const Token& t : p.name.tokens)
      tokens.push_back({*word++, static_cast<std::uint8_t>(t.token_class), t.tag, t.bits,
                        static_cast<std::uint8_t>((t.trade ? 1 : 0) | (t.syllable ? 2 : 0))});
  }
  Set(Section::kNames, BytesOf(records));
  Set(Section::kNameTokens, BytesOf(tokens));
}

void ListCompiler::Impl::WriteWords() {
  std::vector<WordRecord> records;
  std::string text;
  for (const WordKey& w : words) {
    WordRecord r{};
    r.text = static_cast<std::uint32_t>(text.size());
    r.form_bytes = static_cast<std::uint8_t>(w.form.size());
    r.surface_bytes = static_cast<std::uint8_t>(w.surface.size());
    CHECK(r.form_bytes == w.form.size() && r.surface_bytes == w.surface.size());
    r.person_bits = PersonBits(w.form);
    r.organization_bits = OrganizationBits(w.form, w.surface);
    r.letters = LettersOf(w.form);
    records.push_back(r);
    text += w.form;
    text += w.surface;
  }
  std::size_t slots = 16;
  while (slots < 2 * words.size()) slots *= 2;
  std::vector<std::uint32_t> table(slots, 0);
  for (std::uint32_t w = 0; w < words.size(); ++w) {
    if (w > 0 && words[w].form == words[w - 1].form) continue;
    std::size_t slot = base::Hash64(words[w].form) & (slots - 1);
    while (table[slot] != 0) slot = (slot + 1) & (slots - 1);
    table[slot] = w + 1;
  }
  Set(Section::kWords, BytesOf(records));
  Set(Section::kWordText, text);
  Set(Section::kWordTable, BytesOf(table));
}

void ListCompiler::Impl::WriteTrigrams() {
  std::vector<std::uint32_t> offsets(text::kTrigramSpace + 1, 0);
  std::vector<unsigned> grams;
  for (const WordKey& w : words) {
    text::Trigrams(w.form, grams);
    for (unsigned g : grams) ++offsets[g + 1];
  }
  for (std::size_t g = 1; g < offsets.size(); ++g) offsets[g] += offsets[g - 1];
  std::vector<std::uint32_t> next(offsets.begin(), offsets.end() - 1);
  std::vector<std::uint32_t> postings(offsets.back());
  for (std::uint32_t w = 0; w < words.size(); ++w) {
    text::Trigrams(words[w].form, grams);
    for (unsigned g : grams) postings[next[g]++] = w;
  }
  Set(Section::kTrigramOffsets, BytesOf(offsets));
  Set(Section::kTrigramWords, BytesOf(postings));
}

void ListCompiler::Impl::WriteKeys() {
  std::vector<KeyRecord> consonants;
  std::vector<KeyRecord> sounds;
  std::vector<KeyRecord> meanings;
  for (std::uint32_t w = 0; w < words.size(); ++w) {
    for (const std::string& key : ConsonantKeys({words[w].form, words[w].surface}))
      consonants.push_back({KeyHash(key), w});
    const std::string sound = SoundKeyOf(words[w].form);
    if (!sound.empty()) sounds.push_back({KeyHash(sound), w});
    const std::string_view canonical = CanonicalOf(words[w].form, words[w].surface);
    if (!canonical.empty()) meanings.push_back({KeyHash(RelatedOf(canonical)), w});
  }
  const auto order = [](const KeyRecord& a, const KeyRecord& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.value < b.value;
  };
  std::sort(consonants.begin(), consonants.end(), order);
  std::sort(sounds.begin(), sounds.end(), order);
  std::sort(meanings.begin(), meanings.end(), order);
  Set(Section::kConsonantKeys, BytesOf(consonants));
  Set(Section::kSoundKeys, BytesOf(sounds));
  Set(Section::kMeaningKeys, BytesOf(meanings));
}

void ListCompiler::Impl::WritePostings() {
  // Once to count, once to fill; a word that a name holds twice is posted once.
  std::vector<std::uint32_t> offsets(words.size() + 1, 0);
  std::vector<std::uint32_t> postings;
  std::vector<std::uint32_t> next;
  std::vector<std::uint32_t> last(words.size(), 0);
  for (const bool fill : {false, true}) {
    std::fill(last.begin(), last.end(), 0U);
    for (std::uint32_t n = 0; n < names.size(); ++n) {
      const std::uint32_t* word = token_words.data() + names[n].first_token;
      for (const Token& t : NameAt(n).name.tokens) {
        const std::uint32_t w = *word++;
        if (!Indexed(t) || last[w] == n + 1) continue;
        last[w] = n + 1;
        if (fill) {
          postings[next[w]++] = n;
        } else {
          ++offsets[w + 1];
        }
      }
    }
    if (fill) break;
    for (std::size_t w = 1; w < offsets.size(); ++w) offsets[w] += offsets[w - 1];
    next.assign(offsets.begin(), offsets.end() - 1);
    postings.resize(offsets.back());
  }
  Set(Section::kPostingOffsets, BytesOf(offsets));
  Set(Section::kPostings, BytesOf(postings));
}

// Every two or three neighbouring words of a name written as one, by their consonants, and the acronyms of an
// organisation's.
void ListCompiler::Impl::WriteJoins() {
  std::vector<KeyRecord> joins;
  std::vector<TokenView> views;
  std::vector<AcronymRun> runs;
  for (std::uint32_t n = 0; n < names.size(); ++n) {
    const std::vector<Token>& tokens = NameAt(n).name.tokens;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      std::string joined = tokens[i].form;
      bool native = IsNative(tokens[i].surface);
      for (std::size_t k = i + 1; k < tokens.size() && k < i + 3; ++k) {
        joined += tokens[k].form;
        native = native || IsNative(tokens[k].surface);
        joins.push_back({JoinHash(joined, JoinKeyOf(joined), native), n});
      }
    }
    if (NameAt(n).name.kind != Kind::kOrganization) continue;
    views.clear();
    runs.clear();
    for (const Token& t : tokens) views.push_back(ViewOf(t));
    AcronymRuns(views, runs);
    for (const AcronymRun& run : runs)
      joins.push_back({JoinHash(run.letters, JoinKeyOf(run.letters), false), n});
  }
  std::sort(joins.begin(), joins.end(), [](const KeyRecord& a, const KeyRecord& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.value < b.value;
  });
  joins.erase(std::unique(joins.begin(), joins.end(),
                          [](const KeyRecord& a, const KeyRecord& b) {
                            return a.hash == b.hash && a.value == b.value;
                          }),
              joins.end());
  Set(Section::kJoins, BytesOf(joins));
}

void ListCompiler::Impl::WriteIdentifiers() {
  std::vector<IdentifierRecord> records;
  for (std::uint32_t e = 0; e < prepared.size(); ++e) {
    for (std::uint64_t hash : prepared[e].identifiers) records.push_back({hash, e});
  }
  std::sort(records.begin(), records.end(), [](const IdentifierRecord& a, const IdentifierRecord& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.entity < b.entity;
  });
  Set(Section::kIdentifiers, BytesOf(records));
}

}  // namespace match
