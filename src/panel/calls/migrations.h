#pragma once
// Tables of calls, concept notes, reviews and proposals: numbers 62 to 64 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel::calls {

std::span<const db::Migration> Migrations();

}  // namespace panel::calls
