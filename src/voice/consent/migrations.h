#pragma once
// The table of consents: number 10 of the room.

#include <span>

#include "db/db.h"

namespace voice::consent {

std::span<const db::Migration> Migrations();

}  // namespace voice::consent
