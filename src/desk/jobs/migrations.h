#pragma once
// The tables of jobs, blobs and webhooks: steps 30 to 39 of the room's schema.

#include <span>

#include "db/db.h"

namespace desk {

std::span<const db::Migration> JobsMigrations();

}  // namespace desk
