#include "screening/registry/entry_index.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_map>

#include "base/hash.h"
#include "base/limits.h"
#include "crypto/digest.h"
#include "text/romanize.h"
#include "text/tokens.h"
#include "text/unicode.h"

namespace screening {

namespace {

constexpr char kMagic[8] = {'M', 'A', 'N', 'U', 'M', 'E', 'I', '1'};
constexpr std::size_t kSummed = 16;  // the checksum is of everything from here on

// Takes `count` records off the front; false where there are not so many.
template <typename T>
bool Take(std::span<const std::byte>& rest, std::uint64_t count, std::span<const T>& out) {
  if (count > rest.size() / sizeof(T)) return false;
  out = {reinterpret_cast<const T*>(rest.data()), static_cast<std::size_t>(count)};
  const std::size_t padded = (count * sizeof(T) + 7) / 8 * 8;
  if (padded > rest.size()) return false;
  rest = rest.subspan(padded);
  return true;
}

}  // namespace

base::Result<EntryIndex> EntryIndex::Open(std::span<const std::byte> bytes) {
  const base::Error damaged =
      base::Corrupt("the index of a list's entries is damaged; import the list again");
  Header header;
  if (bytes.size() < sizeof header || reinterpret_cast<std::uintptr_t>(bytes.data()) % 8 != 0) return damaged;
  std::memcpy(&header, bytes.data(), sizeof header);
  std::span<const std::byte> rest = bytes.subspan(sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0 ||
      crypto::Checksum64(bytes.subspan(kSummed)) != header.checksum)
    return damaged;
  EntryIndex index;
  std::span<const char> text;
  if (!Take(rest, header.entries, index.entries_) || !Take(rest, header.codes, index.codes_) ||
      !Take(rest, header.entry_codes, index.entry_codes_) || !Take(rest, header.slots, index.slots_) ||
      !Take(rest, header.words, index.words_) || !Take(rest, header.postings, index.postings_) ||
      !Take(rest, header.text_bytes, text) || !rest.empty()) {
    return damaged;
  }
  index.text_ = {text.data(), text.size()};
  if (!index.IsSound()) return damaged;
  return index;
}

bool EntryIndex::IsSound() const {
  const auto inside = [this](std::uint64_t offset, std::uint64_t size) {
    return offset <= text_.size() && size <= text_.size() - offset;
  };
  for (const Entry& e : entries_) {
    const std::uint64_t codes = std::uint64_t{e.topics} + e.countries;
    if (!inside(e.text, std::uint64_t{e.id_bytes} + e.caption_bytes) ||
        e.schema >= entity::SchemaNames().size() || e.codes > entry_codes_.size() ||
        codes > entry_codes_.size() - e.codes) {
      return false;
    }
  }
  for (const Piece& code : codes_)
    if (!inside(code.offset, code.bytes)) return false;
  for (const std::uint32_t code : entry_codes_)
    if (code >= codes_.size()) return false;
  for (const std::uint32_t slot : slots_)
    if (slot > entries_.size()) return false;
  for (const std::uint32_t entry : postings_)
    if (entry >= entries_.size()) return false;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (!inside(words_[i].text.offset, words_[i].text.bytes) || words_[i].postings > postings_.size())
      return false;
    if (i > 0 && words_[i - 1].postings > words_[i].postings) return false;
  }
  const bool slots_fit =
      std::has_single_bit(slots_.size()) && std::find(slots_.begin(), slots_.end(), 0U) != slots_.end();
  return slots_fit && !words_.empty() && words_.back().postings == postings_.size();
}

std::string_view EntryIndex::Id(std::uint32_t entry) const {
  return text_.substr(entries_[entry].text, entries_[entry].id_bytes);
}

std::string_view EntryIndex::Caption(std::uint32_t entry) const {
  return text_.substr(entries_[entry].text + entries_[entry].id_bytes, entries_[entry].caption_bytes);
}

entity::Schema EntryIndex::SchemaOf(std::uint32_t entry) const {
  return entity::Schema(static_cast<std::uint8_t>(entries_[entry].schema));
}

std::span<const std::uint32_t> EntryIndex::Topics(std::uint32_t entry) const {
  return entry_codes_.subspan(entries_[entry].codes, entries_[entry].topics);
}

std::span<const std::uint32_t> EntryIndex::Countries(std::uint32_t entry) const {
  return entry_codes_.subspan(entries_[entry].codes + entries_[entry].topics, entries_[entry].countries);
}

std::uint32_t EntryIndex::FindCode(std::string_view text) const {
  for (std::uint32_t i = 0; i < codes_.size(); ++i)
    if (Code(i) == text) return i;
  return kNone;
}

std::uint32_t EntryIndex::Find(std::string_view id) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = base::Hash64(id) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const std::uint32_t entry = slots_[slot] - 1;
    if (Id(entry) == id) return entry;
  }
  return kNone;
}

