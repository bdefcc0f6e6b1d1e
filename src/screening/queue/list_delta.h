#pragma once
// What a party that was compared with earlier editions of the watch lists still has to be compared with: the
// entries that changed since. A score depends on party, entry and engine alone, so the pairs of an unchanged
// party and an unchanged entry stand as they are. Pure; a ListDelta is immutable and thread-safe.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "screening/queue/seams.h"

namespace screening {

struct ListDelta {
  // The changed entries as they are now, compiled: one list a dataset. Of a dataset that changed for the
  // larger part, the whole list.
  ListsNow lists;
  std::set<std::string, std::less<>> whole;               // these datasets
  std::set<std::pair<std::string, std::string>> entries;  // dataset and id, deleted ones among them

  bool Concerns(const std::string& dataset, const std::string& entry_id) const {
    return whole.contains(dataset) || entries.contains({dataset, entry_id});
  }
};

// Lists of one dataset belong to each other; both were compiled by this engine.
base::Result<ListDelta> DeltaBetween(const ListsNow& before, const ListsNow& now);

// ---- what parties were compared with, remembered by its digest (party.screened_as)
namespace basis_store {

struct Basis {
  std::string engine;
  double threshold = 0;
  std::vector<EditionOf> editions;
};
base::Result<bool> Has(db::Transaction& tx, std::string_view screened_as);
// Keeps the newest kMaxKeptBases.
base::Status Put(db::Transaction& tx, std::string_view screened_as, const Basis& basis, base::UtcTime now);
base::Result<std::optional<Basis>> Get(db::Transaction& tx, std::string_view screened_as);

}  // namespace basis_store

// The delta for each `screened_as` that parties of the organisation still bear and that can be worked out:
// the same engine and threshold, and editions whose bytes are still there. Parties with another one are
// compared with everything.
using Deltas = std::map<std::string, ListDelta, std::less<>>;
base::Result<Deltas> DeltasOf(QueueSeams& seams, const desk::OrgId& org, std::string_view screened_as,
                              double threshold, const ListsNow& now);

}  // namespace screening
