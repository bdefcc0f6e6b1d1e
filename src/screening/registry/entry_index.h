#pragma once
// What the registry keeps about every entry of an edition beside the compiled list, in the same order: its id
// and caption, a hash of its content, since when it is known and has been as it is, its countries and topics,
// and the words by which text search finds it. It compares two editions entry by entry without the lists
// themselves, so it outlives a change of the names engine.
//
// A file of its own format, mapped like a compiled list. EntryIndex is immutable and thread-safe; the bytes
// must outlive it.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "match/match.h"

namespace screening {

class EntryIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;

  // Checks checksum and structure: reads every byte once. Errors: kCorrupt.
  static base::Result<EntryIndex> Open(std::span<const std::byte> bytes);

  std::size_t size() const { return entries_.size(); }
  std::string_view Id(std::uint32_t entry) const;
  std::string_view Caption(std::uint32_t entry) const;
  std::uint64_t Hash(std::uint32_t entry) const { return entries_[entry].hash; }
  base::UtcTime FirstSeen(std::uint32_t entry) const { return {entries_[entry].first_seen_ms}; }
  base::UtcTime LastChange(std::uint32_t entry) const { return {entries_[entry].last_change_ms}; }
  entity::Schema SchemaOf(std::uint32_t entry) const;
  // Numbers for Code(); topics and countries as the list gives them.
  std::span<const std::uint32_t> Topics(std::uint32_t entry) const;
  std::span<const std::uint32_t> Countries(std::uint32_t entry) const;
  std::string_view Code(std::uint32_t code) const { return TextAt(codes_[code]); }
  std::size_t code_count() const { return codes_.size(); }
  std::uint32_t FindCode(
      std::string_view text) const;  // kNone where no entry has it; cost: proportional to code_count()

  // The entry with this id, or kNone. Cost: a hash lookup.
  std::uint32_t Find(std::string_view id) const;
  // The entries with this word (as SearchWords writes it), ascending. With `prefix`, with any word that
  // begins so: then in no order and perhaps more than once.
  void Postings(std::string_view word, bool prefix, std::vector<std::uint32_t>& out) const;

 private:
  friend class EntryIndexWriter;
  struct Header {
    char magic[8];
    std::uint64_t checksum;  // of everything after it
    std::uint64_t entries, codes, entry_codes, slots, words, postings, text_bytes;
  };
  struct Piece {
    std::uint64_t offset;
    std::uint32_t bytes;
    std::uint32_t unused;
  };
  struct Entry {
    std::uint64_t hash;
    std::int64_t first_seen_ms;
    std::int64_t last_change_ms;
    std::uint64_t text;  // id, then caption
    std::uint32_t id_bytes;
    std::uint32_t caption_bytes;
    std::uint32_t codes;  // first of topics, then countries
    std::uint16_t topics;
    std::uint16_t countries;
    std::uint32_t schema;
    std::uint32_t unused;
  };
  struct Word {
    Piece text;
    std::uint64_t postings;  // first
  };

  std::string_view TextAt(const Piece& piece) const { return text_.substr(piece.offset, piece.bytes); }
  bool IsSound() const;

  std::span<const Entry> entries_;
  std::span<const Piece> codes_;
  std::span<const std::uint32_t> entry_codes_;
  std::span<const std::uint32_t> slots_;  // open addressing by Hash64(id): entry + 1, 0 is empty
  std::span<const Word> words_;           // by text; one more at the end
  std::span<const std::uint32_t> postings_;
  std::string_view text_;
};

// One entry of an edition against the edition before.
enum class ChangeKind : std::uint8_t { kAdded, kChanged, kRemoved };
std::string_view ChangeKindName(ChangeKind kind);  // "added", ...
struct EntryChange {
  ChangeKind kind = ChangeKind::kAdded;
  std::string id;
  std::string caption;
};

struct BuiltIndex {
  std::string bytes;
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t removed = 0;
  std::vector<EntryChange> changes;  // at most kMaxKeptChanges: added, changed, removed, each in list order
};

// The index of `list` as of `now`. Entries that `former` (may be null) has with the same content keep its
// times.
BuiltIndex BuildEntryIndex(const match::CompiledList& list, const EntryIndex* former, base::UtcTime now);

// A stable hash of everything the source says of an entry.
std::uint64_t ContentHash(const entity::Entity& entry);

// The words by which a text is found: each in the script it is written in and, where that differs, in plain
// Latin letters.
struct SearchWord {
  std::string written;
  std::string latin;  // empty where it cannot be written so
};
std::vector<SearchWord> SearchWords(std::string_view text);

}  // namespace screening
