#pragma once
// The ledger of the published figures, in the store: append-only, hash-chained (crypto/hash_chain.h) over
// number, quarter and content. Triggers of the schema refuse changes; Verify finds what was done behind them.
// Inside the folder only.

#include <optional>
#include <vector>

#include "db/db.h"
#include "voice/mechanism/publication.h"

namespace voice::mechanism::ledger {

base::Result<std::optional<Publication>> Last(db::Transaction& tx);  // its content left out
base::Result<std::optional<Publication>> Of(db::Transaction& tx, gate::Quarter quarter);
base::Result<Publication> Append(db::Transaction& tx, const Published& figures);
// Newest first, at most `limit`.
base::Result<std::vector<Publication>> Newest(db::Transaction& tx, std::int64_t limit);

// Computes everything anew and returns the last one; number 0 where there is none. `kept`: number and head as
// they are known from elsewhere, both empty where nothing was published. Errors: kCorrupt, naming the first
// publication that does not fit.
struct Kept {
  std::string number;
  std::string head;
  bool operator==(const Kept&) const = default;
};
base::Result<Publication> Verify(db::Transaction& tx, const Kept& kept);

}  // namespace voice::mechanism::ledger