void EntryIndex::Postings(std::string_view word, bool prefix, std::vector<std::uint32_t>& out) const {
  const auto last = words_.end() - 1;
  auto at = std::lower_bound(words_.begin(), last, word,
                             [this](const Word& w, std::string_view text) { return TextAt(w.text) < text; });
  for (; at != last; ++at) {
    const std::string_view text = TextAt(at->text);
    if (prefix ? !text.starts_with(word) : text != word) return;
    out.insert(out.end(), postings_.begin() + static_cast<std::ptrdiff_t>(at->postings),
               postings_.begin() + static_cast<std::ptrdiff_t>((at + 1)->postings));
  }
}

std::vector<SearchWord> SearchWords(std::string_view text) {
  std::vector<SearchWord> words;
  for (const text::RawToken& token : text::SplitTokens(text)) {
    SearchWord word;
    word.written = text::Encode(token.letters);
    word.latin = text::Romanize(token.letters, token.script, text::Reading::kDefault);
    if (word.latin == word.written) word.latin.clear();
    words.push_back(std::move(word));
  }
  return words;
}

std::uint64_t ContentHash(const entity::Entity& entry) {
  std::string all(entry.schema.name());
  const auto append = [&all](std::string_view text) {
    all += '\0';
    all += text;
  };
  append(entry.caption);
  for (const entity::Value& value : entry.values) {
    append(value.property.name());
    append(value.text);
    append(value.origin);
  }
  return crypto::Checksum64(std::as_bytes(std::span(all)));
}

std::string_view ChangeKindName(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "added";
    case ChangeKind::kChanged:
      return "changed";
    case ChangeKind::kRemoved:
      break;
  }
  return "removed";
}

// Fills the sections from a compiled list; friend of EntryIndex for its record types.
class EntryIndexWriter {
 public:
  EntryIndexWriter(const EntryIndex* former, base::UtcTime now) : former_(former), now_(now) {}

  void Add(const entity::Entity& entity) {
    const auto number = static_cast<std::uint32_t>(entries_.size());
    EntryIndex::Entry entry{};
    entry.hash = ContentHash(entity);
    entry.text = text_.size();
    entry.id_bytes = static_cast<std::uint32_t>(entity.id.size());
    entry.caption_bytes = static_cast<std::uint32_t>(entity.caption.size());
    entry.schema = entity.schema.index();
    text_ += entity.id;
    text_ += entity.caption;
    SetTimes(entity, entry);
    AddCodes(entity, entry);
    AddWords(entity.id, number);
    for (const entity::Value& value : entity.values)
      if (IsSearched(value.property.type())) AddWords(value.text, number);
    entries_.push_back(entry);
  }

  BuiltIndex Finish() {
    if (former_ != nullptr) FindRemoved();
    CutChanges();
    MakeSlots();
    MakeWords();
    built_.bytes = Assemble();
    return std::move(built_);
  }

 private:
  static bool IsSearched(entity::PropertyType type) {
    return type == entity::PropertyType::kName || type == entity::PropertyType::kIdentifier ||
           type == entity::PropertyType::kAddress;
  }

  void SetTimes(const entity::Entity& entity, EntryIndex::Entry& entry) {
    entry.first_seen_ms = entry.last_change_ms = now_.ms;
    const std::uint32_t before = former_ == nullptr ? EntryIndex::kNone : former_->Find(entity.id);
    if (before == EntryIndex::kNone) {
      ++built_.added;
      Note(ChangeKind::kAdded, entity.id, entity.caption);
      return;
    }
    entry.first_seen_ms = former_->FirstSeen(before).ms;
    if (former_->Hash(before) == entry.hash) {
      entry.last_change_ms = former_->LastChange(before).ms;
    } else {
      ++built_.changed;
      Note(ChangeKind::kChanged, entity.id, entity.caption);
    }
  }

  void FindRemoved() {
    std::vector<std::string_view> ids;
    for (const EntryIndex::Entry& e : entries_)
      ids.push_back(std::string_view(text_).substr(e.text, e.id_bytes));
    std::sort(ids.begin(), ids.end());
    for (std::uint32_t i = 0; i < former_->size(); ++i) {
      if (std::binary_search(ids.begin(), ids.end(), former_->Id(i))) continue;
      ++built_.removed;
      Note(ChangeKind::kRemoved, former_->Id(i), former_->Caption(i));
    }
  }

  void Note(ChangeKind kind, std::string_view id, std::string_view caption) {
    std::vector<EntryChange>& kept = changes_[static_cast<std::size_t>(kind)];
    if (kept.size() < base::kMaxKeptChanges) kept.push_back({kind, std::string(id), std::string(caption)});
  }

  void CutChanges() {
    for (std::vector<EntryChange>& kind : changes_) {
      for (EntryChange& change : kind)
        if (built_.changes.size() < base::kMaxKeptChanges) built_.changes.push_back(std::move(change));
    }
  }

