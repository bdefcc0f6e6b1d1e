#pragma once
// Tables of commitments and the work plan: numbers 65 to 69 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel {

std::span<const db::Migration> CommitmentMigrations();

}  // namespace panel
