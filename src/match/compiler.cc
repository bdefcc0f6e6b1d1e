#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <numeric>
#include <thread>
#include <unordered_map>

#include "base/check.h"
#include "base/hash.h"
#include "base/limits.h"
#include "crypto/digest.h"
#include "match/compiled.h"
#include "match/pairing.h"
#include "match/payload.h"
#include "match/tables.h"

namespace match {
namespace {

struct Listed {
  entity::Schema schema;
  std::uint32_t list = 0;
  std::uint64_t payload = 0;
  std::uint32_t payload_bytes = 0;
};

// What the preparation of one entity gives, on whatever thread.
struct Prepared {
  std::vector<PreparedName> names;
  std::vector<std::uint64_t> identifiers;
};

struct WordKey {
  std::string_view form;
  std::string_view surface;
  bool operator==(const WordKey&) const = default;
};
struct WordKeyHash {
  std::size_t operator()(const WordKey& k) const {
    return base::Hash64(k.form) ^ (base::Hash64(k.surface) * 31);
  }
};

struct NameRef {
  std::uint32_t entity;
  std::uint32_t name;     // within the entity
  std::uint32_t section;  // layout.h
  float content_weight;
  std::uint64_t first_token;  // in token_words
};

template <typename T>
std::string_view BytesOf(const std::vector<T>& records) {
  return {reinterpret_cast<const char*>(records.data()), records.size() * sizeof(T)};
}

bool Indexed(const Token& t) {
  return IsContent(t.token_class) && t.token_class != TokenClass::kInitial;
}

// The order in which names are numbered (layout.h).
std::uint32_t SectionOf(const Name& name) {
  if (name.kind == Kind::kOrganization) return 2;
  return std::any_of(name.tokens.begin(), name.tokens.end(),
                     [](const Token& t) { return t.token_class == TokenClass::kInitial; })
             ? 1
             : 0;
}

// Runs `work(begin, end)` over [0, n) on `threads` threads; the parts are fixed by n and the number of
// threads alone.
template <typename Work>
void InParallel(std::size_t n, unsigned threads, const Work& work) {
  threads = std::max(1U, std::min<unsigned>(threads, static_cast<unsigned>(n / 64 + 1)));
  if (threads == 1) {
    work(std::size_t{0}, n);
    return;
  }
  std::vector<std::jthread> pool;
  for (unsigned t = 0; t < threads; ++t) {
    pool.emplace_back([&, t] { work(n * t / threads, n * (t + 1) / threads); });
  }
}

}  // namespace

struct ListCompiler::Impl {
  std::vector<ListInfo> lists;
  std::vector<Listed> entities;
  std::string payload;

  // Filled by Finish, in this order.
  std::vector<Prepared> prepared;
  std::vector<NameRef> names;  // in the order of name numbers
  std::array<std::uint32_t, 2> name_sections{};
  std::vector<WordKey> words;
  std::vector<std::uint32_t> token_words;  // the word of every token, entity by entity, name by name
  std::array<std::string, kSectionCount> sections;

  std::string& section(Section s) { return sections[static_cast<std::size_t>(s)]; }
  void Set(Section s, std::string_view bytes) { section(s).assign(bytes); }
  const PreparedName& NameAt(std::size_t i) const { return prepared[names[i].entity].names[names[i].name]; }

  void Prepare(unsigned threads);
  void NumberNames();
  void NumberWords(std::uint64_t tokens);
  void WriteEntities();
  void WriteNames();
  void WriteWords();
  void WriteTrigrams();
  void WriteKeys();
  void WritePostings();
  void WriteJoins();
  void WriteIdentifiers();
  std::string Assemble();
};

void ListCompiler::Impl::Prepare(unsigned threads) {
  prepared.resize(entities.size());
  InParallel(entities.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Listed& listed = entities[i];
      const std::optional<entity::Entity> entity =
          ReadPayload(std::string_view(payload).substr(listed.payload, listed.payload_bytes), listed.schema);
      CHECK(entity.has_value());
      Prepared& out = prepared[i];
      for (Kind kind : KindsOf(listed.schema)) {
        for (PreparedName& name : PrepareNames(*entity, kind)) out.names.push_back(std::move(name));
      }
      out.identifiers = IdentifierHashes(FactsOf(*entity));
    }
  });
}

void ListCompiler::Impl::NumberNames() {
  std::uint64_t tokens = 0;
  for (std::uint32_t e = 0; e < prepared.size(); ++e) {
    for (std::uint32_t n = 0; n < prepared[e].names.size(); ++n) {
      const Name& name = prepared[e].names[n].name;
      const std::uint32_t section = SectionOf(name);
      names.push_back({e, n, section, name.content_weight, tokens});
      tokens += name.tokens.size();
      if (section == 0) ++name_sections[0];
      if (section <= 1) ++name_sections[1];
    }
  }
  NumberWords(tokens);
  std::stable_sort(names.begin(), names.end(), [](const NameRef& a, const NameRef& b) {
    return a.section != b.section ? a.section < b.section : a.content_weight < b.content_weight;
  });
}

