#pragma once
// How an order is changed: opened, changed, sealed anew, all in one transaction. For orders*.cc alone.

#include "desk/tr.h"
#include "voice/casework/orders.h"

namespace voice {

inline base::Error OrderConflict(const char* words) {
  return base::Error{base::Code::kConflict, words, {}};
}

inline base::Status MustSuperviseOrders(const desk::Actor& actor) {
  if (actor.Can(desk::Permission::kCasesSupervise)) return base::Ok();
  return base::Error{base::Code::kForbidden, desk::tr("a supervisor does this"), {}};
}

// `change`: base::Status(db::Transaction&, Opened&).
template <typename Change>
base::Status Orders::Edit(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                          std::string_view what, const Change& change) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    Opened opened = TRY(OpenWithin(tx, actor, me, at.order));
    if (opened.order.version != at.version)
      return OrderConflict(desk::tr("somebody changed this order meanwhile; look again"));
    TRY(CountHolds(tx, actor, opened.order));
    TRY(change(tx, opened));
    return WriteBack(tx, actor, opened, what);
  });
}

}  // namespace voice
