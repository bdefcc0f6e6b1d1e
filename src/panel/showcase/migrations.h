#pragma once
// The table of honours: number 90 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel {

std::span<const db::Migration> ShowcaseMigrations();

}  // namespace panel
