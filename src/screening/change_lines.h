#pragma once
// What changed, as lines: between two editions of lists (`lists diff`) and for parties (`rescreen`). Pure;
// thread-safe. The keys are described in docs/cli.md.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "match/changes.h"
#include "match/rescreen.h"
#include "screening/goods_changes.h"

namespace screening {

enum class ChangeFormat { kTable, kNdjson };

// One entry that was added, modified or deleted: a line. Empty where its values only stand in another order.
std::string EntryLine(const match::ChangedEntry& entry, ChangeFormat format);

// How many lines of each kind.
struct EntryCounts {
  std::size_t added = 0;
  std::size_t modified = 0;
  std::size_t deleted = 0;
};
EntryCounts CountLines(std::span<const match::ChangedEntry> entries);

// One party's changes, the highest score first; ties by list, then id. At most `limit` are printed. Behind
// them stand those of goods, by list, then id, all of them.
struct PartyChanges {
  std::size_t row = 0;
  std::string caption;  // of the party, for the table
  std::vector<match::ScoreChange> changes;
  std::vector<GoodsChange> goods;
};
std::string PartyLine(const PartyChanges& party, std::span<const match::ChangedEntry> entries,
                      std::size_t limit, ChangeFormat format);

// "new", "changed" or "withdrawn".
std::string_view ChangeName(const match::ScoreChange& change);
std::string_view ChangeName(const GoodsChange& change);

}  // namespace screening
