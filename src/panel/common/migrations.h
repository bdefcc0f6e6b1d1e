#pragma once
// Tables of panels and members. Numbers of the room "panel": common 1 to 9, members 10, sessions 20,
// invitations 36, practices 40, partners 50, agreements 60, commitments 65, resources 70, showcase 90.

#include <span>

#include "db/db.h"

namespace panel {

std::span<const db::Migration> CommonMigrations();

}  // namespace panel
