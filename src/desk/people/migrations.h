#pragma once
// The tables of organisations, people, memberships, invitations and API keys: steps 1 to 9 of the room's
// schema.

#include <span>

#include "db/db.h"

namespace desk {

std::span<const db::Migration> PeopleMigrations();

}  // namespace desk
