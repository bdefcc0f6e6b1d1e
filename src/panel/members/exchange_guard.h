#pragma once
// What due diligence and the register of interests mean for the exchange: a member with a red flag (a
// confirmed hit of a watch list makes one) is kept out of introductions; two members between whom an interest
// is declared and not handled yet, or handled by stepping aside, are kept apart. A disclosed interest keeps
// nobody apart. Thread-safe. Cost: two queries by index.

#include "panel/exchange/bars.h"

namespace panel::members {

base::Status GuardExchange(db::Transaction& tx, const PanelId& panel, exchange::Circumstances& circumstances);

}  // namespace panel::members
