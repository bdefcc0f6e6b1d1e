#pragma once
// Which entries differ between two editions of watch lists: added, modified, deleted. Contents are compared
// byte by byte, never by hash; where a value was read (its origin) is no content.
//
// A list of one edition belongs to the list of the other with the same name. Names may differ because they
// come from file names ("un-2025", "un-2026"): then the only list of a layout that is left on either side
// belong to each other, and so do two editions of one list each, whatever their layouts. A list without a
// counterpart is added or deleted as a whole, and named. Pure; thread-safe. Cost: one pass over the
// payload of both, about 1 s for a million entries.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "match/match.h"

namespace match {

// An entry of a compiled list, which must outlive the reference.
struct EntryRef {
  const CompiledList* list = nullptr;
  std::uint32_t index = 0;
};

// The entries of one id in both editions: none before, it was added; none after, it was deleted. A list
// normally holds an id once; where it holds it more often, the entries of an id change together.
struct ChangedEntry {
  std::string list;  // its name in the later edition; for a list that is gone, in the earlier one
  std::string id;
  std::vector<EntryRef> before;
  std::vector<EntryRef> after;
};

struct EditionChanges {
  std::vector<ChangedEntry> entries;  // by list, then id
  std::uint64_t before = 0;           // entries of the earlier edition
  std::uint64_t after = 0;
  std::uint64_t added = 0;
  std::uint64_t modified = 0;
  std::uint64_t deleted = 0;
  // Lists that belong to each other under two names: earlier, later.
  std::vector<std::pair<std::string, std::string>> renamed;
  std::vector<std::string> only_before;  // lists without a counterpart in the other edition
  std::vector<std::string> only_after;
};

// Names of lists are unique within an edition.
EditionChanges CompareEditions(std::span<const CompiledList* const> before,
                               std::span<const CompiledList* const> after);

}  // namespace match
