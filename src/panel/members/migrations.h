#pragma once
// Tables of the members: numbers 10 to 19 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel::members {

std::span<const db::Migration> Migrations();

}  // namespace panel::members
