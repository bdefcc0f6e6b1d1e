#pragma once
// The room's tables. What stands in clear in them is few and coarse: days, states, the language of a report,
// dates until which something is due. Everything that anybody wrote is sealed.

#include <span>

#include "db/db.h"

namespace voice {

std::span<const db::Migration> Migrations();

}  // namespace voice
