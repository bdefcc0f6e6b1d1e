#pragma once
// The registry's tables.

#include <span>

#include "db/db.h"

namespace screening {

std::span<const db::Migration> RegistryMigrations();

}  // namespace screening
