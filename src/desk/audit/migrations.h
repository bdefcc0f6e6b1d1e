#pragma once
// The tables of the audit log: steps 20 to 29 of the room's schema.

#include <span>

#include "db/db.h"

namespace desk {

std::span<const db::Migration> AuditMigrations();

}  // namespace desk
