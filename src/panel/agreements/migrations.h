#pragma once
// Tables of memoranda, calls and reminders: numbers 60 to 64 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel {

std::span<const db::Migration> AgreementMigrations();

}  // namespace panel
