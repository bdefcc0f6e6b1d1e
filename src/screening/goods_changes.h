#pragma once
// What a change of lists of goods means for a party: the goods of its country (match/goods.h) that `screen`
// tells of it with the later edition and not with the earlier one, or the other way round, or in other words.
// As such an alert depends on the party and the entry alone, only changed entries are asked about, all of
// them, without the limit of a screening (kMaxGoodsAlertsPerParty).
//
// Immutable after its making; thread-safe. Needs nothing of the lists that it was made from.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"
#include "match/changes.h"

namespace screening {

struct GoodsChange {
  std::uint32_t entry = 0;  // position in the changed entries
  bool before = false;      // told with the earlier edition
  bool after = false;       // told with the later one; both: in other words
  std::string product;      // what the party's file says
};

class GoodsChanges {
 public:
  // Cost: the reading of every changed entry.
  static base::Result<GoodsChanges> Of(std::span<const match::ChangedEntry> entries);

  std::size_t size() const { return size_; }  // changed entries that are goods in either edition
  // By entry, each once. Cost: as match::GoodsIndex::Find, twice.
  std::vector<GoodsChange> For(const entity::Entity& party) const;

 private:
  struct Side;
  std::shared_ptr<const Side> before_;
  std::shared_ptr<const Side> after_;
  std::size_t size_ = 0;
};

}  // namespace screening
