#pragma once
// The queue's tables: steps 10 to 19 of the room.

#include <span>

#include "db/db.h"

namespace screening {

std::span<const db::Migration> QueueMigrations();

}  // namespace screening
