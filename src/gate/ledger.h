#pragma once
// The ledger of everything that was published, in the store: append-only, hash-chained; and the bands that
// pages read. Triggers of the schema refuse changes; Gate::Verify finds what was done behind them. Inside the
// room only.

#include <optional>
#include <string_view>

#include "db/db.h"
#include "gate/publication.h"
#include "gate/types.h"

namespace gate::ledger {

inline constexpr std::string_view kAuditAction = "gate.close";

base::Result<std::optional<Publication>> Last(db::Transaction& tx);  // without its content
base::Result<std::optional<Publication>> Of(db::Transaction& tx, Quarter quarter);
base::Result<Publication> Append(db::Transaction& tx, Quarter quarter, const Bands& bands);

}  // namespace gate::ledger
