#pragma once
// Tables of the practices: numbers 40 to 49 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel {

std::span<const db::Migration> PracticeMigrations();

}  // namespace panel
