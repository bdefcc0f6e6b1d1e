#pragma once
// What both kinds of Database have in common: how a transaction is run on a connection out of a pool, and
// when it is run again. Internal to the room.

#include <functional>

#include "db/db.h"
#include "db/pool.h"

namespace db {

// Begin, work, commit or undo; again while the server asks for it (kMaxSerializationRetries, with a pause
// that grows and varies), and once on a fresh connection where the old one was found dead before the commit
// was sent.
base::Status RunInPool(Pool& pool, bool write, const std::function<base::Status(Transaction&)>& work);

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
