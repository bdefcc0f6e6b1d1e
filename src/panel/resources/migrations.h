#pragma once
// Tables of projects and of the ledger: numbers 70 to 79 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel {

std::span<const db::Migration> ResourceMigrations();

}  // namespace panel
