#pragma once
// What both kinds of Database have in common: how a transaction is run on a connection out of a pool, and
// when it is run again. Internal to the room.

#include <functional>

#include "db/db.h"
#include "db/pool.h"
#include "db/right_of_way.h"

namespace db {

// Begin, work, commit or undo; again while the server asks for it (kMaxSerializationRetries, with a pause
// that grows and varies), and once on a fresh connection where the old one was found dead before the commit
// was sent. `way`, for writers that may lose to others: one that lost several times is let pass; null where
// they wait for each other anyway, and for reading.
base::Status RunInPool(Pool& pool, RightOfWay* way, bool write,
                       const std::function<base::Status(Transaction&)>& work);

// Marks that this thread is inside a transaction of `database`. Errors of Enter: kInternal where it already
// is.
class InsideTransaction {
 public:
  static base::Status MayEnter(const Database& database);
  explicit InsideTransaction(const Database& database);
  InsideTransaction(const InsideTransaction&) = delete;
  InsideTransaction& operator=(const InsideTransaction&) = delete;
  ~InsideTransaction();
};

}  // namespace db
