#pragma once
// Tables of minutes, actions, consultations, discussions and opinions: numbers 30 to 39 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel {

std::span<const db::Migration> MinutesMigrations();

}  // namespace panel