  void AddCodes(const entity::Entity& entity, EntryIndex::Entry& entry) {
    constexpr std::size_t kMost = 0xFFFF;
    entry.codes = static_cast<std::uint32_t>(entry_codes_.size());
    const auto add = [&](entity::PropertyType type, std::uint16_t& count) {
      const std::size_t first = entry_codes_.size();
      for (const entity::Value& value : entity.values) {
        if (value.property.type() != type || entry_codes_.size() - first >= kMost) continue;
        const std::uint32_t code = CodeOf(value.text);
        if (std::find(entry_codes_.begin() + static_cast<std::ptrdiff_t>(first), entry_codes_.end(), code) ==
            entry_codes_.end())
          entry_codes_.push_back(code);
      }
      count = static_cast<std::uint16_t>(entry_codes_.size() - first);
    };
    add(entity::PropertyType::kTopic, entry.topics);
    add(entity::PropertyType::kCountry, entry.countries);
  }

  std::uint32_t CodeOf(const std::string& text) {
    const auto [it, fresh] = code_numbers_.try_emplace(text, static_cast<std::uint32_t>(codes_.size()));
    if (fresh) codes_.push_back(Store(text));
    return it->second;
  }

  EntryIndex::Piece Store(std::string_view text) {
    const EntryIndex::Piece piece{text_.size(), static_cast<std::uint32_t>(text.size()), 0};
    text_ += text;
    return piece;
  }

  void AddWords(std::string_view text, std::uint32_t entry) {
    for (const SearchWord& word : SearchWords(text)) {
      for (const std::string* form : {&word.written, &word.latin}) {
        if (form->empty()) continue;
        std::vector<std::uint32_t>& list = words_[*form];
        if (list.empty() || list.back() != entry) list.push_back(entry);
      }
    }
  }

  void MakeSlots() {
    std::size_t size = 8;
    while (size < entries_.size() * 2) size *= 2;
    slots_.assign(size, 0);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
      std::size_t slot =
          base::Hash64(std::string_view(text_).substr(entries_[i].text, entries_[i].id_bytes)) & (size - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (size - 1);
      slots_[slot] = i + 1;
    }
  }

  void MakeWords() {
    std::vector<const std::pair<const std::string, std::vector<std::uint32_t>>*> sorted;
    for (const auto& word : words_) sorted.push_back(&word);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    for (const auto* word : sorted) {
      word_records_.push_back({Store(word->first), postings_.size()});
      postings_.insert(postings_.end(), word->second.begin(), word->second.end());
    }
    word_records_.push_back({Store({}), postings_.size()});
  }

  template <typename T>
  static void Append(std::string& out, const std::vector<T>& records) {
    out.append(reinterpret_cast<const char*>(records.data()), records.size() * sizeof(T));
    out.resize((out.size() + 7) / 8 * 8);
  }

  std::string Assemble() const {
    EntryIndex::Header header{};
    static_assert(sizeof header % 8 == 0 && sizeof(EntryIndex::Entry) == 56 &&
                  sizeof(EntryIndex::Word) == 24);
    std::memcpy(header.magic, kMagic, sizeof kMagic);
    header.entries = entries_.size();
    header.codes = codes_.size();
    header.entry_codes = entry_codes_.size();
    header.slots = slots_.size();
    header.words = word_records_.size();
    header.postings = postings_.size();
    header.text_bytes = text_.size();
    std::string out(sizeof header, '\0');
    Append(out, entries_);
    Append(out, codes_);
    Append(out, entry_codes_);
    Append(out, slots_);
    Append(out, word_records_);
    Append(out, postings_);
    out += text_;
    out.resize((out.size() + 7) / 8 * 8);
    std::memcpy(out.data(), &header, sizeof header);
    header.checksum = crypto::Checksum64(std::as_bytes(std::span(out)).subspan(kSummed));
    std::memcpy(out.data(), &header, sizeof header);
    return out;
  }

  const EntryIndex* former_;
  base::UtcTime now_;
  BuiltIndex built_;
  std::vector<EntryChange> changes_[3];
  std::vector<EntryIndex::Entry> entries_;
  std::vector<EntryIndex::Piece> codes_;
  std::unordered_map<std::string, std::uint32_t> code_numbers_;
  std::vector<std::uint32_t> entry_codes_;
  std::vector<std::uint32_t> slots_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> words_;
  std::vector<EntryIndex::Word> word_records_;
  std::vector<std::uint32_t> postings_;
  std::string text_;
};

BuiltIndex BuildEntryIndex(const match::CompiledList& list, const EntryIndex* former, base::UtcTime now) {
  EntryIndexWriter writer(former, now);
  for (std::uint32_t i = 0; i < list.entity_count(); ++i) writer.Add(list.ReadEntity(i));
  return writer.Finish();
}

}  // namespace screening
