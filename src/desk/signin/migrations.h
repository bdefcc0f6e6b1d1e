#pragma once
// The tables of sessions, second factors, passkeys, provider accounts and throttling: steps 10 to 19 of the
// room's schema.

#include <span>

#include "db/db.h"

namespace desk {

std::span<const db::Migration> SignInMigrations();

}  // namespace desk