// Numbers the words in order of length, form and surface, and remembers the number of every token's word.
void ListCompiler::Impl::NumberWords(std::uint64_t tokens) {
  std::unordered_map<WordKey, std::uint32_t, WordKeyHash> seen;
  token_words.reserve(tokens);
  for (const Prepared& p : prepared) {
    for (const PreparedName& n : p.names) {
      for (const Token& t : n.name.tokens) {
        const auto [it, added] =
            seen.try_emplace(WordKey{t.form, t.surface}, static_cast<std::uint32_t>(words.size()));
        if (added) words.push_back(it->first);
        token_words.push_back(it->second);
      }
    }
  }
  std::vector<std::uint32_t> order(words.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    const WordKey& a = words[x];
    const WordKey& b = words[y];
    if (a.form.size() != b.form.size()) return a.form.size() < b.form.size();
    return a.form != b.form ? a.form < b.form : a.surface < b.surface;
  });
  std::vector<WordKey> sorted;
  std::vector<std::uint32_t> number(words.size());
  for (std::uint32_t w = 0; w < order.size(); ++w) {
    sorted.push_back(words[order[w]]);
    number[order[w]] = w;
  }
  words = std::move(sorted);
  for (std::uint32_t& w : token_words) w = number[w];
}

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
    const std::string consonant = ConsonantKeyOf(words[w].form);
    if (!consonant.empty()) consonants.push_back({KeyHash(consonant), w});
    const std::string sound = SoundKeyOf(words[w].form);
    if (!sound.empty()) sounds.push_back({KeyHash(sound), w});
    const std::string_view canonical = CanonicalOf(words[w].form, words[w].surface);
    if (!canonical.empty()) meanings.push_back({KeyHash(canonical), w});
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

// Every two or three neighbouring words of a name written as one.
void ListCompiler::Impl::WriteJoins() {
  std::vector<KeyRecord> joins;
  for (std::uint32_t n = 0; n < names.size(); ++n) {
    const std::vector<Token>& tokens = NameAt(n).name.tokens;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      std::string joined = tokens[i].form;
      for (std::size_t k = i + 1; k < tokens.size() && k < i + 3; ++k) {
        joined += tokens[k].form;
        joins.push_back({KeyHash(joined), n});
      }
    }
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

std::string ListCompiler::Impl::Assemble() {
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.format_version = kFormatVersion;
  std::copy(name_sections.begin(), name_sections.end(), header.name_sections);
  static_assert(kEngineVersion.size() < sizeof header.engine_version);
  std::memcpy(header.engine_version, kEngineVersion.data(), kEngineVersion.size());
  std::size_t total = kHeaderBytes;
  for (const std::string& s : sections) total += (s.size() + 7) / 8 * 8;
  std::string out;
  out.reserve(total);
  out.resize(kHeaderBytes);
  for (std::size_t i = 0; i < kSectionCount; ++i) {
    header.sections[i] = {out.size(), sections[i].size()};
    out += sections[i];
    out.resize((out.size() + 7) / 8 * 8);
    sections[i] = {};
  }
  header.file_bytes = out.size();
  const auto bytes = std::as_bytes(std::span(out));
  const SectionRecord& lists_at = header.sections[static_cast<std::size_t>(Section::kLists)];
  header.lists_checksum = crypto::Checksum64(bytes.subspan(lists_at.offset, lists_at.bytes));
  header.body_checksum = crypto::Checksum64(bytes.subspan(kHeaderBytes));
  header.header_checksum =
      crypto::Checksum64({reinterpret_cast<const std::byte*>(&header), offsetof(Header, header_checksum)});
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

ListCompiler::ListCompiler() : impl_(std::make_unique<Impl>()) {}
ListCompiler::~ListCompiler() = default;

std::uint32_t ListCompiler::BeginList(const ListInfo& info) {
  impl_->lists.push_back(info);
  impl_->lists.back().entities = 0;
  impl_->lists.back().names = 0;
  return static_cast<std::uint32_t>(impl_->lists.size() - 1);
}

void ListCompiler::SetListInfo(std::uint32_t list, const ListInfo& info) {
  CHECK(list < impl_->lists.size());
  ListInfo& mine = impl_->lists[list];
  const std::uint64_t entities = mine.entities;
  const std::uint64_t names = mine.names;
  mine = info;
  mine.entities = entities;
  mine.names = names;
}

void ListCompiler::Add(const entity::Entity& entry) {
  CHECK(!impl_->lists.empty());
  CHECK(impl_->lists.back().entities < base::kMaxEntitiesPerList);
  CHECK(impl_->entities.size() < std::numeric_limits<std::uint32_t>::max());
  Listed listed;
  listed.schema = entry.schema;
  listed.list = static_cast<std::uint32_t>(impl_->lists.size() - 1);
  listed.payload = impl_->payload.size();
  AppendPayload(impl_->payload, entry);
  listed.payload_bytes = static_cast<std::uint32_t>(impl_->payload.size() - listed.payload);
  impl_->entities.push_back(listed);
  ++impl_->lists.back().entities;
  impl_->lists.back().names += entry.Names().size();
}

std::string ListCompiler::Finish(unsigned threads) {
  impl_->Prepare(threads);
  impl_->NumberNames();
  impl_->Set(Section::kLists, WriteInfos(impl_->lists));
  impl_->WriteEntities();
  {
    std::vector<std::jthread> pool;
    const auto run = [&](auto&& work) {
      if (threads > 1) {
        pool.emplace_back(work);
      } else {
        work();
      }
    };
    run([this] {
      impl_->WriteNames();
      impl_->WritePostings();
    });
    run([this] {
      impl_->WriteWords();
      impl_->WriteTrigrams();
      impl_->WriteKeys();
      impl_->WriteJoins();
      impl_->WriteIdentifiers();
    });
  }
  return impl_->Assemble();
}

}  // namespace match
