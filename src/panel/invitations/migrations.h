#pragma once
// Tables of invitations, proposals, days and feed links: numbers 36 to 39 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel::invitations {

std::span<const db::Migration> Migrations();

}  // namespace panel::invitations
