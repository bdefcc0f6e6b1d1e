#pragma once
// Tables of the panel's sessions: numbers 20 to 29 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel {

std::span<const db::Migration> SessionMigrations();

}  // namespace panel
